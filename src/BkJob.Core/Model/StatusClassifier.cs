namespace BkJob;

/// <summary>Classifies the status codes; no other place does.</summary>
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
    /// Told by the status: servers before 3.5 call a job finished that waits for a person or is being terminated. Only for a code
    /// in no table is there nothing better than the server's flag.
    /// </summary>
    public static bool IsFinished(this JobStatus status, bool? flag) => status.ToOutcome() switch
    {
        JobOutcome.Succeeded or JobOutcome.Failed or JobOutcome.Cancelled => true,
        JobOutcome.Unknown => flag ?? false,
        _ => false,
    };

    /// <summary>
    /// Whether a step has hosts. A confirmation has none, nor has a step that has not begun or never will: there a server that sends no
    /// list hides nothing.
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
