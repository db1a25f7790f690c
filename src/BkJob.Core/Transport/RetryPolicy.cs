using BkJob.Protocol;

namespace BkJob.Transport;

/// <summary>Determines whether and when a request is retried.</summary>
internal static class RetryPolicy
{
    /// <summary>The longest delay that a server can request.</summary>
    public static readonly TimeSpan MaxRetryAfter = TimeSpan.FromSeconds(60);

    /// <summary>The shortest delay, even if a server requests none; jitter adds up to a fifth.</summary>
    private static readonly TimeSpan MinDelay = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Whether a retry makes sense and is safe. A command is retried only if it was certainly not executed, and not while the cause lasts
    /// for minutes: an overloaded server or an exhausted quota is for the user to decide.
    /// </summary>
    public static bool ShouldRetry(RequestKind kind, BkJobException error) =>
        error.IsTransient && !(error.RetryAfter > MaxRetryAfter)
        && (kind == RequestKind.Read || (error.Delivery == Delivery.NotExecuted && !error.IsSlow));

    /// <summary>The delay that a server requests, or the minimum.</summary>
    public static TimeSpan AtLeastMinimum(TimeSpan delay, double jitter) =>
        delay >= MinDelay ? delay : MinDelay * (1 + (0.2 * jitter));

    /// <summary>
    /// The delay that the server requests; otherwise exponential back-off with full jitter, so that a thousand requests that failed
    /// together are not retried together.
    /// </summary>
    /// <param name="error">The error.</param>
    /// <param name="attempt">1 for the first retry.</param>
    /// <param name="jitter">From 0 to 1.</param>
    public static TimeSpan GetDelay(BkJobException error, int attempt, double jitter) =>
        error.RetryAfter is { } delay ? AtLeastMinimum(delay, jitter) : jitter * TimeSpan.FromTicks(Math.Min(MaxDelay.Ticks, FirstDelay.Ticks << Math.Min(attempt - 1, 20)));
}
