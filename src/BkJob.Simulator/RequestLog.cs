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

    /// <summary>Counts the requests of an operation.</summary>
    /// <param name="operation">The operation, such as operate_step_instance.</param>
    /// <param name="jobInstanceId">The job; null for all.</param>
    /// <returns>How many of <see cref="All"/> there are, whether they were executed or not.</returns>
    public int Count(string operation, long? jobInstanceId = null) => All.Count(request =>
        request.Operation == operation && (jobInstanceId is null || request.JobInstanceId == jobInstanceId));

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

/// <summary>A request as it was received, including its secrets: they are demo secrets, and tests search for them.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path, decoded.</param>
/// <param name="Query">The query string without its question mark, unchanged.</param>
/// <param name="Headers">The headers; names are case-insensitive.</param>
/// <param name="Body">The body as text.</param>
/// <param name="Operation">The last segment of the path, which names the operation where there is one.</param>
/// <param name="JobInstanceId">The requested job; null if none could be read.</param>
/// <param name="At">When it was received, on the simulator's clock.</param>
public sealed record RecordedRequest(
    string Method,
    string Path,
    string Query,
    IReadOnlyDictionary<string, string> Headers,
    string Body,
    string Operation,
    long? JobInstanceId,
    DateTimeOffset At);
