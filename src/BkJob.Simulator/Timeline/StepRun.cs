namespace BkJob.Simulator.Timeline;

/// <summary>What an executed command has made of a step: its progress from then on.</summary>
/// <param name="elapsed">The time since the start of the step.</param>
internal delegate StepProgress StepPhase(TimeSpan elapsed);

/// <summary>A run of some hosts of a step: a batch that a user started, or a retry.</summary>
/// <param name="Step">The script of the step.</param>
/// <param name="Places">The hosts that run, in ascending order.</param>
/// <param name="Begin">When they begin, from the start of the step.</param>
/// <param name="Duration">How long they take.</param>
/// <param name="Run">0 for the first run of these hosts, 1 for the first retry, and so on.</param>
/// <param name="Attempt">The execute_count under which they are stored.</param>
internal sealed record StepRun(SimulatedStep Step, int[] Places, TimeSpan Begin, TimeSpan Duration, int Run, int Attempt)
{
    /// <summary>The first run of a batch.</summary>
    public static StepRun OfBatch(SimulatedStep step, int number, TimeSpan begin, int attempt) => new(
        step,
        [.. Enumerable.Range(0, step.Targets).Where(place => HostTimeline.BatchOf(step, place) == number)],
        begin,
        HostTimeline.FirstBatch(step),
        0,
        attempt);

    /// <summary>The step at a moment of the run or after it.</summary>
    /// <param name="snapshot">The values that the run does not change, and the other hosts.</param>
    /// <param name="elapsed">The time since the start of the step.</param>
    public StepProgress At(StepSnapshot snapshot, TimeSpan elapsed)
    {
        var hosts = new HostList(Step.Targets, place => Host(place, elapsed) ?? snapshot.Hosts[place]);
        return elapsed < Begin + Duration
            ? new StepProgress(snapshot with { Status = StatusCode.Running, EndedAt = null, Hosts = hosts }, null)
            : Ended(snapshot with { EndedAt = Begin + Duration, Hosts = hosts });
    }

    private HostState? Host(int place, TimeSpan elapsed) => Array.BinarySearch(Places, place) is >= 0 and var rank
        ? HostTimeline.OneByOne(rank, Places.Length, Begin, Duration, elapsed, ResultOf(place)) with { Attempt = Attempt }
        : null;

    private StepProgress Ended(StepSnapshot snapshot)
    {
        if (Places.Any(place => ResultOf(place) != HostCode.Succeeded))
        {
            return Step.IgnoreError
                ? new StepProgress(snapshot with { Status = StatusCode.ErrorIgnored }, snapshot.EndedAt)
                : new StepProgress(snapshot with { Status = StatusCode.Failed }, null);
        }

        return Step.ManualBatches && snapshot.Batch + 1 < Step.Batches
            ? new StepProgress(snapshot with { Status = StatusCode.WaitingForUser }, null)
            : new StepProgress(snapshot with { Status = StatusCode.Succeeded }, snapshot.EndedAt);
    }

    private int ResultOf(int place) => HostTimeline.Result(Step, place, Run);
}
