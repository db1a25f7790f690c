namespace BkJob.Simulator.Timeline;

/// <summary>A job at one moment. Times count from the start of the job.</summary>
/// <param name="Status">The job's status.</param>
/// <param name="IsFinished">The value of is_finished, correct or not.</param>
/// <param name="StartedAt">Null before the start.</param>
/// <param name="EndedAt">Null before the end.</param>
/// <param name="CurrentStep">The index of the current or last step; null before the start.</param>
/// <param name="Steps">All steps, in order.</param>
internal sealed record JobSnapshot(
    int Status,
    bool IsFinished,
    TimeSpan? StartedAt,
    TimeSpan? EndedAt,
    int? CurrentStep,
    IReadOnlyList<StepSnapshot> Steps);
