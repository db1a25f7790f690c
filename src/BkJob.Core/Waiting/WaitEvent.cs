namespace BkJob;

/// <summary>Something that happened while waiting for a job instance.</summary>
/// <param name="Query">The job instance.</param>
public abstract record WaitEvent(JobInstanceQuery Query);

/// <summary>A request was made.</summary>
/// <param name="Query">The job instance.</param>
/// <param name="Request">The request.</param>
public sealed record RequestMade(JobInstanceQuery Query, RequestEvent Request) : WaitEvent(Query);

/// <summary>The job was read and goes on. Its hosts are only counted.</summary>
/// <param name="Query">The job instance.</param>
/// <param name="Job">As it stands.</param>
/// <param name="HasChanged">Whether job, steps or counts of hosts stand otherwise than at the last look.</param>
public sealed record JobRead(JobInstanceQuery Query, JobInstance Job, bool HasChanged) : WaitEvent(Query);

/// <summary>The job has come to a stop at which a person has to act. Told once for each stop.</summary>
/// <param name="Query">The job instance.</param>
/// <param name="Job">As it stands.</param>
/// <param name="Steps">The steps that wait.</param>
public sealed record JobStopped(JobInstanceQuery Query, JobInstance Job, IReadOnlyList<StepInstance> Steps) : WaitEvent(Query);

/// <summary>The status could not be read and will be asked for again. This says nothing about the job.</summary>
/// <param name="Query">The job instance.</param>
/// <param name="Fault">Why.</param>
/// <param name="FailuresInRow">How many in a row; throttling does not count.</param>
/// <param name="RetryIn">When it is asked again.</param>
public sealed record PollFailed(JobInstanceQuery Query, BkJobException Fault, int FailuresInRow, TimeSpan RetryIn) : WaitEvent(Query)
{
    /// <summary>How long the status has been unreadable, since the last valid response; throttling does not count.</summary>
    public TimeSpan Outage { get; init; }
}

/// <summary>The wait for this instance is over: the job has ended, or stands where it was waited for to stand.</summary>
/// <param name="Query">The job instance.</param>
/// <param name="Job">As it stands, with its hosts where the server sends them or they were asked for.</param>
public sealed record JobArrived(JobInstanceQuery Query, JobInstance Job) : WaitEvent(Query)
{
    /// <summary>Why its hosts, which were asked for, are missing; null when they are not.</summary>
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
public sealed record WaitGaveUp(JobInstanceQuery Query, BkJobException Fault, JobInstance? Last) : WaitEvent(Query)
{
    /// <summary>How long the status had been unreadable, where that is why; null where the error is permanent.</summary>
    public TimeSpan? Outage { get; init; }
}

/// <summary>The wait for all ended (<see cref="WaitOptions.Any"/>, <see cref="WaitOptions.FailFast"/>) while this one went on.</summary>
/// <param name="Query">The job instance.</param>
/// <param name="Last">The last that was read of it; null when nothing was.</param>
public sealed record WaitLeft(JobInstanceQuery Query, JobInstance? Last) : WaitEvent(Query);
