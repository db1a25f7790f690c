using System.Management.Automation;
using System.Threading.Channels;

namespace BkJob.Commands;

/// <summary>Waits for job instances and writes each the moment it has ended.</summary>
// No default parameter set: PowerShell would take the Id of a piped object by name before it looks at the object itself.
[Cmdlet(VerbsLifecycle.Wait, "BkJobInstance")]
[OutputType(typeof(JobInstance), typeof(bool))]
public sealed class WaitBkJobInstanceCommand : BkJobInstanceCmdlet
{
    private readonly List<JobInstanceQuery> _queries = [];
    private readonly List<JobInstance> _finished = [];
    private readonly HashSet<(long Id, string Where)> _known = [];
    private WaitProgress? _progress;
    private bool _isAllWell = true;

    /// <summary>A job instance that was read. One that had ended comes out as it is, unasked, unless its hosts are wanted and missing.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByJob)]
    [ValidateNotNull]
    public JobInstance? JobInstance { get; set; }

    /// <summary>Seconds to wait at most, by the clock on the wall; -1 is for ever, 0 is one look.</summary>
    [Parameter]
    [Alias("TimeoutSec")]
    [ValidateTimeout]
    public double Timeout { get; set; } = -1;

    /// <summary>Seconds from one question about an instance to the next. Left out, they grow from 1 to 10 with the age of the wait.</summary>
    [Parameter]
    [ValidateRange(0.2, 86400.0)]
    public double PollInterval { get; set; }

    /// <summary>Ends the wait for all at the first that ends, of whatever outcome.</summary>
    [Parameter]
    public SwitchParameter Any { get; set; }

    /// <summary>Ends the wait for all at the first that ends without success.</summary>
    [Parameter]
    public SwitchParameter FailFast { get; set; }

    /// <summary>Writes an error beside each job instance that ends without success.</summary>
    [Parameter]
    public SwitchParameter ErrorOnFailure { get; set; }

    /// <summary>Writes a job instance that waits for a person at once, instead of a warning.</summary>
    [Parameter]
    public SwitchParameter StopAtConfirmation { get; set; }

    /// <summary>Writes one boolean instead of objects: whether all that was asked for succeeded.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <summary>Asks for the hosts too, once a job has ended. ESB v2 has no choice: it always sends them.</summary>
    [Parameter]
    public SwitchParameter IncludeHosts { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        switch (ParameterSetName)
        {
            case ByJob:
                Collect(JobInstance!.Id, JobInstance.Scope, JobInstance);
                break;
            case ByStep:
                Collect(StepInstance!.JobInstanceId, StepInstance.Scope);
                break;
            default:
                foreach (long id in Id)
                {
                    Collect(id, default);
                }

                break;
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        bool isEnough = false;
        foreach (JobInstance job in _finished)
        {
            var query = new JobInstanceQuery(job.Id, job.Scope);
            if (isEnough)
            {
                Handle(new WaitLeft(query, job));
                continue;
            }

            WriteArrived(query, job);
            isEnough = Any || (FailFast && job.Outcome != JobOutcome.Succeeded);
        }

        if (isEnough)
        {
            _queries.ForEach(query => Handle(new WaitLeft(query, null)));
        }
        else if (_queries.Count > 0)
        {
            Wait();
        }

        if (Quiet)
        {
            WriteObject(_isAllWell);
        }
    }

    /// <inheritdoc/>
    protected override void OnDone() => _progress?.Complete();

    private void Collect(long id, JobScope ofObject, JobInstance? job = null)
    {
        if (job is { IsFinished: true } && (job.HostsIncluded || !IncludeHosts))
        {
            if (_known.Add((id, Where(job.Scope))))
            {
                _finished.Add(job);
            }

            return;
        }

        JobScope scope = ResolveScope(ofObject);
        if (_known.Add((id, Where(scope))))
        {
            _queries.Add(QueryFor(id, scope));
        }
    }

    /// <summary>The same place under one name, whether it was given as a business or as a scope.</summary>
    private static string Where(JobScope scope) => scope.HasPair ? $"{scope.ScopeType} {scope.ScopeId}" : $"biz {scope.BizId}";

    private void Wait()
    {
        var options = new WaitOptions
        {
            Timeout = Timeout < 0 ? null : TimeSpan.FromSeconds(Timeout),
            PollInterval = PollInterval > 0 ? TimeSpan.FromSeconds(PollInterval) : null,
            ThrottleLimit = ThrottleLimit,
            Any = Any,
            FailFast = FailFast,
            StopAtConfirmation = StopAtConfirmation,
            IncludeHosts = IncludeHosts,
        };
        var waiter = new JobWaiter(ContextInUse.Connection, options);
        _progress = WaitProgress.For(this, _queries.Count);
        _progress?.Show();

        // Events cross to this thread by a channel: only here may anything be written.
        var events = Channel.CreateUnbounded<WaitEvent>(new UnboundedChannelOptions { SingleReader = true });
        Task run = Task.Run(async () =>
        {
            try
            {
                await waiter.RunAsync(_queries, what => events.Writer.TryWrite(what), StopToken).ConfigureAwait(false);
            }
            finally
            {
                events.Writer.Complete();
            }
        });
        HandleAll(events.Reader);
        run.GetAwaiter().GetResult();
    }

    private void HandleAll(ChannelReader<WaitEvent> events)
    {
        Task<bool> more = events.WaitToReadAsync(StopToken).AsTask();
        while (IsThereMore(more))
        {
            while (events.TryRead(out WaitEvent? what))
            {
                _progress?.Note(what);
                Handle(what);
            }

            _progress?.Show();
            more = events.WaitToReadAsync(StopToken).AsTask();
        }
    }

    /// <summary>Waits for the next event; the bars go on meanwhile, because a clock that stands still looks like a hang.</summary>
    private bool IsThereMore(Task<bool> more)
    {
        try
        {
            while (!more.Wait(TimeSpan.FromSeconds(1), StopToken))
            {
                _progress?.Show();
            }

            return more.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
    }

    private void Handle(WaitEvent what)
    {
        switch (what)
        {
            case JobArrived arrived:
                WriteArrived(arrived.Query, arrived.Job);
                WriteHostsFault(arrived);
                break;
            case JobStopped stopped:
                WriteWarning(WaitText.Of(stopped));
                break;
            case WaitGaveUp gaveUp:
                _isAllWell = false;
                WriteError(BkJobErrors.Unreadable(gaveUp.Fault, gaveUp.Query));
                break;
            case WaitTimedOut timedOut:
                _isAllWell = false;
                WriteError(BkJobErrors.WaitTimeout(timedOut, Timeout));
                break;
            case WaitLeft left:
                _isAllWell = false;
                WriteVerbose(WaitText.Of(left));
                break;
            case PollFailed failed:
                WriteVerbose(WaitText.Of(failed));
                break;
            case RequestMade made:
                WriteTrace(made.Request);
                break;
        }
    }

    private void WriteHostsFault(JobArrived arrived)
    {
        if (arrived.HostsFault is { } fault)
        {
            WriteError(BkJobErrors.HostsUnreadable(fault, arrived.Query));
        }
    }

    private void WriteArrived(JobInstanceQuery query, JobInstance job)
    {
        Remember(job);
        bool isWell = job.Outcome == JobOutcome.Succeeded;
        _isAllWell &= isWell;
        if (!Quiet)
        {
            WriteObject(job);
        }

        if (ErrorOnFailure && job.IsFinished && !isWell)
        {
            WriteError(BkJobErrors.InstanceFailed(query, job));
        }
    }
}
