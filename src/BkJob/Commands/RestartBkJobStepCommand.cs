using System.Management.Automation;

namespace BkJob.Commands;

/// <summary>Runs steps of job instances again, on the hosts that failed, or reopens a confirmation that was rejected.</summary>
[Cmdlet(VerbsLifecycle.Restart, "BkJobStep", DefaultParameterSetName = ByInput, SupportsShouldProcess = true, HelpUri = ModulePage.Address)]
[OutputType(typeof(JobInstance))]
public sealed class RestartBkJobStepCommand : StepActionCmdlet
{
    /// <summary>Runs a step again on all hosts, also on those that succeeded.</summary>
    [Parameter]
    public SwitchParameter All { get; set; }

    /// <inheritdoc/>
    private protected override AvailableAction Action => All ? AvailableAction.RestartAll : AvailableAction.Restart;

    /// <inheritdoc/>
    private protected override bool IsAffected(IpStatus status) => All || base.IsAffected(status);

    /// <inheritdoc/>
    private protected override ErrorRecord? GetError(JobInstanceQuery query, JobInstance job, StepInstance step) =>
        step.Status.ToOutcome() == JobOutcome.Succeeded || HasOnlySucceeded(step)
            ? ActionErrors.NothingToRestart(query, job, step)
            : base.GetError(query, job, step);

    /// <inheritdoc/>
    // The server sets the job to Running when it accepts a restart, and the step when its engine executes it. Until then it accepts another
    // one, which runs the step a second time (protocol-actions.md §3.3, §3.4).
    private protected override void Warn(JobInstanceQuery query, JobInstance job, StepInstance step)
    {
        if (job.Status == JobStatus.Running && step.Status == JobStatus.Failed)
        {
            string text = Messages.FormatWarnRestartPending(step.Id, query.JobInstanceId, query.Scope, ErrorRecords.AsParameters(query.Scope));
            EnqueueOutput(() => WriteWarning(text));
        }
    }

    /// <inheritdoc/>
    private protected override ErrorRecord GetError(JobInstanceQuery query, JobInstance job) =>
        job.IsFinished && !job.Steps.Any(step => step.Status.ToOutcome() is JobOutcome.Failed or JobOutcome.Cancelled)
            ? ActionErrors.NothingToRestart(query, job)
            : base.GetError(query, job);

    // The server would accept the request, run nothing, and leave the step as it is.
    private bool HasOnlySucceeded(StepInstance step) =>
        !All && step.AvailableActions.Contains(Action) && step.Type != StepType.Confirmation && step.Hosts is { } hosts && hosts.Total == hosts.Succeeded;
}
