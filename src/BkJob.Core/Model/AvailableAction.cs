namespace BkJob;

/// <summary>An action that the state of a job or step allows.</summary>
public enum AvailableAction
{
    /// <summary>Start a job that was created but not started (Start-BkJobInstance).</summary>
    Start,

    /// <summary>Terminate a job (Stop-BkJobInstance).</summary>
    Stop,

    /// <summary>Run a step again on the hosts that failed, or reopen a confirmation that was rejected (Restart-BkJobStep).</summary>
    Restart,

    /// <summary>Run a step again on all hosts (Restart-BkJobStep -All).</summary>
    RestartAll,

    /// <summary>Continue with the next step (Skip-BkJobStep).</summary>
    Skip,

    /// <summary>Start the next batch of a rolling step (Resume-BkJobStep).</summary>
    Resume,

    /// <summary>Confirm, so that the job continues (Approve-BkJobStep).</summary>
    Approve,

    /// <summary>Reject a confirmation, so that the job ends (Deny-BkJobStep).</summary>
    Deny,
}
