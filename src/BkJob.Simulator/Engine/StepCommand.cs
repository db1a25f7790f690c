using BkJob.Simulator.Job;
using BkJob.Simulator.Responses;
using BkJob.Simulator.Timeline;

namespace BkJob.Simulator.Engine;

/// <summary>A command on a step (protocol.md §1.7).</summary>
internal abstract class StepCommand(int index) : JobCommand
{
    /// <summary>True for the operation codes that exist.</summary>
    public static bool IsKnown(long code) => code is 2 or 3 or 6 or (>= 8 and <= 13);

    /// <summary>The command of an operation_code.</summary>
    /// <param name="code">A known operation_code.</param>
    /// <param name="index">The index of the step.</param>
    /// <param name="caller">Who sends it.</param>
    public static StepCommand Create(long code, int index, Caller caller) => code switch
    {
        2 => new RetryStep(index, all: false),
        3 => new IgnoreError(index),
        6 => new Confirm(index, caller),
        8 => new RetryStep(index, all: true),
        9 => new Deny(index, caller),
        10 => new ReopenConfirmation(index),
        11 => new GoToNextStep(index),
        12 => new ForceSkip(index),
        13 => new ContinueRolling(index),
        _ => throw new ArgumentOutOfRangeException(nameof(code)),
    };

    public override Rejection? Reject(SimulatedJob job, DateTimeOffset at, JobMessages messages) =>
        IsAccepted(job.Steps[index], StepAt(job, at).Status) ? null : messages.UnsupportedOperation;

    public override SimulatedJob Write(SimulatedJob job, DateTimeOffset at)
    {
        var step = job.Steps[index];
        var before = StepAt(job, at);

        // A step in a job that was terminated no longer follows its script.
        var current = job.IsTerminated(at) ? _ => new StepProgress(before, null)
            : job.Phases.GetValueOrDefault(index) ?? (elapsed => StepTimeline.ByScript(step, elapsed));
        return job.WithPhase(index, at, elapsed => Write(current(elapsed), before));
    }

    public override SimulatedJob? Execute(SimulatedJob job, DateTimeOffset at)
    {
        var step = job.Steps[index];
        var before = StepAt(job, at);

        // The status of a job that has a fixed one never changes.
        return job.FixedStatus is null && IsExecuted(step, before.Status)
            ? job.WithPhase(index, at, Execute(step, before, at - job.StartedAt!.Value - StartOf(job, at)))
            : null;
    }

    /// <summary>True if Job accepts it in a status of the step.</summary>
    protected abstract bool IsAccepted(SimulatedStep step, int status);

    /// <summary>True if the engine executes it in a status of the step.</summary>
    protected virtual bool IsExecuted(SimulatedStep step, int status) => IsAccepted(step, status);

    /// <summary>What Job writes before it responds: by default, that the job runs.</summary>
    /// <param name="progress">The step as it would be without the command.</param>
    /// <param name="before">The step when the command was accepted.</param>
    protected virtual StepProgress Write(StepProgress progress, StepSnapshot before) =>
        progress.Snapshot.Status == before.Status ? progress with { JobStatus = StatusCode.Running } : progress;

    /// <summary>What the engine makes of the step.</summary>
    /// <param name="step">The script of the step.</param>
    /// <param name="before">The step when the engine consumes the event, with times from its start.</param>
    /// <param name="at">When that is, from the start of the step.</param>
    protected abstract StepPhase Execute(SimulatedStep step, StepSnapshot before, TimeSpan at);

    private TimeSpan StartOf(SimulatedJob job, DateTimeOffset at) => Snapshot(job, at).Origin;

    /// <summary>The step at a moment, with times from its start.</summary>
    protected StepSnapshot StepAt(SimulatedJob job, DateTimeOffset at)
    {
        var snapshot = Snapshot(job, at);
        return snapshot.Shift(-snapshot.Origin);
    }

    private StepSnapshot Snapshot(SimulatedJob job, DateTimeOffset at) => JobTimeline.Actual(job, at - job.StartedAt!.Value).Steps[index];
}
