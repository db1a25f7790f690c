namespace BkJob.Simulator.Timeline;

/// <summary>How far a started step is.</summary>
/// <param name="Snapshot">What it looks like.</param>
/// <param name="NextStepAt">When the next step starts, from the start of this one; null while it doesn't.</param>
internal readonly record struct StepProgress(StepSnapshot Snapshot, TimeSpan? NextStepAt)
{
    /// <summary>A step that holds the job up, for now or for good.</summary>
    public static StepProgress Holds(int status, TimeSpan? endedAt, HostList hosts, int executeCount = 0) =>
        new(new StepSnapshot(status, TimeSpan.Zero, endedAt, executeCount, hosts), null);

    /// <summary>A step that is over and lets the next one start.</summary>
    public static StepProgress Passes(int status, TimeSpan endedAt, HostList hosts, int executeCount = 0) =>
        new(new StepSnapshot(status, TimeSpan.Zero, endedAt, executeCount, hosts), endedAt);
}
