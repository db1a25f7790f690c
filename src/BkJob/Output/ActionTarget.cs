using BkJob.Actions;

namespace BkJob;

/// <summary>Formats what an action would act on, for ShouldProcess: step, job, hosts, business, server and user.</summary>
internal static class ActionTarget
{
    /// <summary>Describes a job that was just read, or its step.</summary>
    public static string Format(JobAction action, JobInstance job, JobScope scope, BkJobContext context)
    {
        string name = TerminalText.Sanitize(job.Name);
        string user = context.UserName is { } userName ? Messages.FormatActionUser(TerminalText.Sanitize(userName)) : "";
        return action is StepAction { Step: var step }
            ? Messages.FormatActionStepTarget(
                step.Id, TerminalText.Sanitize(step.Name), job.Id, name, step.Status, FormatHosts(action, step.Hosts), scope, context.Server.Authority, user)
            : Messages.FormatActionTarget(job.Id, name, job.Status, FormatHosts(job.Hosts), scope, context.Server.Authority, user);
    }

    private static string FormatHosts(HostSummary? hosts) =>
        hosts is { Total: > 0 } ? Messages.FormatActionHosts(hosts.Total, hosts.Running + hosts.Waiting) : "";

    private static string FormatHosts(JobAction action, HostSummary? hosts) => hosts is not { Total: > 0 } ? "" : action.Name switch
    {
        AvailableAction.Restart => Messages.FormatActionRestartedHosts(hosts.Total - hosts.Succeeded, hosts.Succeeded),
        AvailableAction.RestartAll => Messages.FormatActionAllHosts(hosts.Total, hosts.Succeeded),
        _ => Messages.FormatActionStepHosts(hosts.Succeeded, hosts.Total),
    };
}
