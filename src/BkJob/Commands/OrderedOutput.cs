using System.Management.Automation;
using BkJob.Transport;

namespace BkJob.Commands;

/// <summary>Requests that run concurrently, and whose output is written in the order in which they were added, on the pipeline thread.</summary>
/// <param name="throttle">The slots of the requests.</param>
/// <param name="window">The maximum number of results that can wait for a slow one.</param>
/// <param name="writeTrace">Writes a request to the verbose and debug streams.</param>
/// <param name="writeError">Writes an error.</param>
/// <param name="stopping">Cancelled when the pipeline stops.</param>
internal sealed class OrderedOutput(
    FairSlots throttle, int window, Action<RequestEvent> writeTrace, Action<ErrorRecord> writeError, CancellationToken stopping)
{
    private readonly OrderedTaskQueue<Result> _queue = new(throttle, window);

    /// <summary>Adds requests, and writes the results that are available.</summary>
    /// <param name="work">Sends requests; its result writes the output.</param>
    /// <param name="createError">Creates the error of a request that failed.</param>
    /// <exception cref="PipelineStoppedException">The pipeline was stopped.</exception>
    public void Add(Func<Action<RequestEvent>, CancellationToken, Task<Action>> work, Func<BkJobException, ErrorRecord> createError) =>
        Add(() => RunAsync(work, createError));

    /// <summary>Adds output that needs no request.</summary>
    /// <exception cref="PipelineStoppedException">The pipeline was stopped.</exception>
    public void Add(Action write) => Add(() => Task.FromResult(new Result(write)));

    /// <summary>Waits for all results, and writes them.</summary>
    /// <exception cref="PipelineStoppedException">The pipeline was stopped.</exception>
    public void Drain()
    {
        while (!_queue.IsEmpty)
        {
            WriteNext();
        }
    }

    private void Add(Func<Task<Result>> work)
    {
        if (_queue.IsFull)
        {
            WriteNext();
        }

        _queue.Add(work, stopping);
        while (_queue.IsHeadCompleted)
        {
            WriteNext();
        }
    }

    private void WriteNext()
    {
        Result next;
        try
        {
            next = _queue.Dequeue(stopping);
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }

        foreach (RequestEvent request in next.Requests)
        {
            writeTrace(request);
        }

        if (next.Error is not null)
        {
            writeError(next.Error);
        }

        next.Write?.Invoke();
    }

    private async Task<Result> RunAsync(
        Func<Action<RequestEvent>, CancellationToken, Task<Action>> work, Func<BkJobException, ErrorRecord> createError)
    {
        var requests = new List<RequestEvent>();
        try
        {
            return new Result(await work(requests.Add, stopping).ConfigureAwait(false)) { Requests = requests };
        }
        catch (BkJobException fault)
        {
            return new Result(null) { Requests = requests, Error = createError(fault) };
        }
        catch (Exception e) when (!stopping.IsCancellationRequested)
        {
            // Any exception is the error of this item only, so that the results of the others are not lost.
            return new Result(null) { Requests = requests, Error = createError(UnexpectedErrors.FromException(e)) };
        }
    }

    private sealed record Result(Action? Write)
    {
        public IReadOnlyList<RequestEvent> Requests { get; init; } = [];

        public ErrorRecord? Error { get; init; }
    }
}
