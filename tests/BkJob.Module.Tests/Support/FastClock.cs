namespace BkJob.Module.Tests;

/// <summary>A clock on which time passes faster: with a speed of 10, a pause of one second ends after a tenth of it.</summary>
internal sealed class FastClock(int speed) : TimeProvider
{
    private const string Data = "BkJob.PollClock";

    /// <summary>Lets the module poll by this clock, in the whole process.</summary>
    public static void Install(int speed = 10) => AppContext.SetData(Data, new FastClock(speed));

    /// <summary>Lets the module poll by the real clock again.</summary>
    public static void Remove() => AppContext.SetData(Data, null);

    public override long GetTimestamp() => speed * System.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, Shorten(dueTime), Shorten(period));

    private TimeSpan Shorten(TimeSpan time) => time == Timeout.InfiniteTimeSpan ? time : time / speed;
}
