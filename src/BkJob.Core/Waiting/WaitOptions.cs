namespace BkJob;

/// <summary>How to wait for job instances.</summary>
public sealed record WaitOptions
{
    /// <summary>How long, by the clock on the wall; null is for ever, zero is one look.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Time from one question about an instance to the next; null lets it grow with the age of the wait.</summary>
    public TimeSpan? PollInterval { get; init; }

    /// <summary>
    /// How long the status of one job can remain unreadable before the wait for it is abandoned; null is for ever. Time in which the server
    /// rejects requests for their rate does not count.
    /// </summary>
    public TimeSpan? OutageTimeout { get; init; } = TimeSpan.FromSeconds(900);

    /// <summary>How many questions may be under way at a time, 1 or more.</summary>
    public int ThrottleLimit { get; init; } = 8;

    /// <summary>Whether the first end, of whatever outcome, ends the wait for all.</summary>
    public bool Any { get; init; }

    /// <summary>Whether the first end without success ends the wait for all.</summary>
    public bool FailFast { get; init; }

    /// <summary>
    /// Whether a job is told with its hosts: where the server does not send them anyway, they cost one more question when it has arrived.
    /// </summary>
    public bool IncludeHosts { get; init; }

    /// <summary>Whether a job that waits for a person counts as having arrived.</summary>
    public bool StopAtConfirmation { get; init; }
}
