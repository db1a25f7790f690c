using BkJob.Simulator.Answers;

namespace BkJob.Simulator.Job;

/// <summary>What Job has to say, before it is put into a body. One of the three is there.</summary>
internal readonly record struct JobReply
{
    /// <summary>The job.</summary>
    public JobView? View { get; init; }

    /// <summary>The body that the job's script brings along.</summary>
    public string? RawBody { get; init; }

    /// <summary>Why there is no job.</summary>
    public Rejection? Rejection { get; init; }
}
