using BkJob.Simulator.Answers;

namespace BkJob.Simulator.Job;

/// <summary>The reply of Job, before it is written to a body. Exactly one property is set.</summary>
internal readonly record struct JobReply
{
    /// <summary>The job.</summary>
    public JobView? View { get; init; }

    /// <summary>The body that the script of the job specifies.</summary>
    public string? RawBody { get; init; }

    /// <summary>The error.</summary>
    public Rejection? Rejection { get; init; }
}
