using System.Collections.Concurrent;

namespace BkJob.Benchmarks.Server;

/// <summary>
/// Running jobs whose hosts write a line per second, one host after the other. The ID of a job is the moment of its start, in Unix
/// milliseconds.
/// </summary>
internal sealed class FollowedJobs
{
    /// <summary>The number of hosts of a job.</summary>
    public const int Hosts = 50;

    /// <summary>The business of jobs that run in real time.</summary>
    public const long BizId = 5;

    /// <summary>The business of jobs for which time passes <see cref="Speed"/> times as fast.</summary>
    public const long FastBizId = 6;

    /// <summary>How much faster.</summary>
    public const int Speed = 20;

    private const double Second = 1000;
    private readonly ConcurrentDictionary<(long JobId, long HostId), GrowingLog> _logs = new();

    /// <summary>Whether the jobs of a business are such jobs.</summary>
    public static bool Contains(long bizId) => bizId is BizId or FastBizId;

    /// <summary>The body of the status of a job.</summary>
    public static byte[] WriteStatus(long id, long bizId) => JobBodyV3.Write(id, bizId, Hosts, isRunning: true, start: id);

    /// <summary>The body of the current logs of hosts.</summary>
    public byte[] WriteLogs(LogRequest request)
    {
        long now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        double interval = Second / (request.BizId == FastBizId ? Speed : 1);
        return LogBody.Write(request, host => GetLog(request.JobId, host, interval).GetText(now));
    }

    private GrowingLog GetLog(long jobId, long hostId, double interval) => _logs.GetOrAdd((jobId, hostId), key =>
        new GrowingLog(key.JobId + ((key.HostId - JobBodyV3.FirstHostId) * interval / Hosts), interval));
}
