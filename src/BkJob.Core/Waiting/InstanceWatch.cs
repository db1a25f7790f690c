using BkJob.Transport;

namespace BkJob.Waiting;

/// <summary>Watches one instance: asks, judges, pauses, until it has arrived or the wait ends. Never has two questions under way.</summary>
internal sealed class InstanceWatch(
    JobInstanceQuery query, WaitRun run, FairSlots slots, Poll poll, PollSchedule schedule, WaitOptions options, TimeProvider clock)
{
    private JobInstance? _last;

    /// <summary>The job, arrived, whose hosts are still asked for.</summary>
    private JobInstance? _arrived;
    private int _failures;
    private int _faultsInRow;

    /// <summary>How long the status has been unreadable, and up to when that is counted.</summary>
    private TimeSpan _outage;
    private long? _countedAt;
    private long[] _stoppedAt = [];

    public async Task WatchAsync()
    {
        try
        {
            while (await LookAsync().ConfigureAwait(false) is { } pause)
            {
                if (pause > TimeSpan.Zero)
                {
                    await Task.Delay(pause, clock, run.End).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (run.End.IsCancellationRequested)
        {
            if (_arrived is not null)
            {
                TellArrived(_arrived, new BkJobException(BkJobErrorKind.RequestTimeout, CoreMessages.HostsNotInTime));
            }
            else
            {
                run.TellUnfinished(query, _last);
            }
        }
        catch (Exception e)
        {
            // Out of memory, or a fault of ours: it ends the wait for this job and for no other.
            GiveUp(UnexpectedErrors.FromException(e));
        }
    }

    /// <summary>Ends the wait for this job with an error.</summary>
    private void GiveUp(BkJobException fault, TimeSpan? outage = null)
    {
        try
        {
            if (!run.Tell(new WaitGaveUp(query, fault, _last) { Outage = outage }))
            {
                run.TellUnfinished(query, _last);
            }
        }
        catch
        {
            // Nobody can be told any more; the others must not wait indefinitely for it.
            run.Abandon();
            throw;
        }
    }

    /// <summary>Asks once, when a place is free.</summary>
    /// <returns>How long to pause before the next time; null when there is none.</returns>
    private async Task<TimeSpan?> LookAsync()
    {
        FairSlots.Slot slot = await slots.EnterAsync(run.End).ConfigureAwait(false);
        long asked = clock.GetTimestamp();
        _countedAt ??= asked;
        RequestResult attempt = default;
        try
        {
            // A place may become free and the wait end at the same time.
            run.End.ThrowIfCancellationRequested();
            attempt = await poll(query with { IncludeHosts = AsksForHosts }, HasArrived, run.End).ConfigureAwait(false);
        }
        finally
        {
            slots.Leave(slot, attempt.Event?.Status is not null);
        }

        run.Tell(new RequestMade(query, attempt.Event));
        TimeSpan took = clock.GetElapsedTime(asked);

        // Counted from one question to the next, so that a slow answer does not make the interval longer.
        return attempt.Job is { } job ? Judge(job) - took : Judge(attempt.Event.Fault!, took);
    }

    /// <summary>Hosts can be many: they are asked for when the job has arrived, or where there is but one look.</summary>
    private bool AsksForHosts => options.IncludeHosts && (_arrived is not null || run.IsSingleLook);

    private bool HasArrived(JobStatus status, bool isFinished) =>
        isFinished || (options.StopAtConfirmation && status == JobStatus.WaitingForUser);

    private TimeSpan? Judge(JobInstance job)
    {
        _failures = 0;
        _faultsInRow = 0;
        CountOutage(isOutage: false);
        _outage = TimeSpan.Zero;
        if (HasArrived(job.Status, job.IsFinished))
        {
            // Requested once: a server that sends null for them sends null the next time too.
            if (options.IncludeHosts && !job.HostsIncluded && !AsksForHosts)
            {
                _arrived = job;
                return TimeSpan.Zero;
            }

            TellArrived(job, options.IncludeHosts ? HostsFault.Find(job, static _ => true) : null);
            return null;
        }

        // It may have been retried between its end and the question for its hosts.
        _arrived = null;
        bool hasChanged = _last is null || IsOther(_last, job);
        _last = job;
        run.Tell(new JobRead(query, job, hasChanged));
        TellOfStop(job);
        if (run.IsSingleLook)
        {
            run.TellUnfinished(query, job);
            return null;
        }

        return schedule.Next(run.Age);
    }

    private TimeSpan? Judge(BkJobException fault, TimeSpan took)
    {
        _faultsInRow++;
        bool isOutage = fault.Kind != BkJobErrorKind.Throttled;
        _failures += isOutage ? 1 : 0;
        CountOutage(isOutage);
        bool isTooLong = isOutage && _outage >= options.OutageTimeout;
        if (run.IsSingleLook || IsFinal(fault) || isTooLong)
        {
            if (_arrived is not null)
            {
                TellArrived(_arrived, fault);
            }
            else
            {
                GiveUp(fault, IsFinal(fault) ? null : _outage);
            }

            return null;
        }

        TimeSpan pause = schedule.NextAfter(run.Age, took, fault, _faultsInRow);
        if (isOutage && options.OutageTimeout is { } most && most - _outage < pause)
        {
            // The last poll is made when the time is up, and not some pause later.
            pause = most - _outage;
        }

        run.Tell(new PollFailed(query, fault, _failures, pause) { Outage = _outage });
        return pause;
    }

    /// <summary>Counts the time since the last result, unless the server was there and only rejected the rate.</summary>
    private void CountOutage(bool isOutage)
    {
        long now = clock.GetTimestamp();
        _outage += isOutage ? clock.GetElapsedTime(_countedAt ?? now, now) : TimeSpan.Zero;
        _countedAt = now;
    }

    private void TellArrived(JobInstance job, BkJobException? hostsFault)
    {
        if (!run.TellArrived(new JobArrived(query, job) { HostsFault = hostsFault }))
        {
            run.TellUnfinished(query, job);
        }
    }

    /// <summary>
    /// Whether retrying cannot help: credentials, permission, not found, bad request. A response that can't be read is not among it: a login
    /// page or a proxy's page in between goes away again, and <see cref="WaitOptions.OutageTimeout"/> ends the wait anyway.
    /// </summary>
    private static bool IsFinal(BkJobException fault) => !fault.IsTransient && fault.Kind != BkJobErrorKind.InvalidResponse;

    /// <summary>Once for each stop: again when another step waits, or when the job ran in between.</summary>
    private void TellOfStop(JobInstance job)
    {
        StepInstance[] waiting = job.Status == JobStatus.WaitingForUser
            ? [.. job.Steps.Where(step => step.Status == JobStatus.WaitingForUser)]
            : [];
        long[] ids = job.Status == JobStatus.WaitingForUser ? [job.Id, .. waiting.Select(step => step.Id)] : [];
        if (ids.Length > 0 && !ids.SequenceEqual(_stoppedAt))
        {
            run.Tell(new JobStopped(query, job, waiting));
        }

        _stoppedAt = ids;
    }

    private static bool IsOther(JobInstance before, JobInstance now) =>
        before.Status != now.Status
        || before.Steps.Count != now.Steps.Count
        || before.Steps.Zip(now.Steps).Any(steps => IsOther(steps.First, steps.Second));

    /// <summary>Hosts that were asked for once and not at the next look say nothing about a change.</summary>
    private static bool IsOther(StepInstance before, StepInstance now) =>
        (before.Id, before.Status, before.RetryCount) != (now.Id, now.Status, now.RetryCount)
        || (before.Hosts is not null && now.Hosts is not null && Standing(before.Hosts) != Standing(now.Hosts));

    private static (int, int, int, int, int, int) Standing(HostSummary hosts) =>
        (hosts.Succeeded, hosts.Running, hosts.Waiting, hosts.Terminated, hosts.Unknown, hosts.Failed);
}
