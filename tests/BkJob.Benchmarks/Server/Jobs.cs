using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace BkJob.Benchmarks.Server;

/// <summary>The answers of the server, each made once and kept as the bytes that go over the wire.</summary>
internal sealed class Jobs
{
    /// <summary>Business of the jobs that have ended.</summary>
    public const long Ended = 1;

    /// <summary>Business of the jobs that never end.</summary>
    public const long Running = 2;

    /// <summary>Business of the jobs that end at the moment which their id is, in Unix milliseconds.</summary>
    public const long Ending = 3;

    /// <summary>Business of jobs that never end, on a server that limits its responses; see <see cref="RateLimit"/>.</summary>
    public const long Limited = 4;

    private const int HostsOfEnding = 100;
    private const long IdsForOneNumberOfHosts = 1_000_000;
    private readonly ConcurrentDictionary<(long Id, long BizId), byte[]> _responses = new();

    /// <summary>The id of a job with a number of hosts.</summary>
    /// <param name="hosts">Less than a million.</param>
    /// <param name="number">Tells jobs with as many hosts apart.</param>
    public static long IdFor(int hosts, int number = 0) => (number * IdsForOneNumberOfHosts) + hosts;

    /// <summary>The number of hosts of a job.</summary>
    public static int HostsOf(long id) => (int)(id % IdsForOneNumberOfHosts);

    /// <summary>The whole response to a question about a job.</summary>
    public byte[] GetResponse(long id, long bizId)
    {
        if (bizId == Ending)
        {
            bool isRunning = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() < id;
            return Ok(JobBody.Write(id, bizId, HostsOfEnding, isRunning));
        }

        return _responses.GetOrAdd((id, bizId), job =>
            Ok(JobBody.Write(job.Id, job.BizId, HostsOf(job.Id), job.BizId is Running or Limited)));
    }

    /// <summary>A response with a body.</summary>
    public static byte[] Ok(byte[] body) =>
    [
        .. Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n")),
        .. body,
    ];
}
