namespace BkJob.Transport;

/// <summary>A request and what came of it: the job, or the fault that its event holds.</summary>
internal readonly record struct Attempt(RequestEvent Event, JobInstance? Job)
{
    /// <summary>When the window of the server's rate limit ends, where this response was the last that it allows; else null.</summary>
    public TimeSpan? WindowEnds { get; init; }
}
