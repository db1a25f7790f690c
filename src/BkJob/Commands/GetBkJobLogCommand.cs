using System.Management.Automation;
using BkJob.Logs;
using BkJob.Transport;

namespace BkJob.Commands;

/// <summary>Gets the logs of the steps of job instances, host by host.</summary>
[Cmdlet(VerbsCommon.Get, "BkJobLog", DefaultParameterSetName = ByInput, HelpUri = ModulePage.Address)]
[OutputType(typeof(HostLog), typeof(LogLine), typeof(string))]
public sealed class GetBkJobLogCommand : JobHostCmdlet
{
    /// <summary>A response that is too large is requested again with so many times fewer hosts.</summary>
    private const int PieceDivisor = 8;

    private readonly List<FollowedJob> _followed = [];
    private OrderedOutput? _logs;
    private int _failedWithoutLog;
    private int _notIdentified;
    private long? _markedStep;
    private BkJobApi _api;

    /// <summary>Only the last lines of each log.</summary>
    [Parameter]
    [Count(1, int.MaxValue)]
    public int Tail { get; set; }

    /// <summary>Writes each line as an object (<see cref="LogLine"/>).</summary>
    [Parameter]
    public SwitchParameter Line { get; set; }

    /// <summary>Writes the texts alone.</summary>
    [Parameter]
    public SwitchParameter Raw { get; set; }

    /// <summary>Writes the lines as they are written, until the job has ended and its logs are complete.</summary>
    [Parameter]
    public SwitchParameter Follow { get; set; }

    /// <summary>The maximum number of hosts of a step that are followed. Of a step with more, only the hosts that fail are.</summary>
    [Parameter]
    [Count(1, 1000)]
    public int MaxHosts { get; set; } = 50;

    /// <summary>The queue of batches. Only as many are in memory as are requested at a time.</summary>
    private OrderedOutput Logs => _logs ??= CreateQueue(windowFactor: 1);

    /// <inheritdoc/>
    private protected override void Process(JobTarget target)
    {
        if (Follow)
        {
            BkJobContext context = GetContext(target);
            _api = context.Api;
            _followed.Add(new FollowedJob(
                CreateQuery(target, context), context.Client, StepInstanceId ?? target.StepIds, CreateFilter(target)));
        }
        else
        {
            base.Process(target);
        }
    }

    /// <inheritdoc/>
    // The status of a host that was read is not requested again.
    private protected override bool IsSameRequest(JobTarget one, JobTarget other) =>
        base.IsSameRequest(one, other) && (one.Host is null) == (other.Host is null);

    /// <inheritdoc/>
    private protected override void ProcessSelected(IReadOnlyList<JobTarget> hosts)
    {
        if (hosts[0].Host is null || StepInstanceId is not null)
        {
            base.ProcessSelected(hosts);
        }
        else
        {
            EnqueueOutput(() => ProcessHosts(hosts[0], [.. hosts.Select(host => host.Host!).Where(IsWanted)]));
        }
    }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (Line && Raw)
        {
            ThrowTerminatingError(ErrorRecords.InvalidArgument(Messages.LineAndRaw, null, Messages.AdviceLineOrRaw));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (Follow)
        {
            FollowAll();
            WarnNotIdentified();
            return;
        }

        base.EndProcessing();
        Logs.Drain();
        if (_failedWithoutLog > 0)
        {
            WriteWarning(Messages.FormatWarnNoLog(_failedWithoutLog));
        }

        WarnNotIdentified();
    }

    /// <inheritdoc/>
    private protected override void ProcessHosts(JobTarget target, IEnumerable<StepIpStatus> hosts)
    {
        BkJobContext context = GetContext(target);
        _api = context.Api;
        JobInstanceQuery query = CreateQuery(target, context);
        var reader = new HostLogReader(context.Client, query.Scope, query.IsTraced);
        foreach (StepIpStatus[] batch in reader.CreateBatches(hosts))
        {
            Enqueue(Logs, query, (onRequestCompleted, stopping) => ReadAsync(query, reader, batch, onRequestCompleted, stopping));
        }
    }

    private void WarnNotIdentified()
    {
        if (_notIdentified > 0)
        {
            WriteWarning(Messages.FormatWarnNotIdentified(_notIdentified, _api, BkJobApi.EsbV3));
        }
    }

    /// <inheritdoc/>
    private protected override void ProcessJob(JobInstanceQuery query, JobInstance job)
    {
        if (job.Status == JobStatus.NotStarted)
        {
            WriteWarning(UserWait.FormatNoLogs(job, query.Scope));
        }
    }

    // A host is followed by its identity: its status changes.
    private Func<StepIpStatus, bool> CreateFilter(JobTarget target)
    {
        if (target.Host is { } selected)
        {
            var key = HostKey.Of(selected);
            return host => HostKey.Of(host).Matches(key) && IsWanted(host);
        }

        return target.HostRows is { } rows ? host => rows.Any(row => row.IsMatch(host)) && IsWanted(host) : IsWanted;
    }

    private void FollowAll()
    {
        try
        {
            new LogFollowing(ThrottleLimit, Tail, MaxHosts).Run(_followed, WriteFollowed, StopToken);
        }
        catch (OperationCanceledException) when (StopToken.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }

    private void WriteFollowed(FollowEvent what)
    {
        switch (what)
        {
            case LineRead { Line: var line }:
                MarkStep(line.JobInstanceId, line.StepInstanceId, line.StepName);
                WriteObject(Raw ? line.Text : line);
                break;
            case HostEnded { Host: var host }:
                MarkStep(host.JobInstanceId, host.StepInstanceId, host.StepName);
                WriteMarker(LogMarker.Format(host));
                break;
            case TooManyHosts { Step: var step, Count: var count }:
                WriteWarning(Messages.FormatWarnTooManyHosts(step.Id, count, MaxHosts));
                break;
            case HostsNotIdentified { Count: var count }:
                _notIdentified += count;
                break;
            case JobWaits waits:
                WriteWarning(UserWait.FormatFollow(waits.Job, waits.Query.Scope));
                break;
            case StepMissing missing:
                WriteError(ErrorRecords.StepNotFound(missing.StepInstanceId, [missing.Query.JobInstanceId], missing.Query.Scope));
                break;
            case FollowRetrying retrying:
                WriteVerbose(LogMarker.Format(retrying));
                break;
            case FollowFailed failed:
                WriteError(ErrorRecords.FromException(failed.Fault, failed.Query));
                break;
            case FollowRequestCompleted { Request: var request }:
                WriteTrace(request);
                break;
        }
    }

    // The same host can run several steps, and a line does not state which.
    private void MarkStep(long jobInstanceId, long stepInstanceId, string? name)
    {
        if (_markedStep is { } last && last != stepInstanceId)
        {
            WriteMarker(LogMarker.FormatStep(_followed.DistinctBy(job => job.Query).Count() > 1 ? jobInstanceId : null, stepInstanceId, name));
        }

        _markedStep = stepInstanceId;
    }

    private void WriteMarker(string text) => WriteInformation(new HostInformationMessage { Message = text }, LogMarker.Tags);

    private async Task<Action> ReadAsync(
        JobInstanceQuery query, HostLogReader reader, StepIpStatus[] batch, Action<RequestEvent> onRequestCompleted, CancellationToken stopping)
    {
        try
        {
            IReadOnlyList<HostLog> logs = await reader.ReadAsync(batch, onRequestCompleted, stopping).ConfigureAwait(false);
            return () => Write(logs);
        }
        catch (BkJobException e) when (e.Hint == ErrorHint.ResponseTooLarge && batch.Length > 1)
        {
            return () => WriteInPieces(query, reader, batch);
        }
    }

    // The logs of a batch can be larger than the memory, so its pieces are read and written one after another.
    private void WriteInPieces(JobInstanceQuery query, HostLogReader reader, StepIpStatus[] batch)
    {
        OrderedOutput pieces = CreateQueue(windowFactor: 1);
        foreach (StepIpStatus[] piece in batch.Chunk((batch.Length + PieceDivisor - 1) / PieceDivisor))
        {
            Enqueue(pieces, query, (onRequestCompleted, stopping) => ReadAsync(query, reader, piece, onRequestCompleted, stopping));
            pieces.Drain();
        }
    }

    private void Write(IReadOnlyList<HostLog> logs)
    {
        foreach (HostLog log in logs)
        {
            bool isRequestable = HostKey.Of(log.Host).IsRequestable;
            _notIdentified += isRequestable ? 0 : 1;
            _failedWithoutLog += isRequestable && log is { Content: null, Outcome: HostOutcome.Failed or HostOutcome.Terminated or HostOutcome.Unknown } ? 1 : 0;
            Write(log);
        }
    }

    private void Write(HostLog log)
    {
        string? text = log.Content is { } content && Tail > 0 ? LogText.GetTail(content, Tail) : log.Content;
        if (Raw)
        {
            WriteRaw(text);
        }
        else if (Line)
        {
            WriteLines(log, text);
        }
        else
        {
            WriteObject(Tail > 0 ? new HostLog(log.Host, log.Attempt, text, log.Files) : log);
        }
    }

    private void WriteRaw(string? text)
    {
        if (text is not null)
        {
            WriteObject(text);
        }
    }

    // The number of a line is that in the whole log, whatever -Tail selects.
    private void WriteLines(HostLog log, string? text)
    {
        if (text is null)
        {
            return;
        }

        long number = LogText.CountLines(log.Content!) - LogText.CountLines(text);
        foreach (string line in LogText.GetLines(text))
        {
            WriteObject(new LogLine(log.Host, log.Attempt, ++number, line));
        }
    }
}
