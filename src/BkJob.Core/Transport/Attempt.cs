namespace BkJob.Transport;

/// <summary>A request and what came of it: the job, or the fault that its event holds.</summary>
internal readonly record struct Attempt(RequestEvent Event, JobInstance? Job);
