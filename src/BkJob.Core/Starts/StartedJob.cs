namespace BkJob.Starts;

/// <summary>A job that was created, and started unless it should only be created.</summary>
/// <param name="Job">The job as it was last read; if it could not be read, only what is known of it.</param>
internal sealed record StartedJob(JobInstance Job)
{
    /// <summary>The error of the request that created it, if its response was lost and the job was found; otherwise null.</summary>
    public BkJobException? Lost { get; init; }

    /// <summary>Whether the server has started it although it should only be created.</summary>
    public bool StartedImmediately { get; init; }

    /// <summary>The error of the request for its status; null if that succeeded.</summary>
    public BkJobException? Unreadable { get; init; }
}

/// <summary>A response to a start is about another job: of another request, from a cache or a proxy.</summary>
/// <param name="requested">The name of the job, or of its plan.</param>
internal sealed class OtherJobException(string requested) : BkJobException(
    BkJobErrorKind.InvalidResponse, CoreMessages.FormatUnreadable(CoreMessages.FormatResponseOtherJob(TerminalText.Sanitize(requested)), ""));

/// <summary>It is unknown whether a job was created.</summary>
internal sealed class StartUnknownException : BkJobException
{
    /// <param name="cause">The error of the request.</param>
    /// <param name="candidates">Jobs that appeared since the request was sent and can be the one that was requested.</param>
    /// <param name="isHistoryRead">Whether the history could be read.</param>
    public StartUnknownException(BkJobException cause, IReadOnlyList<JobInstanceSummary> candidates, bool isHistoryRead)
        : base(BkJobErrorKind.StartUnknown, CoreMessages.FormatStartUnknown(cause.Message), cause)
    {
        Candidates = new ItemList<JobInstanceSummary>([.. candidates]);
        IsHistoryRead = isHistoryRead;
    }

    /// <summary>Whether the history could be read.</summary>
    public bool IsHistoryRead { get; }
}
