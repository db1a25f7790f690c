namespace BkJob.Transport;

/// <summary>The result of a request: the job, or the error in its event.</summary>
internal readonly record struct RequestResult(RequestEvent Event, JobInstance? Job)
{
    /// <summary>When the window of the server's rate limit ends, where this response was the last that it allows; else null.</summary>
    public TimeSpan? WindowEnds { get; init; }
}
