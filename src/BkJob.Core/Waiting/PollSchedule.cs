namespace BkJob.Waiting;

/// <summary>
/// When to ask again. The server itself looks at hosts every 1, 2, 5 and 10 seconds as a job gets older; to ask more often shows
/// nothing new.
/// </summary>
internal sealed class PollSchedule(TimeSpan? fixedInterval, Func<double> random)
{
    /// <summary>An interval is up to this much shorter than its name, so that a thousand waits do not march in step.</summary>
    public const double Jitter = 0.2;

    /// <summary>
    /// The longest pause, whatever a server asks for: some print a point in time where seconds belong, and a wait has to come back.
    /// </summary>
    public static readonly TimeSpan MaxPause = TimeSpan.FromHours(1);

    private static readonly (TimeSpan Until, TimeSpan Interval)[] Stages =
    [
        (TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(1)),
        (TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(2)),
        (TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(5)),
        (TimeSpan.MaxValue, TimeSpan.FromSeconds(10)),
    ];

    /// <summary>Time from one question to the next.</summary>
    /// <param name="age">How long the wait has lasted.</param>
    public TimeSpan Next(TimeSpan age) => fixedInterval ?? IntervalAt(age) * (1 - (Jitter * random()));

    /// <summary>Time from a failure until the question is asked again: never sooner than it would have been asked anyway.</summary>
    /// <param name="age">How long the wait has lasted.</param>
    /// <param name="took">How long the question took that failed.</param>
    /// <param name="fault">What happened.</param>
    /// <param name="failures">How often in a row, this one included.</param>
    public TimeSpan NextAfter(TimeSpan age, TimeSpan took, BkJobException fault, int failures)
    {
        TimeSpan next = Next(age) - took;
        TimeSpan backOff = Transport.RetryPolicy.GetDelay(fault, failures, random());
        TimeSpan pause = next > backOff ? next : backOff;
        return pause < MaxPause ? pause : MaxPause;
    }

    private static TimeSpan IntervalAt(TimeSpan age) => Stages.First(stage => age < stage.Until).Interval;
}
