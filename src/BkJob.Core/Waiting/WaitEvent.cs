namespace BkJob;

/// <summary>An event of a wait for a job instance.</summary>
/// <param name="Query">The job instance.</param>
public abstract record WaitEvent(JobInstanceQuery Query);

/// <summary>A request was completed.</summary>
/// <param name="Query">The job instance.</param>
/// <param name="Request">The request.</param>
public sealed record RequestCompleted(JobInstanceQuery Query, RequestEvent Request) : WaitEvent(Query);

/// <summary>The job was polled and is still running. Its hosts are only counted.</summary>
/// <param name="Query">The job instance.</param>
/// <param name="Job">The current state.</param>
/// <param name="HasChanged">Whether job, steps or counts of hosts have changed since the last poll.</param>
public sealed record JobPolled(JobInstanceQuery Query, JobInstance Job, bool HasChanged) : WaitEvent(Query);

/// <summary>The job waits for a manual confirmation. Published once for each.</summary>
/// <param name="Query">The job instance.</param>
/// <param name="Job">The current state.</param>
/// <param name="Steps">The steps that wait.</param>
public sealed record ConfirmationRequired(JobInstanceQuery Query, JobInstance Job, IReadOnlyList<StepInstance> Steps) : WaitEvent(Query);

/// <summary>The status could not be read, and polling is retried. The state of the job is unknown.</summary>
/// <param name="Query">The job instance.</param>
/// <param name="Fault">The error.</param>
/// <param name="FailuresInRow">The number of consecutive failures; throttling is not counted.</param>
/// <param name="RetryIn">The delay before the retry.</param>
public sealed record PollRetrying(JobInstanceQuery Query, BkJobException Fault, int FailuresInRow, TimeSpan RetryIn) : WaitEvent(Query)
{
    /// <summary>How long the status has been unreadable, since the last valid response; throttling does not count.</summary>
    public TimeSpan Outage { get; init; }
}

/// <summary>The wait for this instance has ended: the job has finished, or is awaiting confirmation and the wait stops there.</summary>
/// <param name="Query">The job instance.</param>
/// <param name="Job">The current state, with its hosts if the server returned them.</param>
public sealed record JobCompleted(JobInstanceQuery Query, JobInstance Job) : WaitEvent(Query)
{
    /// <summary>The error of the request for its hosts; null if there is none.</summary>
    public BkJobException? HostsFault { get; init; }
}

/// <summary>The timeout elapsed before the job finished.</summary>
/// <param name="Query">The job instance.</param>
/// <param name="Last">The last state that was read; null if there is none.</param>
public sealed record WaitTimedOut(JobInstanceQuery Query, JobInstance? Last) : WaitEvent(Query);

/// <summary>The status could not be read. The state of the job is unknown.</summary>
/// <param name="Query">The job instance.</param>
/// <param name="Fault">The last reason.</param>
/// <param name="Last">The last state that was read; null if there is none.</param>
public sealed record PollingFailed(JobInstanceQuery Query, BkJobException Fault, JobInstance? Last) : WaitEvent(Query)
{
    /// <summary>How long the status had been unreadable; null if the error is permanent.</summary>
    public TimeSpan? Outage { get; init; }
}

/// <summary>
/// The wait for all ended (<see cref="WaitOptions.Any"/>, <see cref="WaitOptions.FailFast"/>) while this job was still running.
/// </summary>
/// <param name="Query">The job instance.</param>
/// <param name="Last">The last state that was read; null if there is none.</param>
public sealed record WaitCancelled(JobInstanceQuery Query, JobInstance? Last) : WaitEvent(Query);
