using System.Management.Automation;
using BkJob.Transport;

namespace BkJob.Commands;

/// <summary>A cmdlet that asks about many job instances, several at a time, and writes what comes of it in the order of the input.</summary>
public abstract class BkJobAskCmdlet : BkJobInstanceCmdlet
{
    private OrderedTaskQueue<Asked>? _queue;

    private OrderedTaskQueue<Asked> Queue => _queue ??= new OrderedTaskQueue<Asked>(ThrottleLimit);

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
    private protected void Ask(JobInstanceQuery query, BkJobContext context, Action<JobInstance> write)
    {
        BkJobClient client = context.Client;
        CancellationToken stopping = StopToken;
        Add(() => AskAsync(client, query, write, stopping));
    }

    /// <summary>Reports input that can't be used, in the order of the input.</summary>
    private protected override void Reject(BkJobException fault, object? input) => WriteInTurn(() => base.Reject(fault, input));

    /// <summary>Writes what needs no question, when its turn comes.</summary>
    private protected void WriteInTurn(Action write) => Add(() => Task.FromResult(new Asked(write)));

    private void Add(Func<Task<Asked>> work)
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
        Asked next;
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

    private static async Task<Asked> AskAsync(
        BkJobClient client, JobInstanceQuery query, Action<JobInstance> write, CancellationToken stopping)
    {
        var requests = new List<RequestEvent>();
        try
        {
            JobInstance job = await client.GetJobInstanceAsync(query, requests.Add, stopping).ConfigureAwait(false);
            return new Asked(() => write(job)) { Requests = requests };
        }
        catch (BkJobException fault)
        {
            return new Asked(null) { Requests = requests, Error = BkJobErrors.Of(fault, query) };
        }
        catch (Exception e) when (!stopping.IsCancellationRequested)
        {
            // Whatever it is, it is the error of this job: the results of the others are not lost for it.
            return new Asked(null) { Requests = requests, Error = BkJobErrors.Of(UnexpectedErrors.FromException(e), query) };
        }
    }

    /// <summary>What came of a question, waiting for its turn.</summary>
    private sealed record Asked(Action? Write)
    {
        public IReadOnlyList<RequestEvent> Requests { get; init; } = [];

        public ErrorRecord? Error { get; init; }
    }
}
