using BkJob.Simulator.Timeline;

namespace BkJob.Simulator.Engine;

/// <summary>Operation 13: a rolling step that waits between two batches runs the next one.</summary>
internal sealed class ContinueRolling(int index) : StepCommand(index)
{
    protected override bool IsAccepted(SimulatedStep step, int status) => status == StatusCode.WaitingForUser && step.Batches > 1;

    protected override StepPhase Execute(SimulatedStep step, StepSnapshot before, TimeSpan at)
    {
        var run = StepRun.OfBatch(step, before.Batch + 1, at, before.ExecuteCount);
        return elapsed => run.At(before with { Batch = before.Batch + 1 }, elapsed);
    }
}
