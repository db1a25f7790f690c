namespace BkJob.Simulator.Timeline;

/// <summary>The progress of a started step.</summary>
/// <param name="Snapshot">The state of the step.</param>
/// <param name="NextStepAt">When the next step starts, from the start of this one; null if it does not.</param>
internal readonly record struct StepProgress(StepSnapshot Snapshot, TimeSpan? NextStepAt)
{
    /// <summary>A step that blocks the next one, temporarily or permanently.</summary>
    public static StepProgress Holds(int status, TimeSpan? endedAt, HostList hosts, int executeCount = 0) =>
        new(new StepSnapshot(status, TimeSpan.Zero, endedAt, executeCount, hosts), null);

    /// <summary>A finished step that lets the next one start.</summary>
    public static StepProgress Passes(int status, TimeSpan endedAt, HostList hosts, int executeCount = 0) =>
        new(new StepSnapshot(status, TimeSpan.Zero, endedAt, executeCount, hosts), endedAt);
}
