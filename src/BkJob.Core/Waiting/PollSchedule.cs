namespace BkJob.Waiting;

/// <summary>
/// The schedule of polls. The server refreshes host state every 1, 2, 5 and 10 seconds as a job gets older, so more frequent polls return
/// nothing new.
/// </summary>
internal sealed class PollSchedule(TimeSpan? fixedInterval, Func<double> random)
{
    /// <summary>The fraction by which an interval is randomly reduced, to avoid synchronized requests.</summary>
    public const double Jitter = 0.2;

    /// <summary>The maximum delay, whatever a server requests: some return a point in time instead of seconds.</summary>
    public static readonly TimeSpan MaxPause = TimeSpan.FromHours(1);

    private static readonly (TimeSpan Until, TimeSpan Interval)[] Stages =
    [
        (TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(1)),
        (TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(2)),
        (TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(5)),
        (TimeSpan.MaxValue, TimeSpan.FromSeconds(10)),
    ];

    /// <summary>The time from one poll to the next.</summary>
    /// <param name="age">The elapsed time of the wait.</param>
    public TimeSpan Next(TimeSpan age) => fixedInterval ?? IntervalAt(age) * (1 - (Jitter * random()));

    /// <summary>The time from a failure until the retry: never sooner than the next regular poll.</summary>
    /// <param name="age">The elapsed time of the wait.</param>
    /// <param name="took">The duration of the failed request.</param>
    /// <param name="fault">The error.</param>
    /// <param name="failures">The number of consecutive failures, including this one.</param>
    public TimeSpan NextAfter(TimeSpan age, TimeSpan took, BkJobException fault, int failures)
    {
        TimeSpan next = Next(age) - took;
        TimeSpan backOff = Transport.RetryPolicy.GetDelay(fault, failures, random());
        TimeSpan pause = next > backOff ? next : backOff;
        return pause < MaxPause ? pause : MaxPause;
    }

    private static TimeSpan IntervalAt(TimeSpan age) => Stages.First(stage => age < stage.Until).Interval;
}
