using System.Diagnostics;
using System.Text;

namespace BkJob.Benchmarks.Server;

/// <summary>Accepts so many requests in each second and rejects the others, as the API gateway does (protocol.md §4.2).</summary>
internal sealed class RateLimit
{
    public const int ResponsesPerSecond = 50;

    /// <summary>The response to a request beyond the limit.</summary>
    public static readonly byte[] Rejection = CreateRejection();

    private readonly Lock _lock = new();
    private long _second;
    private int _used;

    /// <summary>Requests rejected so far.</summary>
    public long Rejected { get; private set; }

    /// <summary>Whether a request that arrives now is within the limit.</summary>
    public bool TryAccept()
    {
        lock (_lock)
        {
            long second = Stopwatch.GetTimestamp() / Stopwatch.Frequency;
            if (second != _second)
            {
                (_second, _used) = (second, 0);
            }

            if (++_used <= ResponsesPerSecond)
            {
                return true;
            }

            Rejected++;
            return false;
        }
    }

    private static byte[] CreateRejection()
    {
        const string Body = """{"code":1642902,"code_name":"RATE_LIMIT_RESTRICTION","data":null,"message":"API rate limit exceeded","result":false}""";
        return Encoding.ASCII.GetBytes(
            $"HTTP/1.1 429 Too Many Requests\r\nContent-Type: application/json\r\nRetry-After: 1\r\nContent-Length: {Body.Length}\r\n\r\n{Body}");
    }
}
