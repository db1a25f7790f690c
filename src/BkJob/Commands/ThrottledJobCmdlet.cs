using BkJob.Transport;

namespace BkJob.Commands;

/// <summary>A cmdlet that requests many job instances, several at a time, and writes the results in the order of the input.</summary>
public abstract class ThrottledJobCmdlet : BkJobInstanceCmdlet
{
    /// <summary>How many results can wait for a slow one, as a multiple of the throttle limit.</summary>
    private const int WindowFactor = 8;

    private FairSlots? _throttle;
    private OrderedOutput? _queue;

    private OrderedOutput Queue => _queue ??= CreateQueue(WindowFactor);

    /// <inheritdoc/>
    protected override void EndProcessing() => Queue.Drain();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _throttle?.Dispose();
        }
    }

    /// <summary>Creates a queue. All queues of a cmdlet together send as many requests at a time as the throttle limit allows.</summary>
    /// <param name="windowFactor">How many results can be in it, as a multiple of the throttle limit.</param>
    private protected OrderedOutput CreateQueue(int windowFactor) =>
        new(
            _throttle ??= new FairSlots(ThrottleLimit, TimeProvider.System),
            checked(ThrottleLimit * windowFactor),
            WriteTrace,
            WriteError,
            StopToken);

    /// <summary>Requests a job instance.</summary>
    /// <param name="query">The job instance.</param>
    /// <param name="context">The context to read it with.</param>
    /// <param name="write">Writes the result, on the pipeline thread.</param>
    private protected void Enqueue(JobInstanceQuery query, BkJobContext context, Action<JobInstance> write)
    {
        BkJobClient client = context.Client;
        Enqueue(query, async (onRequestCompleted, stopping) =>
        {
            JobInstance job = await client.GetJobInstanceAsync(query, onRequestCompleted, stopping).ConfigureAwait(false);
            return () => write(job);
        });
    }

    /// <summary>Runs work on a job concurrently with that on other jobs.</summary>
    /// <param name="query">The job, which identifies it in errors.</param>
    /// <param name="work">Sends requests; its result writes the output, on the pipeline thread.</param>
    private protected void Enqueue(JobInstanceQuery query, Func<Action<RequestEvent>, CancellationToken, Task<Action>> work) =>
        Enqueue(Queue, query, work);

    /// <summary>Runs work on a job concurrently with the other work of a queue.</summary>
    private protected static void Enqueue(
        OrderedOutput queue, JobInstanceQuery query, Func<Action<RequestEvent>, CancellationToken, Task<Action>> work) =>
        queue.Add(work, fault => ErrorRecords.FromException(fault, query));

    /// <summary>Reports input that can't be used, in the order of the input.</summary>
    private protected override void Reject(BkJobException fault, object? input) => EnqueueOutput(() => base.Reject(fault, input));

    /// <summary>Enqueues output that needs no request.</summary>
    private protected void EnqueueOutput(Action write) => Queue.Add(write);
}
