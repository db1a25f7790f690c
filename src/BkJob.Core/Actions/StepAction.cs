using BkJob.Operations;

namespace BkJob.Actions;

/// <summary>An action on a step that was read.</summary>
internal sealed class StepAction : JobAction
{
    private const int RestartFailedHosts = 2;
    private const int IgnoreError = 3;
    private const int Confirm = 6;
    private const int RestartAllHosts = 8;
    private const int Reject = 9;
    private const int ReopenConfirmation = 10;
    private const int ContinueAfterTermination = 11;
    private const int ForceSkip = 12;
    private const int StartNextBatch = 13;

    private readonly JobInstance _jobBefore;

    private StepAction(AvailableAction name, int operationCode, JobInstance job, StepInstance step)
        : base(name, operationCode) => (_jobBefore, Step) = (job, step);

    /// <summary>The step before the action.</summary>
    public StepInstance Step { get; }

    /// <inheritdoc/>
    // A step that is started again can fail again, and a rolling step waits again after the next batch.
    public override bool MustNotRepeat => IsRestart || OperationCode == StartNextBatch;

    private bool IsRestart => OperationCode is RestartFailedHosts or RestartAllHosts;

    /// <summary>Whether it reopens a confirmation that was rejected.</summary>
    public bool IsReopening => OperationCode == ReopenConfirmation;

    /// <summary>Creates an action that the state of a step allows.</summary>
    /// <param name="name">The action.</param>
    /// <param name="job">The job.</param>
    /// <param name="step">One of its steps.</param>
    public static StepAction Create(AvailableAction name, JobInstance job, StepInstance step) =>
        new(name, GetOperationCode(name, step), job, step);

    /// <inheritdoc/>
    public override bool IsAllowed(JobInstance job) => Find(job)?.AvailableActions.Contains(Name) is true;

    /// <inheritdoc/>
    public override ActionEffect GetEffect(JobInstance job)
    {
        if (Find(job) is not { } step)
        {
            return ActionEffect.Superseded;
        }

        return IsRestart ? GetRestartEffect(step)
            : !HasChanged(step) ? (job.Status == _jobBefore.Status ? ActionEffect.None : ActionEffect.Accepted)
            : IsExpected(step.Status) ? ActionEffect.Executed
            : ActionEffect.Superseded;
    }

    /// <inheritdoc/>
    public override Task SendAsync(
        BkJobClient client, JobInstanceQuery query, Action<RequestEvent> onRequestCompleted, CancellationToken cancellation) =>
        client.OperateStepInstanceAsync(
            new StepOperationRequest(query.JobInstanceId, Step.Id, query.Scope, OperationCode) { IsTraced = query.IsTraced },
            onRequestCompleted,
            cancellation);

    /// <inheritdoc/>
    public override TimeSpan GetExecutionWindow(BkJobClient client) => client.GetExecutionWindow(OperateStepInstance.Operation);

    // Job 2.x sends the operations of a step, and decides which one applies. Job 3.x decides by the status.
    private static int GetOperationCode(AvailableAction name, StepInstance step) =>
        step.Operations.Select(operation => operation.Code).FirstOrDefault(code => ActionTable.FromOperationCode(code) == name) is > 0 and var sent ? sent
        : name switch
        {
            AvailableAction.Restart => step.Status == JobStatus.ConfirmTerminated ? ReopenConfirmation : RestartFailedHosts,
            AvailableAction.RestartAll => RestartAllHosts,
            AvailableAction.Skip => step.Status switch
            {
                JobStatus.Terminated => ContinueAfterTermination,
                JobStatus.Terminating => ForceSkip,
                _ => IgnoreError,
            },
            AvailableAction.Resume => StartNextBatch,
            AvailableAction.Approve => Confirm,
            AvailableAction.Deny => Reject,
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, message: null),
        };

    /// <summary>
    /// The server increments the count before it responds, so an unchanged count proves that it has not accepted the request yet. Its
    /// engine then resets the times, so a step that has failed again within a poll differs from one that was not run.
    /// </summary>
    private ActionEffect GetRestartEffect(StepInstance step) =>
        step.RetryCount > Step.RetryCount ? (HasChanged(step) ? ActionEffect.Executed : ActionEffect.Accepted)
        : !HasChanged(step) ? ActionEffect.None
        : step.Status == JobStatus.Running ? ActionEffect.Executed
        : ActionEffect.Superseded;

    private bool HasChanged(StepInstance step) =>
        step.Status != Step.Status || step.StartTime != Step.StartTime || step.EndTime != Step.EndTime || step.TotalTime != Step.TotalTime;

    private bool IsExpected(JobStatus status) => OperationCode switch
    {
        IgnoreError or ContinueAfterTermination or ForceSkip => status is JobStatus.Skipped or JobStatus.ErrorIgnored,
        Reject => status == JobStatus.ConfirmTerminated,
        Confirm => status.ToOutcome() != JobOutcome.Cancelled && status != JobStatus.Terminating,
        _ => true,
    };

    private StepInstance? Find(JobInstance job) => job.Steps.FirstOrDefault(step => step.Id == Step.Id);
}
