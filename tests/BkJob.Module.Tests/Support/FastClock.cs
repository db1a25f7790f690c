namespace BkJob.Module.Tests;

/// <summary>A clock on which time passes faster: a pause of one second ends after a tenth of it.</summary>
internal sealed class FastClock : TimeProvider
{
    private const string Data = "BkJob.PollClock";
    private const int Speed = 10;

    /// <summary>Lets the module poll by this clock, or by the real one again. It is that of the process.</summary>
    public static void Set(bool isFast) => AppContext.SetData(Data, isFast ? new FastClock() : null);

    public override long GetTimestamp() => Speed * System.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, Shorten(dueTime), Shorten(period));

    private static TimeSpan Shorten(TimeSpan time) => time == Timeout.InfiniteTimeSpan ? time : time / Speed;
}
