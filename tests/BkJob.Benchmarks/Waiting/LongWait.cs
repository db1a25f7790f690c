using BkJob.Benchmarks.Measuring;
using BkJob.Benchmarks.Server;
using BkJob.Waiting;

namespace BkJob.Benchmarks.Waiting;

/// <summary>What ten minutes of waiting cost at the default intervals.</summary>
/// <param name="Share">Share of one core.</param>
/// <param name="Polls">Questions asked.</param>
internal sealed record LongWait(double Share, long Polls)
{
    private static readonly TimeSpan Length = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(2.5);
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(4);

    /// <summary>Really waits.</summary>
    public static async Task<LongWait> WaitAsync(ServerProcess server)
    {
        (TimeSpan work, long polls) = await MeasureAsync(server, ManyJobs.Count, TimeSpan.Zero, Length);
        return new LongWait(work / Length, polls);
    }

    /// <summary>
    /// Puts the time together from a few seconds at each pace. At a later age the same thousand jobs are asked about less often; that
    /// pace is made here by fewer jobs at the first, shortest interval.
    /// </summary>
    public static async Task<LongWait> ComposeAsync(ServerProcess server)
    {
        (TimeSpan Interval, double Polls)[] stretches = PollsOfOneJob();
        TimeSpan allWork = TimeSpan.Zero;
        foreach ((TimeSpan interval, double pollsOfJob) in stretches)
        {
            int jobs = (int)(ManyJobs.Count * (stretches[0].Interval / interval));
            (TimeSpan work, long polls) = await MeasureAsync(server, jobs, Settling, Window);
            allWork += work / polls * pollsOfJob * ManyJobs.Count;
        }

        return new LongWait(allWork / Length, (long)(stretches.Sum(stretch => stretch.Polls) * ManyJobs.Count));
    }

    /// <summary>How often one job is asked about, by interval.</summary>
    private static (TimeSpan Interval, double Polls)[] PollsOfOneJob()
    {
        var schedule = new PollSchedule(fixedInterval: null, random: static () => 0);
        var polls = new Dictionary<TimeSpan, double>();
        for (TimeSpan age = TimeSpan.Zero; age < Length; age += schedule.Next(age))
        {
            // On the average chance makes an interval shorter by half of the most that it can take off.
            TimeSpan interval = schedule.Next(age);
            polls[interval] = polls.GetValueOrDefault(interval) + (1 / (1 - (PollSchedule.Jitter / 2)));
        }

        return [.. polls.Select(stretch => (stretch.Key, stretch.Value))];
    }

    /// <summary>The work of this process, and the polls made, within a while of a wait.</summary>
    private static async Task<(TimeSpan Work, long Polls)> MeasureAsync(ServerProcess server, int jobs, TimeSpan after, TimeSpan length)
    {
        using var session = new WaitSession(server.Address);
        Task wait = session.WaitAsync(ManyJobs.Running(jobs), Jobs.Running);
        await Task.Delay(after);
        long polls = await server.CountAsync();
        TimeSpan work = Work.SoFar;
        await Task.Delay(length);
        work = Work.SoFar - work;
        polls = await server.CountAsync() - polls;
        await session.StopAsync(wait);
        return (work, polls);
    }
}
