using System.Management.Automation;
using BkJob.Actions;

namespace BkJob.Commands;

/// <summary>
/// A cmdlet that changes the state of job instances. Each job is read first, and an action that its state does not allow is an error
/// before anything is sent; then <c>ShouldProcess</c>; then the request, which is executed at most once.
/// </summary>
public abstract class JobActionCmdlet : ThrottledJobCmdlet
{
    /// <summary>Waits until the job has finished.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>Seconds to wait at most, with <see cref="Wait"/>; -1 for no limit.</summary>
    [Parameter]
    [Alias("TimeoutSec")]
    [Seconds(0, SecondsAttribute.MaxTimerSeconds, AllowIndefinite = true)]
    public double Timeout { get; set; } = -1;

    /// <summary>Writes the job as it was read after the action.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>The action.</summary>
    private protected abstract JobAction Action { get; }

    /// <summary>The name of the action for ShouldProcess.</summary>
    private protected abstract string ActionText { get; }

    /// <inheritdoc/>
    private protected override void Process(JobTarget target)
    {
        BkJobContext context = GetContext(target);
        JobInstanceQuery query = CreateQuery(target, context);
        if (Read(query, context) is not { } job)
        {
            return;
        }

        if (!Action.IsAllowed(job))
        {
            EnqueueOutput(() => WriteError(ErrorRecords.OperationNotAllowed(query, job, Action)));
        }
        else if (ShouldProcess(ActionTarget.Format(job, query.Scope, context), ActionText))
        {
            Enqueue(query, (onRequestCompleted, stopping) => RunAsync(query, context, onRequestCompleted, stopping));
        }
    }

    /// <summary>Reads the job; null if that fails, which is an error of this job.</summary>
    private JobInstance? Read(JobInstanceQuery query, BkJobContext context)
    {
        var requests = new List<RequestEvent>();
        try
        {
            return context.Client.GetJobInstanceAsync(query, requests.Add, StopToken).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (StopToken.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        catch (BkJobException fault)
        {
            EnqueueOutput(() => WriteError(ErrorRecords.FromException(fault, query)));
            return null;
        }
        finally
        {
            requests.ForEach(WriteTrace);
        }
    }

    private async Task<Action> RunAsync(
        JobInstanceQuery query, BkJobContext context, Action<RequestEvent> onRequestCompleted, CancellationToken stopping)
    {
        JobActionResult result = await new JobActionRunner(context.Client, query, onRequestCompleted)
            .RunAsync(Action, stopping).ConfigureAwait(false);
        ErrorRecord? waitError = null;
        JobInstance job = result.Job;
        if (Wait && !job.IsFinished)
        {
            (job, waitError) = await WaitAsync(query, context, job, onRequestCompleted, stopping).ConfigureAwait(false);
        }

        return () => Write(query, result with { Job = job }, waitError);
    }

    private void Write(JobInstanceQuery query, JobActionResult result, ErrorRecord? waitError)
    {
        if (!result.IsEffectSeen)
        {
            WriteWarning(Messages.FormatWarnNoEffect(ActionText, query.JobInstanceId, query.Scope, result.Job.Status));
        }

        AddToHistory(result.Job);
        if (PassThru)
        {
            WriteObject(result.Job);
        }

        if (waitError is not null)
        {
            WriteError(waitError);
        }
    }

    private async Task<(JobInstance Job, ErrorRecord? Error)> WaitAsync(
        JobInstanceQuery query, BkJobContext context, JobInstance job, Action<RequestEvent> onRequestCompleted, CancellationToken stopping)
    {
        ErrorRecord? error = null;
        var options = new WaitOptions { Timeout = Timeout < 0 ? null : TimeSpan.FromSeconds(Timeout) };
        await new JobWaiter(context.Client, options).RunAsync([query], what =>
        {
            switch (what)
            {
                case JobCompleted completed: job = completed.Job; break;
                case JobPolled polled: job = polled.Job; break;
                case WaitTimedOut timedOut: error = ErrorRecords.WaitTimeout(timedOut, Timeout); break;
                case PollingFailed failed: error = ErrorRecords.Unreadable(failed); break;
                case RequestCompleted completed: onRequestCompleted(completed.Request); break;
            }
        }, stopping).ConfigureAwait(false);
        return (job, error);
    }
}
