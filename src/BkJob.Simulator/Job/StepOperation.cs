using BkJob.Simulator.Timeline;

namespace BkJob.Simulator.Job;

/// <summary>An operation that a user can perform on a step.</summary>
/// <param name="Code">The operation_code.</param>
/// <param name="Name">The operation_name.</param>
internal sealed record StepOperation(int Code, string Name)
{
    private static readonly StepOperation RetryFailed = new(2, "Retry failed IPs");
    private static readonly StepOperation Ignore = new(3, "Ignore error");
    private static readonly StepOperation Confirm = new(6, "Confirm and continue");
    private static readonly StepOperation RetryAll = new(8, "Retry all");
    private static readonly StepOperation ConfirmTerminate = new(9, "Confirm and terminate");
    private static readonly StepOperation RestartConfirmation = new(10, "Restart confirmation");
    private static readonly StepOperation NextStep = new(11, "Go to next step");
    private static readonly StepOperation Skip = new(12, "Force skip");

    /// <summary>The operations of a step in its status (protocol.md §1.7).</summary>
    public static IEnumerable<StepOperation> Possible(SimulatedStep step, StepSnapshot snapshot)
    {
        var isConfirmation = step.Type == StepKind.Confirmation;
        return snapshot.Status switch
        {
            StatusCode.Failed or StatusCode.Abnormal => [RetryFailed, Ignore, RetryAll],
            StatusCode.WaitingForUser when isConfirmation => [Confirm, ConfirmTerminate],
            StatusCode.WaitingForUser => [Confirm],
            StatusCode.Terminating => [Skip],
            StatusCode.Terminated => [RetryFailed, RetryAll, NextStep],
            StatusCode.ConfirmTerminated when isConfirmation => [RestartConfirmation],
            _ => [],
        };
    }
}
