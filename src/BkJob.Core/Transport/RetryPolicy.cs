namespace BkJob.Transport;

/// <summary>How long to wait before a question is asked again.</summary>
internal static class RetryPolicy
{
    /// <summary>The longest time that is waited because the server asks for it.</summary>
    public static readonly TimeSpan LongestServerWait = TimeSpan.FromSeconds(60);

    /// <summary>No server means "at once": what it asks for is at least this, by chance up to a fifth more.</summary>
    private static readonly TimeSpan Minimum = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan First = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    /// <summary>Whether it makes sense to ask again.</summary>
    public static bool IsWorthwhile(BkJobException fault) =>
        fault.IsTransient && !(fault.RetryAfter > LongestServerWait);

    /// <summary>A delay that a server asks for, or the minimum.</summary>
    public static TimeSpan AtLeastMinimum(TimeSpan delay, double chance) =>
        delay >= Minimum ? delay : Minimum * (1 + (0.2 * chance));

    /// <summary>
    /// The server's own time where it gave one, else twice as long each time with full jitter, so that a thousand callers that
    /// failed together do not come back together.
    /// </summary>
    /// <param name="fault">What happened.</param>
    /// <param name="retry">1 for the first retry.</param>
    /// <param name="chance">From 0 to 1.</param>
    public static TimeSpan WaitBefore(BkJobException fault, int retry, double chance) =>
        fault.RetryAfter is { } delay ? AtLeastMinimum(delay, chance) : chance * TimeSpan.FromTicks(Math.Min(Longest.Ticks, First.Ticks << Math.Min(retry - 1, 20)));
}
