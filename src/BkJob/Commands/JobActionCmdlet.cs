using System.Collections.Concurrent;
using System.Management.Automation;
using BkJob.Actions;

namespace BkJob.Commands;

/// <summary>
/// A cmdlet that acts on job instances or on their steps. Each job is read first, and an action that its state does not allow is an error
/// before anything is sent; then <c>ShouldProcess</c>; then the request, which is executed at most once.
/// </summary>
public abstract class JobActionCmdlet : ThrottledJobCmdlet
{
    private readonly HashSet<(ContextOrigin, JobScope, long JobId, string Steps)> _processed = [];
    private readonly HashSet<(ContextOrigin, long JobId, long? StepId)> _acted = [];
    private readonly ConcurrentDictionary<(JobInstanceQuery Query, JobAction Action), bool> _pending = new();
    private bool _isCompleted;
    private WaitedJobs? _waited;

    /// <summary>Waits until the job has finished.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>Seconds to wait at most, with <see cref="Wait"/>; -1 for no limit.</summary>
    [Parameter]
    [Seconds(0, SecondsAttribute.MaxTimerSeconds, AllowIndefinite = true)]
    public double Timeout { get; set; } = -1;

    /// <summary>Writes the job as it was read after the action.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    private protected override bool ChangesState => true;

    /// <summary>Whether the prompt names hosts with a status. The objects of the others are not needed.</summary>
    private protected virtual bool IsAffected(IpStatus status) => status.ToOutcome() != HostOutcome.Succeeded;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        RejectTimeoutWithoutWait();
    }

    /// <summary>The steps that the command line or the input selects; null if none are selected.</summary>
    private protected virtual long[]? GetSteps(JobTarget target) => null;

    /// <summary>Selects the actions on a job. What can't be acted on is an error.</summary>
    /// <param name="query">Identifies the job in errors.</param>
    /// <param name="job">The job, which was just read.</param>
    /// <param name="steps">The selected steps; null if none are selected.</param>
    private protected abstract IEnumerable<JobAction> SelectActions(JobInstanceQuery query, JobInstance job, long[]? steps);

    /// <inheritdoc/>
    private protected override void Process(JobTarget target)
    {
        BkJobContext context = GetContext(target);
        JobInstanceQuery query = CreateQuery(target, context) with { IsOfCommand = true };
        long[]? steps = GetSteps(target);

        // Several hosts of a step identify the same step, which is read once.
        if (!_processed.Add((context.Origin, query.Scope, query.JobInstanceId, steps is null ? "" : string.Join(',', steps.Order())))
            || Read(query, context) is not { } job)
        {
            return;
        }

        foreach (JobAction action in SelectActions(query, job, steps))
        {
            // However the input identifies a step, a second request would be a second action: the server accepts it until its engine has
            // executed the first one.
            if (_acted.Add((context.Origin, query.JobInstanceId, (action as StepAction)?.Step.Id)) && IsConfirmed(action, job, query, context))
            {
                Enqueue(query, (onRequestCompleted, stopping) => RunAsync(action, query, context, onRequestCompleted, stopping));
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        _waited?.Wait(Timeout, ThrottleLimit);
        _isCompleted = true;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (!disposing)
        {
            return;
        }

        _waited?.Dispose();
        if (!_isCompleted)
        {
            ReportPending();
        }
    }

    // Stopped, or ended by an error of another job. A pipeline that is stopped accepts no more output.
    private void ReportPending()
    {
        foreach ((JobInstanceQuery query, JobAction action) in _pending.Keys.OrderBy(pending => pending.Query.JobInstanceId))
        {
            Host.UI?.WriteWarningLine(ActionText.FormatStopped(action, query));
        }
    }

    /// <summary>Reads the job with the counts of its hosts; null if that fails, which is an error of this job.</summary>
    private JobInstance? Read(JobInstanceQuery query, BkJobContext context)
    {
        var requests = new List<RequestEvent>();
        try
        {
            JobInstanceQuery hosts = query with { IncludeHosts = true, HostFilter = IsAffected };
            return context.Client.GetJobInstanceAsync(hosts, requests.Add, StopToken).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (StopToken.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        catch (BkJobException fault)
        {
            EnqueueError(ErrorRecords.FromException(fault.WithMessage(fault.Message, delivery: Delivery.NotExecuted), query));
            return null;
        }
        finally
        {
            requests.ForEach(WriteTrace);
        }
    }

    /// <summary>Writes an error in the order of the input.</summary>
    private protected void EnqueueError(ErrorRecord error) => EnqueueOutput(() => WriteError(error));

    private bool IsConfirmed(JobAction action, JobInstance job, JobInstanceQuery query, BkJobContext context)
    {
        bool? isConfirmed = Confirm(() => ShouldProcess(ActionTarget.Format(action, job, query.Scope, context), ActionText.Get(action)));
        if (isConfirmed is null)
        {
            EnqueueError(ActionErrors.ConfirmationNotPossible(query, MyInvocation.MyCommand.Name));
        }

        return isConfirmed is true;
    }

    private async Task<Action> RunAsync(
        JobAction action, JobInstanceQuery query, BkJobContext context, Action<RequestEvent> onRequestCompleted, CancellationToken stopping)
    {
        ActedJobs.Add(context.Origin, query.JobInstanceId);
        _pending[(query, action)] = true;
        try
        {
            JobActionResult result = await new JobActionRunner(context.Client, query, onRequestCompleted, PollClock.Current)
                .RunAsync(action, stopping).ConfigureAwait(false);
            return () => Complete(action, query, context, result);
        }
        catch (BkJobException)
        {
            // The error states what is known.
            _pending.TryRemove((query, action), out _);
            throw;
        }
    }

    private void Complete(JobAction action, JobInstanceQuery query, BkJobContext context, JobActionResult result)
    {
        _pending.TryRemove((query, action), out _);
        if (result.Effect != ActionEffect.Executed)
        {
            // The job as it was read can be that before the action.
            ActedJobs.Add(context.Origin, query.JobInstanceId);
            WriteWarning(ActionText.FormatNoEffect(action, query, result));
        }

        if (Wait && !result.Job.IsFinished)
        {
            AddToHistory(result.Job);
            _waited ??= new WaitedJobs(new WaitLoop(this, IsLogRead, WriteVerbose, StopToken), new JobStreams(WriteJob, WriteError, WriteWarning, WriteVerbose, WriteTrace));
            _waited.Add(query, context, result.Job);
        }
        else
        {
            WriteJob(result.Job);
        }
    }

    private void WriteJob(JobInstance job)
    {
        AddToHistory(job);
        if (PassThru)
        {
            WriteObject(job);
        }
    }
}
