using BkJob.Operations;

namespace BkJob.Actions;

/// <summary>
/// Executes an action on a job at most once. A lost response proves nothing: the job is read, and the request is sent again only if the
/// job shows that the first one had no effect.
/// </summary>
/// <param name="client">The client of the server.</param>
/// <param name="query">The job.</param>
/// <param name="onRequestCompleted">Called after each request, on any thread.</param>
internal sealed class JobActionRunner(BkJobClient client, JobInstanceQuery query, Action<RequestEvent> onRequestCompleted)
{
    /// <summary>The maximum number of times that a request without effect is sent.</summary>
    private const int MaxAttempts = 3;

    /// <summary>How long the engine of the server may take to execute an accepted request.</summary>
    private static readonly TimeSpan MaxEffectDelay = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    /// <summary>Reads the job.</summary>
    public Task<JobInstance> ReadAsync(CancellationToken cancellation) => client.GetJobInstanceAsync(query, onRequestCompleted, cancellation);

    /// <summary>Sends the request, and waits until its effect is observed.</summary>
    /// <param name="action">The action, which the state of the job allows.</param>
    /// <param name="cancellation">A token to cancel the request.</param>
    /// <returns>The job, and whether it shows the effect.</returns>
    /// <exception cref="BkJobException">The action was not executed, or it is unknown whether it was.</exception>
    public async Task<JobActionResult> RunAsync(JobAction action, CancellationToken cancellation)
    {
        var request = new JobOperationRequest(query.JobInstanceId, query.Scope, action.OperationCode) { IsTraced = query.IsTraced };
        for (int attempt = 1; ; attempt++)
        {
            if (await SendAsync(request, cancellation).ConfigureAwait(false) is not { } lost)
            {
                return await WaitForEffectAsync(action, cancellation).ConfigureAwait(false);
            }

            JobInstance job = await ReadAfterAsync(lost, cancellation).ConfigureAwait(false);
            if (action.HasTakenEffect(job))
            {
                return new JobActionResult(job, IsEffectSeen: true);
            }

            if (attempt == MaxAttempts || !action.IsAllowed(job))
            {
                throw CreateOutcomeUnknown(lost);
            }
        }
    }

    /// <summary>Sends the request.</summary>
    /// <returns>Null when it was accepted; the error when it is unknown whether it was.</returns>
    /// <exception cref="BkJobException">It was not executed.</exception>
    private async Task<BkJobException?> SendAsync(JobOperationRequest request, CancellationToken cancellation)
    {
        try
        {
            await client.OperateJobInstanceAsync(request, onRequestCompleted, cancellation).ConfigureAwait(false);
            return null;
        }
        catch (BkJobException e) when (e.Delivery != Delivery.NotExecuted)
        {
            return e.Delivery == Delivery.Executed ? null : e;
        }
    }

    private async Task<JobActionResult> WaitForEffectAsync(JobAction action, CancellationToken cancellation)
    {
        for (TimeSpan waited = TimeSpan.Zero; ; waited += PollInterval)
        {
            JobInstance job = await ReadAcceptedAsync(cancellation).ConfigureAwait(false);
            bool isSeen = action.HasTakenEffect(job);
            if (isSeen || waited >= MaxEffectDelay)
            {
                return new JobActionResult(job, isSeen);
            }

            await client.DelayAsync(PollInterval, cancellation).ConfigureAwait(false);
        }
    }

    private async Task<JobInstance> ReadAcceptedAsync(CancellationToken cancellation)
    {
        try
        {
            return await ReadAsync(cancellation).ConfigureAwait(false);
        }
        catch (BkJobException e)
        {
            throw CreateOutcomeUnknown(e);
        }
    }

    private async Task<JobInstance> ReadAfterAsync(BkJobException lost, CancellationToken cancellation)
    {
        try
        {
            return await ReadAsync(cancellation).ConfigureAwait(false);
        }
        catch (BkJobException)
        {
            throw CreateOutcomeUnknown(lost);
        }
    }

    private static BkJobException CreateOutcomeUnknown(BkJobException cause) => new(
        BkJobErrorKind.OutcomeUnknown, CoreMessages.FormatOutcomeUnknown(cause.Message), cause)
    {
        RequestId = cause.RequestId,
        HttpStatus = cause.HttpStatus,
        Code = cause.Code,
    };
}

/// <summary>The result of an action that was accepted.</summary>
/// <param name="Job">The job, read after it.</param>
/// <param name="IsEffectSeen">Whether the job shows the effect; the engine of a server can drop what was accepted.</param>
internal sealed record JobActionResult(JobInstance Job, bool IsEffectSeen);
