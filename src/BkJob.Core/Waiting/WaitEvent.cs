namespace BkJob;

/// <summary>Something that happened while waiting for a job instance.</summary>
/// <param name="Query">The job instance.</param>
public abstract record WaitEvent(JobInstanceQuery Query);

/// <summary>A request was completed.</summary>
/// <param name="Query">The job instance.</param>
/// <param name="Request">The request.</param>
public sealed record RequestCompleted(JobInstanceQuery Query, RequestEvent Request) : WaitEvent(Query);

/// <summary>The job was polled and still runs. Its hosts are only counted.</summary>
/// <param name="Query">The job instance.</param>
/// <param name="Job">As it stands.</param>
/// <param name="HasChanged">Whether job, steps or counts of hosts have changed since the last poll.</param>
public sealed record JobPolled(JobInstanceQuery Query, JobInstance Job, bool HasChanged) : WaitEvent(Query);

/// <summary>The job waits for a manual confirmation. Published once for each.</summary>
/// <param name="Query">The job instance.</param>
/// <param name="Job">As it stands.</param>
/// <param name="Steps">The steps that wait.</param>
public sealed record ConfirmationRequired(JobInstanceQuery Query, JobInstance Job, IReadOnlyList<StepInstance> Steps) : WaitEvent(Query);

/// <summary>The status could not be read, and polling is retried. This says nothing about the job.</summary>
/// <param name="Query">The job instance.</param>
/// <param name="Fault">Why.</param>
/// <param name="FailuresInRow">How many in a row; throttling does not count.</param>
/// <param name="RetryIn">How long until the retry.</param>
public sealed record PollRetrying(JobInstanceQuery Query, BkJobException Fault, int FailuresInRow, TimeSpan RetryIn) : WaitEvent(Query)
{
    /// <summary>How long the status has been unreadable, since the last valid response; throttling does not count.</summary>
    public TimeSpan Outage { get; init; }
}

/// <summary>The wait for this instance is over: the job has ended, or stands where it was waited for to stand.</summary>
/// <param name="Query">The job instance.</param>
/// <param name="Job">As it stands, with its hosts where the server sends them or they were requested.</param>
public sealed record JobCompleted(JobInstanceQuery Query, JobInstance Job) : WaitEvent(Query)
{
    /// <summary>Why its hosts, which were requested, are missing; null when they are not.</summary>
    public BkJobException? HostsFault { get; init; }
}

/// <summary>The time was up before the job ended.</summary>
/// <param name="Query">The job instance.</param>
/// <param name="Last">The last that was read of it; null when nothing was.</param>
public sealed record WaitTimedOut(JobInstanceQuery Query, JobInstance? Last) : WaitEvent(Query);

/// <summary>The status can't be read. This says nothing about the job.</summary>
/// <param name="Query">The job instance.</param>
/// <param name="Fault">The last reason.</param>
/// <param name="Last">The last that was read of it; null when nothing was.</param>
public sealed record PollingFailed(JobInstanceQuery Query, BkJobException Fault, JobInstance? Last) : WaitEvent(Query)
{
    /// <summary>How long the status had been unreadable, where that is why; null where the error is permanent.</summary>
    public TimeSpan? Outage { get; init; }
}

/// <summary>The wait for all ended (<see cref="WaitOptions.Any"/>, <see cref="WaitOptions.FailFast"/>) while this one went on.</summary>
/// <param name="Query">The job instance.</param>
/// <param name="Last">The last that was read of it; null when nothing was.</param>
public sealed record WaitCancelled(JobInstanceQuery Query, JobInstance? Last) : WaitEvent(Query);
