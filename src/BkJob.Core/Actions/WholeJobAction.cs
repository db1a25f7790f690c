using BkJob.Operations;

namespace BkJob.Actions;

/// <summary>An action on a job. Sent twice, it is executed once (protocol-actions.md §3.4).</summary>
internal sealed class WholeJobAction : JobAction
{
    private readonly Func<JobInstance, bool> _isExecuted;

    private WholeJobAction(AvailableAction name, int operationCode, Func<JobInstance, bool> isExecuted)
        : base(name, operationCode) => _isExecuted = isExecuted;

    /// <summary>Terminates a job that runs or waits for a confirmation.</summary>
    public static WholeJobAction Stop { get; } = new(
        AvailableAction.Stop, operationCode: 1, job => job.IsFinished || job.Status == JobStatus.Terminating);

    /// <summary>Starts a job that was created but not started. The same code restarts a step, if it is sent for a step.</summary>
    public static WholeJobAction Start { get; } = new(
        AvailableAction.Start, operationCode: 2, job => job.Status != JobStatus.NotStarted);

    /// <inheritdoc/>
    public override bool IsAllowed(JobInstance job) => job.AvailableActions.Contains(Name);

    /// <inheritdoc/>
    public override ActionEffect GetEffect(JobInstance job) => _isExecuted(job) ? ActionEffect.Executed : ActionEffect.None;

    /// <inheritdoc/>
    public override Task SendAsync(
        BkJobClient client, JobInstanceQuery query, Action<RequestEvent> onRequestCompleted, CancellationToken cancellation) =>
        client.OperateJobInstanceAsync(
            new JobOperationRequest(query.JobInstanceId, query.Scope, OperationCode) { IsTraced = query.IsTraced },
            onRequestCompleted,
            cancellation);

    /// <inheritdoc/>
    public override TimeSpan GetExecutionWindow(BkJobClient client) => client.GetExecutionWindow(OperateJobInstance.Operation);
}
