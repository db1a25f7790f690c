namespace BkJob;

/// <summary>The only place that classifies status codes.</summary>
internal static class StatusClassifier
{
    /// <summary>The outcome of a job or step.</summary>
    public static JobOutcome ToOutcome(this JobStatus status) => status switch
    {
        JobStatus.NotStarted => JobOutcome.Pending,
        JobStatus.Running or JobStatus.Terminating or JobStatus.RollingWait => JobOutcome.Running,
        JobStatus.WaitingForUser => JobOutcome.WaitingForUser,
        JobStatus.Succeeded or JobStatus.Skipped or JobStatus.ErrorIgnored => JobOutcome.Succeeded,
        JobStatus.Failed or JobStatus.Abnormal or JobStatus.TerminateFailed or JobStatus.Abandoned => JobOutcome.Failed,
        JobStatus.ManuallyEnded or JobStatus.Terminated or JobStatus.ConfirmTerminated => JobOutcome.Cancelled,
        _ => JobOutcome.Unknown,
    };

    /// <summary>
    /// Whether a status is final. Servers before 3.5 set their flag for a job that is awaiting confirmation or being terminated, so the
    /// flag is used only for an unknown code.
    /// </summary>
    public static bool IsFinished(this JobStatus status, bool? flag) => status.ToOutcome() switch
    {
        JobOutcome.Succeeded or JobOutcome.Failed or JobOutcome.Cancelled => true,
        JobOutcome.Unknown => flag ?? false,
        _ => false,
    };

    /// <summary>
    /// Whether a step has hosts. A confirmation has none, and neither has a step that has not started or never will: a missing list is
    /// complete for them.
    /// </summary>
    public static bool HasHosts(StepType? type, JobStatus status) =>
        type != StepType.Confirmation && status is not (JobStatus.NotStarted or JobStatus.Abandoned);

    /// <summary>The outcome of a step on one host.</summary>
    public static HostOutcome ToOutcome(this IpStatus status) => status switch
    {
        IpStatus.Succeeded or IpStatus.LastSucceeded => HostOutcome.Succeeded,
        IpStatus.Running => HostOutcome.Running,
        IpStatus.Waiting => HostOutcome.Waiting,
        IpStatus.ScriptTerminated or IpStatus.Terminated => HostOutcome.Terminated,
        IpStatus.UnknownState => HostOutcome.Unknown,
        _ => Enum.IsDefined(status) ? HostOutcome.Failed : HostOutcome.Unknown,
    };
}
