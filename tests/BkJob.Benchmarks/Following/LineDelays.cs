using BkJob.Benchmarks.Server;

namespace BkJob.Benchmarks.Following;

/// <summary>The time from the moment at which the server has a line until the cmdlet writes it.</summary>
internal static class LineDelays
{
    /// <summary>The interval of the polls of a job that is followed for less than ten seconds.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private const int Jobs = 3;
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(9.5);

    /// <summary>Follows jobs, one after the other.</summary>
    /// <returns>The delay of each line that was written after the first poll, in milliseconds.</returns>
    public static async Task<IReadOnlyList<double>> MeasureAsync(Uri server)
    {
        var delays = new List<double>();
        for (int job = 0; job < Jobs; job++)
        {
            using var session = new FollowSession(server);
            await session.FollowAsync(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), FollowedJobs.BizId, Length);
            long first = session.Lines.First().Seen;
            delays.AddRange(session.Lines.Where(line => line.Written >= first).Select(line => (double)(line.Seen - line.Written)));
        }

        return delays.Count > 0 ? delays : throw new InvalidOperationException("No line was seen.");
    }
}
