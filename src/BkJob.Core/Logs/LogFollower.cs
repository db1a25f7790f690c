using System.Threading.Channels;
using BkJob.Transport;
using BkJob.Waiting;

namespace BkJob.Logs;

/// <summary>
/// Follows the logs of a job from before its start until the last byte after its end. The API has no offset: each poll reads the status, and
/// the complete logs of the hosts that run or have just ended (protocol-actions.md §1.6).
/// </summary>
/// <param name="client">The client of the server.</param>
/// <param name="query">The job instance.</param>
/// <param name="options">Which logs.</param>
/// <param name="events">Receives the events. If its reader is slow, following slows down.</param>
/// <param name="slots">Limits the number of jobs that are polled at a time.</param>
/// <param name="clock">The clock of the polls.</param>
internal sealed class LogFollower(
    BkJobClient client, JobInstanceQuery query, FollowOptions options, ChannelWriter<FollowEvent> events, FairSlots slots, TimeProvider clock)
{
    /// <summary>Each poll transfers complete logs: so many characters per second at most.</summary>
    private const double MaxCharactersPerSecond = 1024 * 1024;

    /// <summary>A job that was started just now has the same status as one that was never started.</summary>
    private static readonly TimeSpan StartAllowance = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The time between two polls, however slow the first one was: a host is complete if two reads of its log are equal, which proves
    /// nothing about the part that the server stores late if the second read follows at once.
    /// </summary>
    private static readonly TimeSpan MinPause = TimeSpan.FromSeconds(0.5);

    private readonly PollSchedule _schedule = new(fixedInterval: null, Random.Shared.NextDouble);
    private readonly HostLogReader _reader = new(client, query.Scope, query.IsTraced);
    private readonly Dictionary<(long StepId, HostKey Host), FollowedHost> _hosts = [];
    private readonly HashSet<long> _limitedSteps = [];
    private readonly HashSet<long> _missingSteps = [];
    private readonly HashSet<long> _unidentifiedSteps = [];
    private long[] _waiting = [];
    private readonly long _startTimestamp = clock.GetTimestamp();
    private TimeSpan _nextRead;

    private TimeSpan Age => clock.GetElapsedTime(_startTimestamp);

    /// <summary>Follows the job until all of its logs are complete.</summary>
    /// <param name="cancellation">A token to stop. The job is not affected.</param>
    public async Task RunAsync(CancellationToken cancellation)
    {
        int failures = 0;
        TimeSpan lastResponse = Age;
        while (true)
        {
            TimeSpan began = Age;
            TimeSpan pause;
            try
            {
                if (await FollowInTurnAsync(cancellation).ConfigureAwait(false))
                {
                    return;
                }

                (failures, lastResponse) = (0, Age);
                pause = _schedule.Next(Age) - (Age - began);
            }
            catch (BkJobException e)
            {
                lastResponse = e.Kind == BkJobErrorKind.Throttled ? Age : lastResponse;
                if (!(e.IsTransient || e.Kind == BkJobErrorKind.InvalidResponse) || Age - lastResponse >= options.OutageTimeout)
                {
                    await PublishAsync(new FollowFailed(query, e), cancellation).ConfigureAwait(false);
                    return;
                }

                pause = _schedule.NextAfter(Age, Age - began, e, ++failures);
                await PublishAsync(new FollowRetrying(query, e, pause), cancellation).ConfigureAwait(false);
            }
            catch (Exception e) when (!cancellation.IsCancellationRequested)
            {
                // Out of memory, or a bug: it ends following this job only.
                await PublishAsync(new FollowFailed(query, UnexpectedErrors.FromException(e)), cancellation).ConfigureAwait(false);
                return;
            }

            await Task.Delay(pause > MinPause ? pause : MinPause, clock, cancellation).ConfigureAwait(false);
        }
    }

    private async Task<bool> FollowInTurnAsync(CancellationToken cancellation)
    {
        FairSlots.Slot slot = await slots.EnterAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await FollowOnceAsync(cancellation).ConfigureAwait(false);
        }
        finally
        {
            slots.Leave(slot, hasResponse: false);
        }
    }

    /// <summary>Polls once.</summary>
    /// <returns>Whether nothing more can follow.</returns>
    private async Task<bool> FollowOnceAsync(CancellationToken cancellation)
    {
        JobInstance job = await ReadStatusAsync(cancellation).ConfigureAwait(false);
        StepInstance[] steps = [.. job.Steps.Where(step => options.StepIds is null || options.StepIds.Contains(step.Id))];
        await ReportMissingStepsAsync(steps, cancellation).ConfigureAwait(false);
        await ReportWaitingAsync(job, cancellation).ConfigureAwait(false);
        foreach (StepInstance step in steps)
        {
            await UpdateHostsAsync(job, step, cancellation).ConfigureAwait(false);
        }

        if (Age >= _nextRead)
        {
            await ReadLogsAsync(cancellation).ConfigureAwait(false);
        }

        bool isOver = job.IsFinished || (options.StepIds is not null && Array.TrueForAll(steps, IsFinished));
        return isOver && _hosts.Values.All(host => host.IsComplete);
    }

    private async Task<JobInstance> ReadStatusAsync(CancellationToken cancellation)
    {
        RequestResult<JobInstance> result = await client.PollJobInstanceAsync(
            query with { IncludeHosts = true }, PollSchedule.MaxPause, onRequestCompleted: null, cancellation).ConfigureAwait(false);
        await PublishAsync(new FollowRequestCompleted(result.Event), cancellation).ConfigureAwait(false);
        return result.Value ?? throw result.Event.Fault!;
    }

    /// <summary>The steps of a job are known from its start.</summary>
    private async Task ReportMissingStepsAsync(StepInstance[] steps, CancellationToken cancellation)
    {
        foreach (long missing in (options.StepIds ?? []).Except(steps.Select(step => step.Id)).Where(_missingSteps.Add))
        {
            await PublishAsync(new StepMissing(query, missing), cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Publishes each state once: again if another step waits, or if the job ran in between.</summary>
    private async Task ReportWaitingAsync(JobInstance job, CancellationToken cancellation)
    {
        long[] waiting = job.Status switch
        {
            JobStatus.WaitingForUser => [job.Id, .. job.Steps.Where(step => step.Status == JobStatus.WaitingForUser).Select(step => step.Id)],
            JobStatus.NotStarted when Age >= StartAllowance => [job.Id],
            _ => [],
        };
        if (waiting.Length > 0 && !waiting.SequenceEqual(_waiting))
        {
            await PublishAsync(new JobWaits(query, job), cancellation).ConfigureAwait(false);
        }

        _waiting = waiting;
    }

    private async Task<StepIpStatus[]> FindWantedAsync(StepInstance step, CancellationToken cancellation)
    {
        ILookup<bool, StepIpStatus> wanted = step.FindHosts(isWanted: null)
            .Where(host => options.IsWanted(host) || _hosts.ContainsKey(GetKey(host)))
            .ToLookup(host => HostKey.Of(host).IsRequestable);
        int unidentified = wanted[false].Count();
        if (unidentified > 0 && _unidentifiedSteps.Add(step.Id))
        {
            await PublishAsync(new HostsNotIdentified(unidentified), cancellation).ConfigureAwait(false);
        }

        return [.. wanted[true]];
    }

    private async Task UpdateHostsAsync(JobInstance job, StepInstance step, CancellationToken cancellation)
    {
        bool isLimited = _limitedSteps.Contains(step.Id);
        StepIpStatus[] wanted = await FindWantedAsync(step, cancellation).ConfigureAwait(false);
        if (wanted.Length > options.MaxHosts && _limitedSteps.Add(step.Id))
        {
            isLimited = true;
            await PublishAsync(new TooManyHosts(step, wanted.Length), cancellation).ConfigureAwait(false);
        }

        foreach (StepIpStatus host in wanted.Where(host => !isLimited || HasFailed(host) || _hosts.ContainsKey(GetKey(host))))
        {
            bool isEnded = job.IsFinished || IsFinished(step) || host.Status is not (IpStatus.Waiting or IpStatus.Running);
            if (!_hosts.TryGetValue(GetKey(host), out FollowedHost? followed))
            {
                followed = _hosts[GetKey(host)] = new FollowedHost(host, step.RetryCount, options.Tail);
            }

            await PublishAsync(followed.Update(host, step.RetryCount, isEnded), cancellation).ConfigureAwait(false);
        }
    }

    private async Task ReadLogsAsync(CancellationToken cancellation)
    {
        long characters = 0;
        foreach (IGrouping<long, FollowedHost> step in _hosts.Values.Where(host => host.IsPending || IsOverdue(host)).GroupBy(host => host.Host.StepInstanceId).ToArray())
        {
            foreach (StepIpStatus[] batch in _reader.CreateBatches(step.Select(followed => followed.Host)))
            {
                foreach (HostLog log in await ReadBatchAsync(batch, cancellation).ConfigureAwait(false))
                {
                    characters += log.Content?.Length ?? 0;
                    await ReadAsync(_hosts[GetKey(log.Host)], log, cancellation).ConfigureAwait(false);
                }
            }
        }

        _nextRead = Age + TimeSpan.FromSeconds(characters / MaxCharactersPerSecond);
    }

    private async Task<IReadOnlyList<HostLog>> ReadBatchAsync(StepIpStatus[] batch, CancellationToken cancellation)
    {
        var requests = new List<RequestEvent>();
        try
        {
            return await _reader.ReadAsync(batch, requests.Add, cancellation).ConfigureAwait(false);
        }
        finally
        {
            foreach (RequestEvent request in requests)
            {
                await PublishAsync(new FollowRequestCompleted(request), cancellation).ConfigureAwait(false);
            }
        }
    }

    private async Task ReadAsync(FollowedHost followed, HostLog log, CancellationToken cancellation)
    {
        await PublishAsync(followed.Read(log.Content), cancellation).ConfigureAwait(false);
        if (followed.IsComplete)
        {
            await PublishAsync(new HostEnded(followed.Host), cancellation).ConfigureAwait(false);
        }
    }

    private async Task PublishAsync(IEnumerable<LogLine> lines, CancellationToken cancellation)
    {
        foreach (LogLine line in lines)
        {
            await PublishAsync(new LineRead(line), cancellation).ConfigureAwait(false);
        }
    }

    private ValueTask PublishAsync(FollowEvent what, CancellationToken cancellation) => events.WriteAsync(what, cancellation);

    /// <summary>A host that waits has no log, unless its job ended without it.</summary>
    private static bool IsOverdue(FollowedHost host) => host is { IsEnded: true, IsComplete: false };

    private static bool HasFailed(StepIpStatus host) => host.Outcome is HostOutcome.Failed or HostOutcome.Terminated or HostOutcome.Unknown;

    private static bool IsFinished(StepInstance step) => step.Status.IsFinished(flag: null);

    private static (long StepId, HostKey Host) GetKey(StepIpStatus host) => (host.StepInstanceId, HostKey.Of(host));
}
