namespace BkJob.Transport;

/// <summary>How long to wait before a request is retried.</summary>
internal static class RetryPolicy
{
    /// <summary>The longest time that is waited because the server asks for it.</summary>
    public static readonly TimeSpan MaxRetryAfter = TimeSpan.FromSeconds(60);

    /// <summary>No server means "at once": what it asks for is at least this, by jitter up to a fifth more.</summary>
    private static readonly TimeSpan MinDelay = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(20);

    /// <summary>Whether a retry makes sense.</summary>
    public static bool ShouldRetry(BkJobException error) =>
        error.IsTransient && !(error.RetryAfter > MaxRetryAfter);

    /// <summary>A delay that a server asks for, or the minimum.</summary>
    public static TimeSpan AtLeastMinimum(TimeSpan delay, double jitter) =>
        delay >= MinDelay ? delay : MinDelay * (1 + (0.2 * jitter));

    /// <summary>
    /// The server's own time where it gave one, else twice as long each time with full jitter, so that a thousand callers that
    /// failed together do not come back together.
    /// </summary>
    /// <param name="error">What happened.</param>
    /// <param name="attempt">1 for the first retry.</param>
    /// <param name="jitter">From 0 to 1.</param>
    public static TimeSpan GetDelay(BkJobException error, int attempt, double jitter) =>
        error.RetryAfter is { } delay ? AtLeastMinimum(delay, jitter) : jitter * TimeSpan.FromTicks(Math.Min(MaxDelay.Ticks, FirstDelay.Ticks << Math.Min(attempt - 1, 20)));
}
