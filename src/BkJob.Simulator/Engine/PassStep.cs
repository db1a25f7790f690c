using BkJob.Simulator.Timeline;

namespace BkJob.Simulator.Engine;

/// <summary>Operation 3: the job continues after a failed step.</summary>
internal sealed class IgnoreError(int index) : StepCommand(index)
{
    protected override bool IsAccepted(SimulatedStep step, int status) => status is StatusCode.Failed or StatusCode.Abnormal;

    // The engine drops the event of an abnormal step, and the job seems to run forever.
    protected override bool IsExecuted(SimulatedStep step, int status) => status == StatusCode.Failed;

    protected override StepPhase Execute(SimulatedStep step, StepSnapshot before, TimeSpan at) =>
        _ => new StepProgress(before with { Status = StatusCode.ErrorIgnored }, at);
}

/// <summary>Operation 11: the job continues after a terminated step.</summary>
internal sealed class GoToNextStep(int index) : StepCommand(index)
{
    protected override bool IsAccepted(SimulatedStep step, int status) => status == StatusCode.Terminated;

    protected override StepPhase Execute(SimulatedStep step, StepSnapshot before, TimeSpan at) =>
        _ => new StepProgress(before with { Status = StatusCode.Skipped }, at);
}

/// <summary>Operation 12: the job continues although a step is still being terminated.</summary>
internal sealed class ForceSkip(int index) : StepCommand(index)
{
    public override SimulatedJob Write(SimulatedJob job, DateTimeOffset at) => job;

    protected override bool IsAccepted(SimulatedStep step, int status) => status == StatusCode.Terminating;

    protected override StepPhase Execute(SimulatedStep step, StepSnapshot before, TimeSpan at)
    {
        var hosts = before.Hosts.Select(host => host.Cut(HostCode.NotTerminated, at));
        return _ => new StepProgress(before with { Status = StatusCode.Skipped, EndedAt = at, Hosts = hosts }, at);
    }
}
