namespace BkJob.Simulator.Timeline;

/// <summary>Converts the seconds of a script to exact times.</summary>
internal static class Seconds
{
    /// <summary>Rounds to ticks. Sums of doubles can miss the time of a manual clock by a rounding error; sums of ticks do not.</summary>
    public static TimeSpan ToTime(double seconds) =>
        TimeSpan.FromTicks((long)Math.Round(seconds * TimeSpan.TicksPerSecond));
}
