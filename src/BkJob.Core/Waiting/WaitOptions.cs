namespace BkJob;

/// <summary>Options of a wait for job instances.</summary>
public sealed record WaitOptions
{
    /// <summary>Maximum wall-clock time; null waits indefinitely, zero polls once.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Fixed polling interval; null to increase it with the age of the wait.</summary>
    public TimeSpan? PollInterval { get; init; }

    /// <summary>
    /// How long the status of one job can remain unreadable before the wait for it is abandoned; null for no limit. Time during which the
    /// server rejects requests because of their rate is not counted.
    /// </summary>
    public TimeSpan? OutageTimeout { get; init; } = TimeSpan.FromSeconds(900);

    /// <summary>Maximum number of concurrent requests, 1 or more.</summary>
    public int ThrottleLimit { get; init; } = 8;

    /// <summary>Whether the wait ends when the first job finishes.</summary>
    public bool Any { get; init; }

    /// <summary>Whether the wait ends when the first job finishes without success.</summary>
    public bool FailFast { get; init; }

    /// <summary>
    /// Whether jobs are returned with their hosts: unless the server always returns them, this costs one more request when a job has
    /// finished.
    /// </summary>
    public bool IncludeHosts { get; init; }

    /// <summary>Whether a job awaiting confirmation counts as finished.</summary>
    public bool StopAtConfirmation { get; init; }
}
