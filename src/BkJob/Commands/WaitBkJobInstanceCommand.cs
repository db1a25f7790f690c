using System.Management.Automation;
using BkJob.Views;

namespace BkJob.Commands;

/// <summary>Waits until job instances finish, and returns each as soon as it finishes.</summary>
[Cmdlet(VerbsLifecycle.Wait, "BkJobInstance", DefaultParameterSetName = ByInput, HelpUri = ModulePage.Address)]
[OutputType(typeof(JobInstance), typeof(bool))]
public sealed class WaitBkJobInstanceCommand : BkJobInstanceCmdlet
{
    private readonly List<JobInstanceQuery> _queries = [];
    private readonly List<JobInstance> _finished = [];
    private readonly HashSet<(long Id, string Where, ContextOrigin? Origin)> _known = [];
    private readonly Dictionary<ContextOrigin, BkJobContext> _contexts = [];
    private UpstreamErrors? _upstream;
    private WaitLoop? _loop;
    private bool _isAllWell = true;

    /// <summary>Maximum wall-clock time of the wait, in seconds; -1 waits indefinitely, 0 polls once.</summary>
    [Parameter]
    [Alias("TimeoutSec")]
    [Seconds(0, SecondsAttribute.MaxTimerSeconds, AllowIndefinite = true)]
    public double Timeout { get; set; } = -1;

    /// <summary>Fixed polling interval in seconds. By default, it grows from 1 to 10 with the age of the wait.</summary>
    [Parameter]
    [Seconds(0.2, 86400)]
    public double PollInterval { get; set; }

    /// <summary>How many seconds the status of one job can remain unreadable before the wait for it is abandoned; -1 for no limit.</summary>
    [Parameter]
    [Seconds(0, SecondsAttribute.MaxTimerSeconds, AllowIndefinite = true)]
    public double OutageTimeout { get; set; } = 900;

    /// <summary>Returns when the first job finishes, whatever its outcome.</summary>
    [Parameter]
    public SwitchParameter Any { get; set; }

    /// <summary>Returns when the first job finishes without success.</summary>
    [Parameter]
    public SwitchParameter FailFast { get; set; }

    /// <summary>Writes an error for each job instance that finishes without success.</summary>
    [Parameter]
    public SwitchParameter ErrorOnFailure { get; set; }

    /// <summary>Returns a job instance awaiting manual confirmation immediately, instead of writing a warning.</summary>
    [Parameter]
    public SwitchParameter StopAtConfirmation { get; set; }

    /// <summary>
    /// Returns one bool instead of objects: true if at least one job was waited for, no input was rejected, no preceding command in the
    /// pipeline wrote an error, and all jobs succeeded.
    /// </summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <summary>Requests the hosts when a job has finished. ESB v2 always returns them.</summary>
    [Parameter]
    public SwitchParameter IncludeHosts { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _upstream = Quiet ? new UpstreamErrors(SessionState) : null;
    }

    /// <inheritdoc/>
    private protected override void Process(JobTarget target)
    {
        if (target.Job is { IsFinished: true } job && (job.HostsIncluded || !IncludeHosts))
        {
            if (_known.Add((job.Id, Where(job.Scope), target.Origin)))
            {
                _finished.Add(job);
            }

            return;
        }

        BkJobContext context = GetContext(target);
        JobInstanceQuery query = CreateQuery(target, context);
        if (_known.Add((target.Id, Where(query.Scope), context.Origin)))
        {
            _contexts[context.Origin] = context;
            _queries.Add(query);
        }
    }

    /// <inheritdoc/>
    private protected override void Reject(BkJobException fault, object? input)
    {
        _isAllWell = false;
        base.Reject(fault, input);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        // Before the wait: from here on, errors are those of this cmdlet.
        _isAllWell &= _known.Count > 0 && _upstream?.Any() is not true;
        bool isEnough = false;
        foreach (JobInstance job in _finished)
        {
            var query = new JobInstanceQuery(job.Id, job.Scope);
            if (isEnough)
            {
                Handle(new WaitCancelled(query, job));
                continue;
            }

            WriteCompleted(query, job);
            isEnough = Any || (FailFast && job.Outcome != JobOutcome.Succeeded);
        }

        if (isEnough)
        {
            _queries.ForEach(query => Handle(new WaitCancelled(query, null)));
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
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _loop?.Dispose();
    }

    /// <summary>Returns the same identifier for a scope, whether it was specified as a business or as a scope.</summary>
    private static string Where(JobScope scope) => scope.HasPair ? $"{scope.ScopeType} {scope.ScopeId}" : $"biz {scope.BizId}";

    private void Wait()
    {
        var options = new WaitOptions
        {
            Timeout = Timeout < 0 ? null : TimeSpan.FromSeconds(Timeout),
            PollInterval = PollInterval > 0 ? TimeSpan.FromSeconds(PollInterval) : null,
            OutageTimeout = OutageTimeout < 0 ? null : TimeSpan.FromSeconds(OutageTimeout),
            ThrottleLimit = ThrottleLimit,
            Any = Any,
            FailFast = FailFast,
            StopAtConfirmation = StopAtConfirmation,
            IncludeHosts = IncludeHosts,
        };
        _loop = new WaitLoop(this, IsLogRead, WriteVerbose, StopToken);
        _loop.Run(_queries, query => _contexts[(ContextOrigin)query.Origin!].Client, options, Handle);
    }

    private void Handle(WaitEvent what)
    {
        switch (what)
        {
            case JobCompleted completed:
                WriteCompleted(completed.Query, completed.Job);
                WriteHostsFault(completed);
                break;
            case ConfirmationRequired required:
                WriteWarning(UserWait.FormatWait(required.Job, required.Query.Scope));
                break;
            case PollingFailed failed:
                _isAllWell = false;
                WriteError(ErrorRecords.Unreadable(failed));
                break;
            case WaitTimedOut timedOut:
                _isAllWell = false;
                WriteError(ErrorRecords.WaitTimeout(timedOut, Timeout));
                break;
            case WaitCancelled cancelled:
                _isAllWell = false;
                WriteVerbose(WaitText.Format(cancelled));
                break;
            case PollRetrying retrying:
                WriteVerbose(WaitText.Format(retrying));
                break;
            case RequestCompleted completedRequest:
                WriteTrace(completedRequest.Request);
                break;
        }
    }

    private void WriteHostsFault(JobCompleted completed)
    {
        if (completed.HostsFault is { } fault)
        {
            WriteError(ErrorRecords.HostsUnreadable(fault, completed.Query));
        }
    }

    private void WriteCompleted(JobInstanceQuery query, JobInstance job)
    {
        AddToHistory(job);
        bool isWell = job.Outcome == JobOutcome.Succeeded;
        _isAllWell &= isWell;
        if (!Quiet)
        {
            // The view is selected only if the output is displayed; objects for the next command keep their type names.
            WriteObject(MyInvocation.PipelinePosition == MyInvocation.PipelineLength ? StreamedView.Select(job) : job);
        }

        if (ErrorOnFailure && job.IsFinished && !isWell)
        {
            WriteError(ErrorRecords.InstanceFailed(query, job));
        }
    }
}
