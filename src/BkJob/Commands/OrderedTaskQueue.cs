using BkJob.Transport;

namespace BkJob;

/// <summary>
/// Work that runs several at a time and comes out in the order in which it went in. A slow one holds up those behind it only in
/// coming out, not in running, until a window of them is full.
/// </summary>
/// <typeparam name="T">What comes out.</typeparam>
internal sealed class OrderedTaskQueue<T>
{
    /// <summary>How many results may wait behind a slow one, as a multiple of what runs at a time.</summary>
    private const int WindowFactor = 8;

    private readonly Queue<Task<T>> _tasks = new();
    private readonly FairSlots _throttle;
    private readonly int _window;

    /// <summary>Creates an empty queue.</summary>
    /// <param name="throttleLimit">How many run at a time, 1 or more.</param>
    /// <param name="clock">The clock by which work hangs; the system's when null.</param>
    public OrderedTaskQueue(int throttleLimit, TimeProvider? clock = null)
    {
        _throttle = new FairSlots(throttleLimit, clock ?? TimeProvider.System);
        _window = checked(throttleLimit * WindowFactor);
    }

    /// <summary>Whether <see cref="Dequeue"/> has to be called before <see cref="Add"/>.</summary>
    public bool IsFull => _tasks.Count >= _window;

    /// <summary>Whether nothing is left to come out.</summary>
    public bool IsEmpty => _tasks.Count == 0;

    /// <summary>Whether the next one can be taken without waiting.</summary>
    public bool IsHeadCompleted => _tasks.TryPeek(out Task<T>? next) && next.IsCompleted;

    /// <summary>Adds work; it begins as soon as a slot is free.</summary>
    /// <param name="work">The work.</param>
    /// <param name="cancellation">A token to cancel the wait for a slot.</param>
    public void Add(Func<Task<T>> work, CancellationToken cancellation) => _tasks.Enqueue(RunAsync(work, cancellation));

    /// <summary>Waits for the next one and takes it out.</summary>
    /// <param name="cancellation">Ends the wait.</param>
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
            // Its duration says nothing of the server: retries and their pauses are part of it.
            _throttle.Leave(slot, hasResponse: false);
        }
    }
}
