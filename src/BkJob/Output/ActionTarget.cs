namespace BkJob;

/// <summary>What an action is about to affect, for ShouldProcess: the job, its hosts, the business, the server and the user.</summary>
internal static class ActionTarget
{
    /// <summary>Describes a job that was just read.</summary>
    public static string Format(JobInstance job, JobScope scope, BkJobContext context)
    {
        string name = TerminalText.Sanitize(job.Name);
        string hosts = job.Hosts is { Total: > 0 } known ? Messages.FormatActionHosts(known.Total, known.Running + known.Waiting) : "";
        string user = context.UserName is { } userName ? Messages.FormatActionUser(TerminalText.Sanitize(userName)) : "";
        return Messages.FormatActionTarget(job.Id, name, job.Status, hosts, scope, context.Server.Authority, user);
    }
}
