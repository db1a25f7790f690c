using BkJob.Benchmarks.Server;
using BkJob.Benchmarks.Ways;

namespace BkJob.Benchmarks.Waiting;

/// <summary>How late the ends of jobs are seen.</summary>
/// <param name="MillisecondsLate">From the end of a job to its object, for each.</param>
/// <param name="Round">How long it takes to ask about all of them once.</param>
internal sealed record Ends(IReadOnlyList<double> MillisecondsLate, TimeSpan Round)
{
    /// <summary>How often a young wait asks.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>All ends lie within the first ten seconds of the wait, after which it asks less often.</summary>
    private static readonly TimeSpan UntilFirst = TimeSpan.FromSeconds(2.5);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(6);

    /// <summary>Waits for jobs that end one after the other.</summary>
    public static async Task<Ends> MeasureAsync(ServerProcess server)
    {
        using var core = new Core(server.Address);
        TimeSpan round = await core.LookOnceAsync(ManyJobs.Running(ManyJobs.Count));
        using var session = new WaitSession(server.Address);
        DateTimeOffset first = DateTimeOffset.UtcNow + UntilFirst;
        await session.WaitAsync(
            Enumerable.Range(0, ManyJobs.Count).Select(number => (first + (Between * number)).ToUnixTimeMilliseconds()), Jobs.Ending);
        double[] late = [.. session.Seen.Select(job => (job.Seen - DateTimeOffset.FromUnixTimeMilliseconds(job.Id)).TotalMilliseconds)];
        return late.Length == ManyJobs.Count
            ? new Ends(late, round)
            : throw new InvalidOperationException($"{late.Length} of {ManyJobs.Count} jobs were seen to end.");
    }
}
