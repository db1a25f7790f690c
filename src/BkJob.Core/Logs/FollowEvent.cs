namespace BkJob.Logs;

/// <summary>An event of following the logs of a job.</summary>
internal abstract record FollowEvent;

/// <summary>A line was written.</summary>
/// <param name="Line">The line.</param>
internal sealed record LineRead(LogLine Line) : FollowEvent;

/// <summary>A host has ended, and all of its lines were published.</summary>
/// <param name="Host">The host, with its status.</param>
internal sealed record HostEnded(StepIpStatus Host) : FollowEvent;

/// <summary>A step has more hosts than are followed. Only those that fail are.</summary>
/// <param name="Step">The step.</param>
/// <param name="Count">The number of its hosts.</param>
internal sealed record TooManyHosts(StepInstance Step, int Count) : FollowEvent;

/// <summary>A step has hosts whose logs cannot be requested (<see cref="HostKey.IsRequestable"/>). They are not followed.</summary>
/// <param name="Count">The number of these hosts.</param>
internal sealed record HostsNotIdentified(int Count) : FollowEvent;

/// <summary>The job waits for a user, or has not started. Published once for each state.</summary>
/// <param name="Query">The job instance.</param>
/// <param name="Job">The current state.</param>
internal sealed record JobWaits(JobInstanceQuery Query, JobInstance Job) : FollowEvent;

/// <summary>The job has no such step.</summary>
/// <param name="Query">The job instance.</param>
/// <param name="StepInstanceId">The step.</param>
internal sealed record StepMissing(JobInstanceQuery Query, long StepInstanceId) : FollowEvent;

/// <summary>A request was completed.</summary>
/// <param name="Request">The request.</param>
internal sealed record FollowRequestCompleted(RequestEvent Request) : FollowEvent;

/// <summary>The server could not be read, and following continues.</summary>
/// <param name="Query">The job instance.</param>
/// <param name="Fault">The error.</param>
/// <param name="RetryIn">The delay before the next request.</param>
internal sealed record FollowRetrying(JobInstanceQuery Query, BkJobException Fault, TimeSpan RetryIn) : FollowEvent;

/// <summary>Following has ended with an error.</summary>
/// <param name="Query">The job instance.</param>
/// <param name="Fault">The error.</param>
internal sealed record FollowFailed(JobInstanceQuery Query, BkJobException Fault) : FollowEvent;
