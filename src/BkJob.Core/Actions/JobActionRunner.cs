using BkJob.Transport;

namespace BkJob.Actions;

/// <summary>
/// Executes an action on a job at most once. A lost response proves nothing: the job is read, and the request is sent again only if the
/// job shows that the first one had no effect (design-actions.md §5.4).
/// </summary>
/// <param name="client">The client of the server.</param>
/// <param name="query">The job.</param>
/// <param name="onRequestCompleted">Called after each request, on any thread.</param>
/// <param name="clock">The clock of the polls; null for that of the client.</param>
internal sealed class JobActionRunner(
    BkJobClient client, JobInstanceQuery query, Action<RequestEvent> onRequestCompleted, TimeProvider? clock = null)
{
    /// <summary>The maximum number of times that a request without effect is sent.</summary>
    private const int MaxAttempts = 3;

    /// <summary>How long the engine of the server may take to execute an accepted request.</summary>
    private static readonly TimeSpan MaxEffectDelay = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan FirstPollInterval = TimeSpan.FromSeconds(0.25);
    private static readonly TimeSpan MaxPollInterval = TimeSpan.FromSeconds(2);

    private readonly TimeProvider _clock = clock ?? client.Clock;

    /// <summary>Sends the request, and waits until its effect is observed.</summary>
    /// <param name="action">The action, which the state of the job allows.</param>
    /// <param name="cancellation">A token to cancel the request.</param>
    /// <returns>The job, and what it shows of the request.</returns>
    /// <exception cref="BkJobException">The action was not executed, or it is unknown whether it was.</exception>
    public async Task<JobActionResult> RunAsync(JobAction action, CancellationToken cancellation) =>
        await RequestAsync(action, cancellation).ConfigureAwait(false) ?? await WaitForEffectAsync(action, cancellation).ConfigureAwait(false);

    /// <summary>Sends the request until it is accepted.</summary>
    /// <param name="action">The action, which the state of the job allows.</param>
    /// <param name="cancellation">A token to cancel the request.</param>
    /// <returns>The job if it had to be read and shows the effect; null if the request was accepted.</returns>
    /// <exception cref="BkJobException">The action was not executed, or it is unknown whether it was.</exception>
    public async Task<JobActionResult?> RequestAsync(JobAction action, CancellationToken cancellation)
    {
        BkJobException? lost = null;
        for (int attempt = 1; ; attempt++)
        {
            (BkJobException? error, long sent) = await SendAsync(action, cancellation).ConfigureAwait(false);
            if (error is null)
            {
                return null;
            }

            if (lost is null && error.Delivery == Delivery.NotExecuted)
            {
                throw error;
            }

            // From here on, no error proves anything about the first request.
            lost ??= error;
            JobActionResult result = await ReadAfterLossAsync(action, sent, lost, cancellation).ConfigureAwait(false);
            switch (result.Effect)
            {
                case ActionEffect.Executed:
                    return result;
                case ActionEffect.Accepted:
                    return null;
                case ActionEffect.Superseded:
                case ActionEffect.None when attempt == MaxAttempts || !action.IsAllowed(result.Job):
                    throw CreateOutcomeUnknown(lost);
            }
        }
    }

    /// <summary>Sends the request.</summary>
    /// <returns>The error, null when it was accepted; and when it was last sent, as a timestamp: retries and delays precede that.</returns>
    private async Task<(BkJobException? Error, long Sent)> SendAsync(JobAction action, CancellationToken cancellation)
    {
        long sent = _clock.GetTimestamp();
        try
        {
            await action.SendAsync(client, query, OnSent, cancellation).ConfigureAwait(false);
            return (null, sent);
        }
        catch (BkJobException e)
        {
            return (e.Delivery == Delivery.Executed ? null : e, sent);
        }

        void OnSent(RequestEvent request)
        {
            sent = _clock.GetStartOf(request);
            onRequestCompleted(request);
        }
    }

    /// <summary>Polls the job until it shows what came of an accepted request.</summary>
    private async Task<JobActionResult> WaitForEffectAsync(JobAction action, CancellationToken cancellation)
    {
        long start = _clock.GetTimestamp();
        for (int poll = 0; ; poll++)
        {
            bool isLast = _clock.GetElapsedTime(start) >= MaxEffectDelay;
            try
            {
                JobInstance job = await ReadAsync(cancellation).ConfigureAwait(false);
                ActionEffect effect = action.GetEffect(job);
                if (isLast || effect is ActionEffect.Executed or ActionEffect.Superseded)
                {
                    return new JobActionResult(job, effect);
                }
            }
            catch (BkJobException e) when (isLast || !e.IsTransient)
            {
                throw CreateOutcomeUnknown(e);
            }
            catch (BkJobException)
            {
                // The next read may succeed.
            }

            await DelayAsync(poll, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Reads the job after a lost response. A restart, or the start of a batch, that is sent twice can be executed twice, so the job is
    /// polled for as long as the server can still execute the request; for every other action, the engine drops a duplicate
    /// (protocol-actions.md §3.4).
    /// </summary>
    private async Task<JobActionResult> ReadAfterLossAsync(JobAction action, long sent, BkJobException lost, CancellationToken cancellation)
    {
        TimeSpan window = action.MustNotRepeat ? action.GetExecutionWindow(client) : TimeSpan.Zero;
        for (int poll = 0; ; poll++)
        {
            // The time before the read: what it shows may be older than its response.
            TimeSpan elapsed = _clock.GetElapsedTime(sent);
            try
            {
                JobInstance job = await ReadAsync(cancellation).ConfigureAwait(false);
                ActionEffect effect = action.GetEffect(job);
                if (effect != ActionEffect.None || elapsed >= window)
                {
                    return new JobActionResult(job, effect);
                }
            }
            catch (BkJobException e) when (!e.IsTransient || elapsed >= Max(window, MaxEffectDelay))
            {
                throw CreateOutcomeUnknown(lost);
            }
            catch (BkJobException)
            {
                // What lost the response can last for a while: the next read may succeed.
            }

            await DelayAsync(poll, cancellation).ConfigureAwait(false);
        }
    }

    private Task<JobInstance> ReadAsync(CancellationToken cancellation) => client.GetJobInstanceAsync(query, onRequestCompleted, cancellation);

    private static TimeSpan Max(TimeSpan first, TimeSpan second) => first > second ? first : second;

    private Task DelayAsync(int poll, CancellationToken cancellation)
    {
        TimeSpan delay = FirstPollInterval * (1 << Math.Min(poll, 8));
        return Task.Delay(delay < MaxPollInterval ? delay : MaxPollInterval, _clock, cancellation);
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
/// <param name="Effect">What the job shows of it; the engine of a server can drop what was accepted.</param>
internal sealed record JobActionResult(JobInstance Job, ActionEffect Effect);
