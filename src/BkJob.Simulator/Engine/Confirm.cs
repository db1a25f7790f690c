using BkJob.Simulator.Job;
using BkJob.Simulator.Responses;
using BkJob.Simulator.Timeline;

namespace BkJob.Simulator.Engine;

/// <summary>A decision about a confirmation step, which only its approvers can make.</summary>
internal abstract class Decision(int index, Caller caller) : StepCommand(index)
{
    private readonly int _index = index;

    public override Rejection? Reject(SimulatedJob job, DateTimeOffset at, JobMessages messages) =>
        base.Reject(job, at, messages) ?? (caller.IsApprover(job, job.Steps[_index]) ? null : messages.NotApprover);

    protected string User => caller.User;

    protected override bool IsAccepted(SimulatedStep step, int status) =>
        status == StatusCode.WaitingForUser && step.Type == StepKind.Confirmation;

    protected static StepProgress WithOperator(StepProgress progress, string user) =>
        progress with { Snapshot = progress.Snapshot with { Operator = user } };
}

/// <summary>Operation 6: the job continues with the next step.</summary>
internal sealed class Confirm(int index, Caller caller) : Decision(index, caller)
{
    protected override StepProgress Write(StepProgress progress, StepSnapshot before) =>
        WithOperator(base.Write(progress, before), User);

    protected override StepPhase Execute(SimulatedStep step, StepSnapshot before, TimeSpan at) =>
        _ => new StepProgress(before with { Status = StatusCode.Succeeded, EndedAt = at }, at);
}

/// <summary>Operation 9: the job ends.</summary>
internal sealed class Deny(int index, Caller caller) : Decision(index, caller)
{
    protected override StepProgress Write(StepProgress progress, StepSnapshot before) => WithOperator(progress, User);

    protected override StepPhase Execute(SimulatedStep step, StepSnapshot before, TimeSpan at) =>
        _ => new StepProgress(before with { Status = StatusCode.ConfirmTerminated, EndedAt = at }, null);
}

/// <summary>Operation 10: a step that was denied waits for a decision again.</summary>
internal sealed class ReopenConfirmation(int index) : StepCommand(index)
{
    public override SimulatedJob Write(SimulatedJob job, DateTimeOffset at) => job;

    protected override bool IsAccepted(SimulatedStep step, int status) =>
        status == StatusCode.ConfirmTerminated && step.Type == StepKind.Confirmation;

    protected override StepPhase Execute(SimulatedStep step, StepSnapshot before, TimeSpan at) =>
        _ => new StepProgress(before with { Status = StatusCode.WaitingForUser, EndedAt = null }, null);
}
