namespace BkJob.Simulator.Timeline;

/// <summary>A step at one moment. Times count from the start of the step until <see cref="Shift"/> makes them the job's.</summary>
/// <param name="Status">The step's status.</param>
/// <param name="StartedAt">When it started; null before that.</param>
/// <param name="EndedAt">When it ended; null while it runs.</param>
/// <param name="ExecuteCount">How often it was retried.</param>
/// <param name="Hosts">Its hosts; empty where the server lists none. Their times stay those of the step.</param>
internal sealed record StepSnapshot(
    int Status,
    TimeSpan? StartedAt,
    TimeSpan? EndedAt,
    int ExecuteCount,
    HostList Hosts)
{
    /// <summary>A step whose turn has not come: it lists no hosts yet.</summary>
    public static StepSnapshot NotStarted { get; } = new(StatusCode.NotStarted, null, null, 0, HostList.Empty);

    /// <summary>The same step with its times counted from the start of the job.</summary>
    public StepSnapshot Shift(TimeSpan stepStart) =>
        this with { StartedAt = StartedAt + stepStart, EndedAt = EndedAt + stepStart };
}
