namespace BkJob.Simulator.Timeline;

/// <summary>A step at one moment. Times count from the start of the step, after <see cref="Shift"/> from the start of the job.</summary>
/// <param name="Status">The step's status.</param>
/// <param name="StartedAt">When it started; null before that.</param>
/// <param name="EndedAt">When it ended; null while it runs.</param>
/// <param name="ExecuteCount">How often it was retried.</param>
/// <param name="Hosts">Its hosts; empty if the server returns none. Their times count from the start of the step.</param>
internal sealed record StepSnapshot(
    int Status,
    TimeSpan? StartedAt,
    TimeSpan? EndedAt,
    int ExecuteCount,
    HostList Hosts)
{
    /// <summary>A step that has not started: it has no hosts yet.</summary>
    public static StepSnapshot NotStarted { get; } = new(StatusCode.NotStarted, null, null, 0, HostList.Empty);

    /// <summary>Returns the step with its times counted from the start of the job.</summary>
    public StepSnapshot Shift(TimeSpan stepStart) =>
        this with { StartedAt = StartedAt + stepStart, EndedAt = EndedAt + stepStart };
}
