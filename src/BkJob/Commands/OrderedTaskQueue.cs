using BkJob.Transport;

namespace BkJob;

/// <summary>
/// Runs tasks concurrently and returns their results in the order in which they were added. A slow task delays the results of later tasks,
/// but not their execution, until a window of them is full.
/// </summary>
/// <typeparam name="T">The result of a task.</typeparam>
internal sealed class OrderedTaskQueue<T>
{
    /// <summary>How many results can wait for a slow one, as a multiple of the throttle limit.</summary>
    private const int WindowFactor = 8;

    private readonly Queue<Task<T>> _tasks = new();
    private readonly FairSlots _throttle;
    private readonly int _window;

    /// <summary>Creates an empty queue.</summary>
    /// <param name="throttleLimit">The maximum number of concurrent tasks, 1 or more.</param>
    /// <param name="clock">The clock that determines whether a task hangs; null for the system clock.</param>
    public OrderedTaskQueue(int throttleLimit, TimeProvider? clock = null)
        : this(new FairSlots(throttleLimit, clock ?? TimeProvider.System), checked(throttleLimit * WindowFactor))
    {
    }

    /// <summary>Creates an empty queue that shares its slots with another one.</summary>
    /// <param name="throttle">The slots.</param>
    /// <param name="window">The maximum number of results, pending or available.</param>
    public OrderedTaskQueue(FairSlots throttle, int window) => (_throttle, _window) = (throttle, window);

    /// <summary>Whether <see cref="Dequeue"/> must be called before <see cref="Add"/>.</summary>
    public bool IsFull => _tasks.Count >= _window;

    /// <summary>Whether no result is pending.</summary>
    public bool IsEmpty => _tasks.Count == 0;

    /// <summary>Whether the next result is available.</summary>
    public bool IsHeadCompleted => _tasks.TryPeek(out Task<T>? next) && next.IsCompleted;

    /// <summary>Adds a task, which starts as soon as a slot is free.</summary>
    /// <param name="work">The task.</param>
    /// <param name="cancellation">A token to cancel the wait for a slot.</param>
    public void Add(Func<Task<T>> work, CancellationToken cancellation) => _tasks.Enqueue(RunAsync(work, cancellation));

    /// <summary>Waits for the next result and removes it.</summary>
    /// <param name="cancellation">A token to cancel the wait.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    public T Dequeue(CancellationToken cancellation)
    {
        Task<T> next = _tasks.Dequeue();
        return next.WaitAsync(cancellation).GetAwaiter().GetResult();
    }

    private async Task<T> RunAsync(Func<Task<T>> work, CancellationToken cancellation)
    {
        FairSlots.Slot slot = await _throttle.EnterAsync(cancellation).ConfigureAwait(false);
        try
        {
            // A slot may become free and the work be cancelled at the same time.
            cancellation.ThrowIfCancellationRequested();
            return await work().ConfigureAwait(false);
        }
        finally
        {
            // Its duration does not measure the server: it includes retries and their delays.
            _throttle.Leave(slot, hasResponse: false);
        }
    }
}
