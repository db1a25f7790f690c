namespace BkJob.Simulator;

/// <summary>The requests to the APIs of the simulator, oldest first. Requests to the control API are not recorded.</summary>
public sealed class RequestLog
{
    // A simulator that runs for days must not grow with every poll.
    private const int Limit = 10_000;

    private readonly Lock _lock = new();
    private readonly Queue<RecordedRequest> _requests = new();
    private int _inFlight;
    private int _maxInFlight;

    /// <summary>The requests so far, at most the last 10 000.</summary>
    public IReadOnlyList<RecordedRequest> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _requests];
            }
        }
    }

    /// <summary>The number of requests in flight.</summary>
    public int InFlight
    {
        get
        {
            lock (_lock)
            {
                return _inFlight;
            }
        }
    }

    /// <summary>The maximum number of concurrent requests.</summary>
    public int MaxInFlight
    {
        get
        {
            lock (_lock)
            {
                return _maxInFlight;
            }
        }
    }

    /// <summary>Removes the requests and resets <see cref="MaxInFlight"/>.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _requests.Clear();
            _maxInFlight = _inFlight;
        }
    }

    internal void Begin(RecordedRequest request)
    {
        lock (_lock)
        {
            _requests.Enqueue(request);
            if (_requests.Count > Limit)
            {
                _requests.Dequeue();
            }

            _maxInFlight = Math.Max(_maxInFlight, ++_inFlight);
        }
    }

    internal void End()
    {
        lock (_lock)
        {
            _inFlight--;
        }
    }
}
