using BkJob.Transport;

namespace BkJob;

/// <summary>
/// Work that runs several at a time and comes out in the order in which it went in. A slow one holds up those behind it only in
/// coming out, not in running, until a window of them is full.
/// </summary>
/// <typeparam name="T">What comes out.</typeparam>
internal sealed class OrderedQueue<T>
{
    /// <summary>How many results may wait behind a slow one, as a multiple of what runs at a time.</summary>
    private const int WindowFactor = 8;

    private readonly Queue<Task<T>> _tasks = new();
    private readonly FairSlots _places;
    private readonly int _window;

    /// <summary>Makes an empty queue.</summary>
    /// <param name="throttleLimit">How many run at a time, 1 or more.</param>
    /// <param name="clock">The clock by which work hangs; the system's when null.</param>
    public OrderedQueue(int throttleLimit, TimeProvider? clock = null)
    {
        _places = new FairSlots(throttleLimit, clock ?? TimeProvider.System);
        _window = checked(throttleLimit * WindowFactor);
    }

    /// <summary>Whether <see cref="TakeNext"/> has to be called before <see cref="Add"/>.</summary>
    public bool IsFull => _tasks.Count >= _window;

    /// <summary>Whether nothing is left to come out.</summary>
    public bool IsEmpty => _tasks.Count == 0;

    /// <summary>Whether the next one can be taken without waiting.</summary>
    public bool IsNextReady => _tasks.TryPeek(out Task<T>? next) && next.IsCompleted;

    /// <summary>Adds work; it begins as soon as a place is free.</summary>
    /// <param name="work">The work.</param>
    /// <param name="cancellation">Ends the wait for a place.</param>
    public void Add(Func<Task<T>> work, CancellationToken cancellation) => _tasks.Enqueue(RunAsync(work, cancellation));

    /// <summary>Waits for the next one and takes it out.</summary>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    public T TakeNext(CancellationToken cancellation)
    {
        Task<T> next = _tasks.Dequeue();
        return next.WaitAsync(cancellation).GetAwaiter().GetResult();
    }

    private async Task<T> RunAsync(Func<Task<T>> work, CancellationToken cancellation)
    {
        FairSlots.Slot place = await _places.EnterAsync(cancellation).ConfigureAwait(false);
        try
        {
            // A place may become free and the work be cancelled at the same time.
            cancellation.ThrowIfCancellationRequested();
            return await work().ConfigureAwait(false);
        }
        finally
        {
            // Its duration says nothing of the server: retries and their pauses are part of it.
            _places.Leave(place, hasResponse: false);
        }
    }
}
