using BkJob.Simulator.Job;
using BkJob.Simulator.Responses;
using BkJob.Simulator.Timeline;

namespace BkJob.Simulator.Engine;

/// <summary>
/// A command on a job: Job checks the state, writes a part of the change and queues an event before it responds; its engine checks the
/// state again when it consumes the event (protocol-actions.md §3.3).
/// </summary>
internal abstract class JobCommand
{
    /// <summary>Why Job rejects it in the current state; null to accept it.</summary>
    public abstract Rejection? Reject(SimulatedJob job, DateTimeOffset at, JobMessages messages);

    /// <summary>What Job writes before it responds.</summary>
    public virtual SimulatedJob Write(SimulatedJob job, DateTimeOffset at) => job;

    /// <summary>What the engine changes when it consumes the event; null if the state no longer fits, and the event is dropped.</summary>
    public abstract SimulatedJob? Execute(SimulatedJob job, DateTimeOffset at);

    /// <summary>The status of a job.</summary>
    protected static int StatusOf(SimulatedJob job, DateTimeOffset at) => JobView.At(job, at).Snapshot.Status;
}

/// <summary>Operation 1 of a job: its running hosts are terminated, which takes some time.</summary>
internal sealed class TerminateJob : JobCommand
{
    public override Rejection? Reject(SimulatedJob job, DateTimeOffset at, JobMessages messages) =>
        IsPossible(job, at) ? null : messages.UnsupportedOperation;

    public override SimulatedJob? Execute(SimulatedJob job, DateTimeOffset at) => job.FixedStatus is null && IsPossible(job, at)
        ? job with { TerminatedAfter = (at - job.StartedAt!.Value).TotalSeconds }
        : null;

    private static bool IsPossible(SimulatedJob job, DateTimeOffset at) =>
        StatusOf(job, at) is StatusCode.Running or StatusCode.WaitingForUser;
}

/// <summary>Operation 2 of a job: one that was created and not started runs its first step.</summary>
internal sealed class StartJob : JobCommand
{
    public override Rejection? Reject(SimulatedJob job, DateTimeOffset at, JobMessages messages) =>
        StatusOf(job, at) == StatusCode.NotStarted ? null : messages.RepeatedStart(job.Id);

    public override SimulatedJob? Execute(SimulatedJob job, DateTimeOffset at) => StatusOf(job, at) == StatusCode.NotStarted
        ? job with
        {
            StartedAt = at,
            CreatedAt = JobView.CreateTimeOf(job),
            FixedStatus = null,

            // A job whose start is already queued starts earlier, but not twice.
            EffectiveStarts = job.EffectiveStarts + (job.FixedStatus == StatusCode.NotStarted ? 1 : 0),
        }
        : null;
}
