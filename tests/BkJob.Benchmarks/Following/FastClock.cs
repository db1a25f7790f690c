namespace BkJob.Benchmarks.Following;

/// <summary>A clock that runs faster, so that ten minutes of polls take less time.</summary>
/// <param name="speed">How many times as fast.</param>
internal sealed class FastClock(int speed) : TimeProvider
{
    public override long GetTimestamp() => speed * System.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, Shorten(dueTime), Shorten(period));

    private TimeSpan Shorten(TimeSpan time) => time == Timeout.InfiniteTimeSpan ? time : time / speed;
}
