using BkJob.Simulator.Timeline;

namespace BkJob.Simulator.Engine;

/// <summary>Operations 2 and 8: the hosts that did not succeed, or all hosts, run again.</summary>
internal sealed class RetryStep(int index, bool all) : StepCommand(index)
{
    private int _executeCount;

    protected override bool IsAccepted(SimulatedStep step, int status) =>
        status is StatusCode.Failed or StatusCode.Abnormal or StatusCode.Terminated;

    public override SimulatedJob Write(SimulatedJob job, DateTimeOffset at)
    {
        _executeCount = StepAt(job, at).ExecuteCount + 1;
        return base.Write(job, at);
    }

    protected override StepProgress Write(StepProgress progress, StepSnapshot before)
    {
        var written = base.Write(progress, before);
        return written with { Snapshot = written.Snapshot with { ExecuteCount = written.Snapshot.ExecuteCount + 1 } };
    }

    protected override StepPhase Execute(SimulatedStep step, StepSnapshot before, TimeSpan at)
    {
        int[] places = [.. Enumerable.Range(0, step.Targets).Where(place => IsRetried(step, before, place))];
        var run = new StepRun(step, places, at, Seconds.ToTime(step.RetrySeconds), before.Runs + 1, _executeCount);

        // If the command was accepted twice, the step shows a higher count than the one under which its hosts are stored.
        return elapsed => run.At(before with { StartedAt = at, StoredCount = _executeCount, Runs = before.Runs + 1 }, elapsed);
    }

    // Of a rolling step, only the current batch runs again.
    private bool IsRetried(SimulatedStep step, StepSnapshot before, int place) =>
        (!step.ManualBatches || HostTimeline.BatchOf(step, place) == before.Batch)
        && (all || place >= before.Hosts.Count || !HostCode.IsSuccess(before.Hosts[place].Status));
}
