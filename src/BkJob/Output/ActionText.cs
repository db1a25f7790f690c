using BkJob.Actions;

namespace BkJob;

/// <summary>Formats what an action does, for ShouldProcess and for warnings.</summary>
internal static class ActionText
{
    /// <summary>What an action does.</summary>
    public static string Get(JobAction action) => action.Name switch
    {
        AvailableAction.Start => Messages.ActionStart,
        AvailableAction.Stop => Messages.ActionStop,
        AvailableAction.Restart when action is StepAction { IsReopening: true } => Messages.ActionReopen,
        AvailableAction.Restart => Messages.ActionRestart,
        AvailableAction.RestartAll => Messages.ActionRestartAll,
        AvailableAction.Skip => Messages.ActionSkip,
        AvailableAction.Resume => Messages.ActionResume,
        AvailableAction.Approve => Messages.ActionApprove,
        AvailableAction.Deny => Messages.ActionDeny,
        _ => $"{action.Name}",
    };

    /// <summary>The warning about an accepted action whose effect was not observed.</summary>
    public static string FormatNoEffect(JobAction action, JobInstanceQuery query, JobActionResult result)
    {
        string subject = GetSubject(action, query);
        string status = FormatStatus(action, result.Job);
        string scope = ErrorRecords.AsParameters(query.Scope);
        return result.Effect == ActionEffect.Superseded
            ? Messages.FormatWarnSuperseded(Get(action), subject, query.Scope, status, query.JobInstanceId, scope)
            : Messages.FormatWarnNoEffect(Get(action), subject, query.Scope, status, query.JobInstanceId, scope);
    }

    /// <summary>The warning about an action whose command was stopped before its outcome was known.</summary>
    public static string FormatStopped(JobAction action, JobInstanceQuery query) => Messages.FormatWarnStoppedDuringAction(
        Get(action), GetSubject(action, query), query.Scope, query.JobInstanceId, ErrorRecords.AsParameters(query.Scope));

    private static string GetSubject(JobAction action, JobInstanceQuery query) => action is StepAction { Step.Id: var step }
        ? Messages.FormatActionOnStep(step, query.JobInstanceId)
        : Messages.FormatActionOnJob(query.JobInstanceId);

    private static string FormatStatus(JobAction action, JobInstance job) =>
        action is StepAction { Step.Id: var id } && job.Steps.FirstOrDefault(step => step.Id == id) is { } step
            ? Messages.FormatActionStatusOfStep(step.Status, job.Status)
            : $"{job.Status}";
}
