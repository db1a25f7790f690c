using BkJob.Actions;

namespace BkJob;

/// <summary>Formats what an action would act on, for ShouldProcess: step, job, hosts, business, server and user.</summary>
internal static class ActionTarget
{
    /// <summary>Describes a job that was just read, or its step.</summary>
    public static string Format(JobAction action, JobInstance job, JobScope scope, BkJobContext context)
    {
        string name = QuotedName.Format(job.Name);
        string user = context.UserName is { } userName ? Messages.FormatActionUser(TerminalText.Sanitize(userName)) : "";
        return action is StepAction { Step: var step }
            ? Messages.FormatActionStepTarget(
                step.Id, QuotedName.Format(step.Name), job.Id, name, step.Status, FormatHosts(action, step), scope, context.Server.Authority, user)
            : Messages.FormatActionTarget(job.Id, name, job.Status, FormatHosts(job), scope, context.Server.Authority, user);
    }

    private static string FormatHosts(JobInstance job)
    {
        if (job.Hosts is not { Total: > 0 } hosts)
        {
            return "";
        }

        int unfinished = hosts.Running + hosts.Waiting;
        string names = HostNames.Format(
            job.Steps.SelectMany(step => step.FindHosts(static status => status.ToOutcome() is HostOutcome.Running or HostOutcome.Waiting)), unfinished);
        return Messages.FormatActionHosts(hosts.Total, unfinished, names);
    }

    private static string FormatHosts(JobAction action, StepInstance step)
    {
        if (step.Hosts is not { Total: > 0 } hosts)
        {
            return "";
        }

        int others = hosts.Total - hosts.Succeeded;
        string names = HostNames.Format(step.FindHosts(static status => status.ToOutcome() != HostOutcome.Succeeded), others);
        return action.Name switch
        {
            AvailableAction.Restart => Messages.FormatActionRestartedHosts(others, names, hosts.Succeeded),
            AvailableAction.RestartAll => Messages.FormatActionAllHosts(hosts.Total, HostNames.Format(step.FindHosts(isWanted: null), hosts.Total), hosts.Succeeded),
            _ when others > 0 => Messages.FormatActionStepFailedHosts(hosts.Succeeded, hosts.Total, others, names),
            _ => Messages.FormatActionStepHosts(hosts.Succeeded, hosts.Total),
        };
    }
}
