namespace BkJob.Transport;

/// <summary>
/// Limits the number of concurrent requests. A request that hangs does not block a slot: once it has taken much longer than usual and
/// others are waiting, its slot is passed to the next one while it continues.
/// </summary>
internal sealed class FairSlots(int limit, TimeProvider clock) : IDisposable
{
    /// <summary>How long a slot can be held, as a multiple of the usual duration of a request.</summary>
    private const double Patience = 4;

    private const double Weight = 0.1;

    private static readonly TimeSpan MinGrace = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxGrace = TimeSpan.FromSeconds(10);

    private readonly object _gate = new();
    private readonly LinkedList<Slot> _held = new();
    private readonly LinkedList<TaskCompletionSource<Slot>> _waiting = new();
    private TimeSpan _usual;
    private ITimer? _timer;

    private TimeSpan Grace => TimeSpan.FromTicks(Math.Clamp((long)(_usual.Ticks * Patience), MinGrace.Ticks, MaxGrace.Ticks));

    /// <summary>Waits for a slot, first come, first served.</summary>
    /// <param name="cancellation">A token to cancel the wait.</param>
    public async Task<Slot> EnterAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        LinkedListNode<TaskCompletionSource<Slot>> waiter;
        lock (_gate)
        {
            if (_held.Count < limit && _waiting.Count == 0)
            {
                return Hold();
            }

            waiter = _waiting.AddLast(new TaskCompletionSource<Slot>(TaskCreationOptions.RunContinuationsAsynchronously));
            WatchOldest();
        }

        using CancellationTokenRegistration registration = cancellation.Register(() => Leave(waiter, cancellation));
        return await waiter.Value.Task.ConfigureAwait(false);
    }

    /// <summary>Releases a slot.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="hasResponse">Whether a response was received: only then the duration is representative.</param>
    public void Leave(Slot slot, bool hasResponse)
    {
        lock (_gate)
        {
            if (hasResponse)
            {
                _usual += (clock.GetElapsedTime(slot.Since) - _usual) * Weight;
            }

            if (slot.Node is not null)
            {
                Free(slot);
                ServeNext();
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _timer?.Dispose();
            _timer = null;
        }
    }

    private void Leave(LinkedListNode<TaskCompletionSource<Slot>> waiter, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (waiter.List is not null)
            {
                _waiting.Remove(waiter);
                waiter.Value.SetCanceled(cancellation);
                StopWatching();
            }
        }
    }

    private Slot Hold()
    {
        var slot = new Slot(clock.GetTimestamp());
        slot.Node = _held.AddLast(slot);
        return slot;
    }

    private void Free(Slot slot)
    {
        _held.Remove(slot.Node!);
        slot.Node = null;
    }

    private void ServeNext()
    {
        while (_held.Count < limit && _waiting.First is { } waiter)
        {
            _waiting.RemoveFirst();
            waiter.Value.SetResult(Hold());
        }

        StopWatching();
    }

    private void StopWatching()
    {
        if (_waiting.Count == 0)
        {
            _timer?.Dispose();
            _timer = null;
        }
    }

    private void WatchOldest()
    {
        if (_timer is null && _held.First is { } oldest)
        {
            TimeSpan left = Grace - clock.GetElapsedTime(oldest.Value.Since);
            _timer = clock.CreateTimer(_ => PassOn(), null, left > TimeSpan.Zero ? left : TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
        }
    }

    private void PassOn()
    {
        lock (_gate)
        {
            if (_timer is null)
            {
                return;
            }

            _timer.Dispose();
            _timer = null;
            while (_waiting.Count > 0 && _held.First is { } oldest && clock.GetElapsedTime(oldest.Value.Since) >= Grace)
            {
                Free(oldest.Value);
                ServeNext();
            }

            if (_waiting.Count > 0)
            {
                WatchOldest();
            }
        }
    }

    /// <summary>A slot for one of the concurrent requests.</summary>
    /// <param name="since">When it was acquired.</param>
    internal sealed class Slot(long since)
    {
        public long Since => since;

        /// <summary>Its node in the list of held slots; null after it was passed on or released.</summary>
        public LinkedListNode<Slot>? Node { get; set; }
    }
}
