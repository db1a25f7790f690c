using static BkJob.AvailableAction;

namespace BkJob.Actions;

/// <summary>
/// The only place that defines which actions a state allows (protocol.md §1.7, protocol-actions.md §3). Job 2.x sends the actions of a
/// step; Job 3.x never does.
/// </summary>
internal static class ActionTable
{
    /// <summary>The actions on a job.</summary>
    public static IReadOnlyList<AvailableAction> For(JobInstance job) => CreateList(job.Status switch
    {
        JobStatus.NotStarted => [Start],
        JobStatus.Running or JobStatus.WaitingForUser => [Stop],
        _ => [],
    });

    /// <summary>The actions on a step: those that the server sent, otherwise those that its state allows.</summary>
    public static IReadOnlyList<AvailableAction> For(StepInstance step) =>
        CreateList(step.HasOperations ? FromOperations(step.Operations) : FromState(step.Type, step.Status));

    /// <summary>The action that a code of Job requests for a step; null for an unknown code.</summary>
    public static AvailableAction? FromOperationCode(int code) => code switch
    {
        2 or 10 => Restart,
        3 or 11 or 12 => Skip,
        6 => Approve,
        8 => RestartAll,
        9 => Deny,
        13 => Resume,
        _ => null,
    };

    private static IEnumerable<AvailableAction> FromState(StepType? type, JobStatus status) => (status, type) switch
    {
        (JobStatus.Failed, _) => [Restart, RestartAll, Skip],

        // The server accepts a skip here, but its engine ignores it, and the job remains running without a running step.
        (JobStatus.Abnormal, _) => [Restart, RestartAll],
        (JobStatus.Terminated, _) => [Restart, RestartAll, Skip],
        (JobStatus.Terminating, _) => [Skip],
        (JobStatus.WaitingForUser, StepType.Confirmation) => [Approve, Deny],

        // The other steps that wait for a user are rolling steps between two batches. A step without a type can be either.
        (JobStatus.WaitingForUser, not null) => [Resume],
        (JobStatus.ConfirmTerminated, StepType.Confirmation) => [Restart],
        _ => [],
    };

    private static IEnumerable<AvailableAction> FromOperations(IReadOnlyList<StepOperation> operations) =>
        operations.Select(operation => FromOperationCode(operation.Code)).OfType<AvailableAction>().Distinct().Order();

    private static ItemList<AvailableAction> CreateList(IEnumerable<AvailableAction> actions) => new([.. actions]);
}
