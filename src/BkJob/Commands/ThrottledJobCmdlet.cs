using System.Management.Automation;
using BkJob.Transport;

namespace BkJob.Commands;

/// <summary>A cmdlet that requests many job instances, several at a time, and writes the results in the order of the input.</summary>
public abstract class ThrottledJobCmdlet : BkJobInstanceCmdlet
{
    private OrderedTaskQueue<PendingResult>? _queue;

    private OrderedTaskQueue<PendingResult> Queue => _queue ??= new OrderedTaskQueue<PendingResult>(ThrottleLimit);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        while (!Queue.IsEmpty)
        {
            WriteNext();
        }
    }

    /// <summary>Requests a job instance.</summary>
    /// <param name="query">Which one.</param>
    /// <param name="context">The context to read it with.</param>
    /// <param name="write">Writes the result, on the pipeline thread.</param>
    private protected void Enqueue(JobInstanceQuery query, BkJobContext context, Action<JobInstance> write)
    {
        BkJobClient client = context.Client;
        CancellationToken stopping = StopToken;
        Add(() => InvokeAsync(client, query, write, stopping));
    }

    /// <summary>Reports input that can't be used, in the order of the input.</summary>
    private protected override void Reject(BkJobException fault, object? input) => EnqueueOutput(() => base.Reject(fault, input));

    /// <summary>Enqueues output that needs no request.</summary>
    private protected void EnqueueOutput(Action write) => Add(() => Task.FromResult(new PendingResult(write)));

    private void Add(Func<Task<PendingResult>> work)
    {
        if (Queue.IsFull)
        {
            WriteNext();
        }

        Queue.Add(work, StopToken);
        while (Queue.IsHeadCompleted)
        {
            WriteNext();
        }
    }

    private void WriteNext()
    {
        PendingResult next;
        try
        {
            next = Queue.Dequeue(StopToken);
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }

        foreach (RequestEvent request in next.Requests)
        {
            WriteTrace(request);
        }

        if (next.Error is not null)
        {
            WriteError(next.Error);
        }

        next.Write?.Invoke();
    }

    private static async Task<PendingResult> InvokeAsync(
        BkJobClient client, JobInstanceQuery query, Action<JobInstance> write, CancellationToken stopping)
    {
        var requests = new List<RequestEvent>();
        try
        {
            JobInstance job = await client.GetJobInstanceAsync(query, requests.Add, stopping).ConfigureAwait(false);
            return new PendingResult(() => write(job)) { Requests = requests };
        }
        catch (BkJobException fault)
        {
            return new PendingResult(null) { Requests = requests, Error = ErrorRecords.FromException(fault, query) };
        }
        catch (Exception e) when (!stopping.IsCancellationRequested)
        {
            // Whatever it is, it is the error of this job: the results of the others are not lost for it.
            return new PendingResult(null) { Requests = requests, Error = ErrorRecords.FromException(UnexpectedErrors.FromException(e), query) };
        }
    }

    /// <summary>The result of a request that waits for its turn.</summary>
    private sealed record PendingResult(Action? Write)
    {
        public IReadOnlyList<RequestEvent> Requests { get; init; } = [];

        public ErrorRecord? Error { get; init; }
    }
}
