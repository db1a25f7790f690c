using BkJob.Streaming;
using BkJob.Transport;

namespace BkJob.Waiting;

/// <summary>Polls one job instance until it has completed or the wait ends. Never has two pending requests.</summary>
internal sealed class JobPoller(
    JobInstanceQuery query, WaitSession session, FairSlots slots, Poll poll, PollSchedule schedule, WaitOptions options, TimeProvider clock)
{
    private JobInstance? _last;

    /// <summary>The completed job whose hosts are still requested.</summary>
    private JobInstance? _completed;
    private int _failures;
    private int _faultsInRow;

    /// <summary>How long the status has been unreadable, and up to when that is counted.</summary>
    private TimeSpan _outage;
    private long? _countedAt;
    private long[] _pendingConfirmation = [];

    public async Task RunAsync()
    {
        try
        {
            while (await PollOnceAsync().ConfigureAwait(false) is { } pause)
            {
                if (pause > TimeSpan.Zero)
                {
                    await Task.Delay(pause, clock, session.CancellationToken).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (session.CancellationToken.IsCancellationRequested)
        {
            if (_completed is not null)
            {
                PublishCompleted(_completed, new BkJobException(BkJobErrorKind.RequestTimeout, CoreMessages.HostsNotInTime));
            }
            else
            {
                session.PublishIncomplete(query, _last);
            }
        }
        catch (Exception e)
        {
            // Out of memory, or a bug: it ends the wait for this job only.
            PublishFailed(UnexpectedErrors.FromException(e));
        }
    }

    /// <summary>Ends the wait for this job with an error.</summary>
    private void PublishFailed(BkJobException fault, TimeSpan? outage = null)
    {
        try
        {
            if (!session.Publish(new PollingFailed(query, fault, _last) { Outage = outage }))
            {
                session.PublishIncomplete(query, _last);
            }
        }
        catch
        {
            // The error cannot be published; the other pollers must not wait indefinitely.
            session.Abort();
            throw;
        }
    }

    /// <summary>Polls once, as soon as a slot is free.</summary>
    /// <returns>The delay before the next poll; null if there is none.</returns>
    private async Task<TimeSpan?> PollOnceAsync()
    {
        FairSlots.Slot slot = await slots.EnterAsync(session.CancellationToken).ConfigureAwait(false);
        long startTimestamp = clock.GetTimestamp();
        _countedAt ??= startTimestamp;
        RequestResult<JobInstance>? result = null;
        try
        {
            // A slot can become free when the wait ends.
            session.CancellationToken.ThrowIfCancellationRequested();
            result = await poll(query with { IncludeHosts = RequestsHosts, Retention = Retention }, session.CancellationToken).ConfigureAwait(false);
            session.Publish(new RequestCompleted(query, result.Event));
            TimeSpan took = clock.GetElapsedTime(startTimestamp);

            // The interval is measured from one request to the next, so that a slow response does not extend it.
            return result.Value is { } job ? HandleResult(job) - took : HandleResult(result.Event.Fault!, took);
        }
        finally
        {
            // After the events: with one slot, jobs are then reported in the order in which they were polled.
            slots.Leave(slot, result?.Event.Status is not null);
        }
    }

    /// <summary>Hosts can be many: they are requested once the job has completed, or if there is a single poll.</summary>
    private bool RequestsHosts => options.IncludeHosts && (_completed is not null || session.IsSinglePoll);

    private HostRetention Retention => options.StopAtConfirmation ? HostRetention.WhenFinishedOrWaiting : HostRetention.WhenFinished;

    private bool IsCompleted(JobStatus status, bool isFinished) =>
        isFinished || (options.StopAtConfirmation && status == JobStatus.WaitingForUser);

    private TimeSpan? HandleResult(JobInstance job)
    {
        _failures = 0;
        _faultsInRow = 0;
        CountOutage(isOutage: false);
        _outage = TimeSpan.Zero;
        if (IsCompleted(job.Status, job.IsFinished))
        {
            // Requested once: a server that returns null for them would return null again.
            if (options.IncludeHosts && !job.HostsIncluded && !RequestsHosts)
            {
                _completed = job;
                return TimeSpan.Zero;
            }

            PublishCompleted(job, options.IncludeHosts ? HostsFault.Find(job, static _ => true) : null);
            return null;
        }

        // The job can have been retried between its end and the request for its hosts.
        _completed = null;
        bool hasChanged = _last is null || HasChanged(_last, job);
        _last = job;
        session.Publish(new JobPolled(query, job, hasChanged));
        PublishConfirmation(job);
        if (session.IsSinglePoll)
        {
            session.PublishIncomplete(query, job);
            return null;
        }

        return schedule.Next(session.Age);
    }

    private TimeSpan? HandleResult(BkJobException fault, TimeSpan took)
    {
        _faultsInRow++;
        bool isOutage = fault.Kind != BkJobErrorKind.Throttled;
        _failures += isOutage ? 1 : 0;
        CountOutage(isOutage);
        bool isTooLong = isOutage && _outage >= options.OutageTimeout;
        if (session.IsSinglePoll || IsFinal(fault) || isTooLong)
        {
            if (_completed is not null)
            {
                PublishCompleted(_completed, fault);
            }
            else
            {
                PublishFailed(fault, IsFinal(fault) ? null : _outage);
            }

            return null;
        }

        TimeSpan pause = schedule.NextAfter(session.Age, took, fault, _faultsInRow);
        if (isOutage && options.OutageTimeout is { } limit && limit - _outage < pause)
        {
            // The last poll is sent when the timeout elapses, not after a whole delay.
            pause = limit - _outage;
        }

        session.Publish(new PollRetrying(query, fault, _failures, pause) { Outage = _outage });
        return pause;
    }

    /// <summary>Counts the time since the last result, unless the server was there and only rejected the rate.</summary>
    private void CountOutage(bool isOutage)
    {
        long now = clock.GetTimestamp();
        _outage += isOutage ? clock.GetElapsedTime(_countedAt ?? now, now) : TimeSpan.Zero;
        _countedAt = now;
    }

    private void PublishCompleted(JobInstance job, BkJobException? hostsFault)
    {
        if (!session.PublishCompleted(new JobCompleted(query, job) { HostsFault = hostsFault }))
        {
            session.PublishIncomplete(query, job);
        }
    }

    /// <summary>
    /// Whether retrying cannot help: credentials, permission, not found, bad request. A response that cannot be read is not permanent: the
    /// login page of a proxy can disappear, and <see cref="WaitOptions.OutageTimeout"/> ends the wait anyway.
    /// </summary>
    private static bool IsFinal(BkJobException fault) => !fault.IsTransient && fault.Kind != BkJobErrorKind.InvalidResponse;

    /// <summary>Publishes each confirmation once: again if another step waits, or if the job ran in between.</summary>
    private void PublishConfirmation(JobInstance job)
    {
        StepInstance[] waiting = job.Status == JobStatus.WaitingForUser
            ? [.. job.Steps.Where(step => step.Status == JobStatus.WaitingForUser)]
            : [];
        long[] ids = job.Status == JobStatus.WaitingForUser ? [job.Id, .. waiting.Select(step => step.Id)] : [];
        if (ids.Length > 0 && !ids.SequenceEqual(_pendingConfirmation))
        {
            session.Publish(new ConfirmationRequired(query, job, waiting));
        }

        _pendingConfirmation = ids;
    }

    private static bool HasChanged(JobInstance before, JobInstance now) =>
        before.Status != now.Status
        || before.Steps.Count != now.Steps.Count
        || before.Steps.Zip(now.Steps).Any(steps => HasChanged(steps.First, steps.Second));

    /// <summary>Hosts that were requested by one poll and not by the next one are not a change.</summary>
    private static bool HasChanged(StepInstance before, StepInstance now) =>
        (before.Id, before.Status, before.RetryCount) != (now.Id, now.Status, now.RetryCount)
        || (before.Hosts is not null && now.Hosts is not null && GetCounts(before.Hosts) != GetCounts(now.Hosts));

    private static (int, int, int, int, int, int) GetCounts(HostSummary hosts) =>
        (hosts.Succeeded, hosts.Running, hosts.Waiting, hosts.Terminated, hosts.Unknown, hosts.Failed);
}
