using System.Diagnostics.CodeAnalysis;

namespace BkJob;

/// <summary>
/// Passes the events of a wait to the pipeline thread, the only one that can write. The pipeline can be slow while a thousand jobs are
/// polled: unread events are not kept, only the latest status of a job is, and the log is limited.
/// </summary>
/// <param name="isLogRead">Whether requests are logged (-Verbose, -Debug).</param>
/// <param name="isStatusRead">Whether the status of running jobs is displayed (progress).</param>
internal sealed class WaitEventQueue(bool isLogRead, bool isStatusRead) : IDisposable
{
    /// <summary>The maximum number of pending log events.</summary>
    public const int MaxLogEvents = 1000;

    private readonly object _gate = new();
    private readonly Queue<Slot> _slots = new();
    private readonly Dictionary<(JobInstanceQuery Query, Type Type), Slot> _latest = [];
    private readonly SemaphoreSlim _signal = new(0, 1);
    private int _logEvents;
    private int _dropped;
    private bool _isCompleted;

    /// <summary>The number of pending events.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _slots.Count;
            }
        }
    }

    /// <summary>Adds an event, on any thread.</summary>
    public void Add(WaitEvent what)
    {
        lock (_gate)
        {
            switch (what)
            {
                case RequestCompleted:
                case PollRetrying when isLogRead:
                    AddToLog(what);
                    break;
                case JobPolled or PollRetrying:
                    if (isStatusRead)
                    {
                        Replace(what, typeof(JobPolled));
                    }

                    break;
                case ConfirmationRequired:
                    Replace(what, typeof(ConfirmationRequired));
                    break;
                default:
                    Forget(what.Query, typeof(JobPolled));
                    _slots.Enqueue(new Slot(what));
                    break;
            }

            Signal();
        }
    }

    /// <summary>Marks the queue as complete.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            _isCompleted = true;
            Signal();
        }
    }

    /// <summary>Takes the next pending event.</summary>
    public bool TryTake([NotNullWhen(true)] out WaitEvent? what)
    {
        lock (_gate)
        {
            what = null;
            while (what is null && _slots.TryDequeue(out Slot? slot))
            {
                what = slot.Event;
                slot.IsTaken = true;
            }

            _logEvents -= IsOfLog(what) ? 1 : 0;
            return what is not null;
        }
    }

    /// <summary>Returns the number of log events that were dropped since the last call.</summary>
    public int TakeDropped()
    {
        lock (_gate)
        {
            int dropped = _dropped;
            _dropped = 0;
            return dropped;
        }
    }

    /// <summary>Waits for an event or the end.</summary>
    /// <param name="timeout">The timeout.</param>
    /// <param name="cancellation">A token to cancel the wait.</param>
    /// <returns>False if the queue is complete.</returns>
    public bool WaitForMore(TimeSpan timeout, CancellationToken cancellation)
    {
        // One signal can represent both an event and the following end, so the end is checked first.
        if (!HasMore(out bool isCompleted) && !isCompleted)
        {
            _signal.Wait(timeout, cancellation);
        }

        return HasMore(out isCompleted) || !isCompleted;
    }

    /// <summary>Disposes of the signal; the wait has already ended.</summary>
    public void Dispose() => _signal.Dispose();

    private bool HasMore(out bool isCompleted)
    {
        lock (_gate)
        {
            isCompleted = _isCompleted;
            return _slots.Count > 0;
        }
    }

    private bool IsOfLog(WaitEvent? what) => what is RequestCompleted || (what is PollRetrying && isLogRead);

    private void AddToLog(WaitEvent what)
    {
        if (!isLogRead)
        {
            return;
        }

        if (_logEvents == MaxLogEvents)
        {
            _dropped++;
            return;
        }

        _logEvents++;
        _slots.Enqueue(new Slot(what));
    }

    /// <summary>Replaces an older event of the same type.</summary>
    private void Replace(WaitEvent what, Type type)
    {
        if (_latest.TryGetValue((what.Query, type), out Slot? pending) && !pending.IsTaken)
        {
            pending.Event = what;
            return;
        }

        var slot = new Slot(what);
        _latest[(what.Query, type)] = slot;
        _slots.Enqueue(slot);
    }

    /// <summary>Removes pending events of a job that has finished.</summary>
    private void Forget(JobInstanceQuery query, Type type)
    {
        if (_latest.Remove((query, type), out Slot? pending) && !pending.IsTaken)
        {
            pending.Event = null;
        }
    }

    private void Signal()
    {
        if (_signal.CurrentCount == 0)
        {
            _signal.Release();
        }
    }

    private sealed class Slot(WaitEvent what)
    {
        public WaitEvent? Event { get; set; } = what;

        public bool IsTaken { get; set; }
    }
}
