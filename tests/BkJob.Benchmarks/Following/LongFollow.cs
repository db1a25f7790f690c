using BkJob.Benchmarks.Measuring;
using BkJob.Benchmarks.Server;

namespace BkJob.Benchmarks.Following;

/// <summary>What it costs to follow a job for ten minutes at the default intervals.</summary>
/// <param name="Share">The share of one core.</param>
/// <param name="Requests">The number of requests.</param>
/// <param name="Lines">The number of lines.</param>
internal sealed record LongFollow(double Share, long Requests, int Lines)
{
    /// <summary>The name under which the module finds the clock of its polls.</summary>
    private const string ClockData = "BkJob.PollClock";

    private static readonly TimeSpan Length = TimeSpan.FromMinutes(10);

    /// <summary>Follows a job in real time.</summary>
    public static Task<LongFollow> FollowAsync(ServerProcess server) => MeasureAsync(server, FollowedJobs.BizId, speed: 1);

    /// <summary>
    /// Follows a job on a faster clock, that of the server included: the polls, and the sizes of their responses, are those of ten minutes.
    /// </summary>
    public static async Task<LongFollow> FollowFastAsync(ServerProcess server)
    {
        AppContext.SetData(ClockData, new FastClock(FollowedJobs.Speed));
        try
        {
            return await MeasureAsync(server, FollowedJobs.FastBizId, FollowedJobs.Speed);
        }
        finally
        {
            AppContext.SetData(ClockData, null);
        }
    }

    private static async Task<LongFollow> MeasureAsync(ServerProcess server, long bizId, int speed)
    {
        using var session = new FollowSession(server.Address);
        long requests = await server.CountAsync();
        TimeSpan work = Work.SoFar;
        await session.FollowAsync(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), bizId, Length / speed);
        work = Work.SoFar - work;
        return new LongFollow(work / Length, await server.CountAsync() - requests, session.Lines.Count);
    }
}
