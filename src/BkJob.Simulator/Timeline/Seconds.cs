namespace BkJob.Simulator.Timeline;

/// <summary>Turns a script's seconds into exact time.</summary>
internal static class Seconds
{
    /// <summary>
    /// Rounds to ticks. Sums of doubles miss the moment that a manual clock was advanced to by a hair; sums of ticks don't.
    /// </summary>
    public static TimeSpan ToTime(double seconds) =>
        TimeSpan.FromTicks((long)Math.Round(seconds * TimeSpan.TicksPerSecond));
}
