namespace BkJob.Transport;

/// <summary>
/// Sends requests over pooled connections. A failure on a reused connection says nothing about the server: after a fail-over every pooled
/// connection is stale, each is reset at its next request or stays silent. Such a request is repeated on a new connection, and the pool
/// is replaced, so that no other request has to find out again. Every request of this module is a read, which may be repeated.
/// </summary>
internal sealed class PooledSender : IDisposable
{
    /// <summary>A server that resets each reused connection is not stale but broken.</summary>
    private const int MaxRepeats = 3;

    private readonly BkJobClientOptions _options;
    private readonly object _gate = new();
    private readonly HashSet<ConnectionPool> _pools = [];
    private ConnectionPool _current;
    private TimeSpan _patience;
    private bool _isClosed;

    public PooledSender(BkJobClientOptions options)
    {
        _options = options;
        TimeSpan part = options.Timeout / 4;
        _patience = part < options.StaleTimeout ? part : options.StaleTimeout;
        _current = Add();
    }

    /// <summary>Sends a request and receives the head of the response.</summary>
    /// <param name="write">Writes the request; again when it has to be repeated.</param>
    /// <param name="cancellation">A token to cancel the request.</param>
    public async Task<HttpResponseMessage> SendAsync(Func<HttpRequestMessage> write, CancellationToken cancellation)
    {
        for (int repeats = 0; ; repeats++)
        {
            ConnectionPool pool = _current;
            var use = new ConnectionUse();
            try
            {
                return await SendOnceAsync(pool, use, write, cancellation).ConfigureAwait(false);
            }
            catch (HttpRequestException e) when (use.IsReused && repeats < MaxRepeats && IsBroken(e))
            {
                Replace(pool);
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isClosed = true;
            foreach (ConnectionPool pool in _pools)
            {
                pool.Dispose();
            }
        }
    }

    /// <summary>The connection broke before a response; what fails while connecting, or responds wrongly, is not stale.</summary>
    private static bool IsBroken(HttpRequestException e) =>
        e.HttpRequestError is HttpRequestError.ResponseEnded or HttpRequestError.Unknown && e.InnerException is IOException;

    private async Task<HttpResponseMessage> SendOnceAsync(
        ConnectionPool pool, ConnectionUse use, Func<HttpRequestMessage> write, CancellationToken cancellation)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task<HttpResponseMessage> response = pool.SendAsync(write(), use, end.Token);

        // A pooled connection is taken at once: by now it is known whether this is one.
        TimeSpan patience = _patience;
        if (!use.IsReused || await RespondsInTimeAsync(response, patience).ConfigureAwait(false))
        {
            return await response.ConfigureAwait(false);
        }

        (HttpResponseMessage first, bool isSilentOne) =
            await RaceNewConnectionAsync(pool, response, end, write, cancellation).ConfigureAwait(false);
        if (isSilentOne)
        {
            // The server is slow, and the connection not stale: the next one gets more time.
            _patience = patience * 2 < _options.Timeout ? patience * 2 : _options.Timeout;
        }

        return first;
    }

    // In real time, because what is measured is the network and not a schedule.
    private static async Task<bool> RespondsInTimeAsync(Task<HttpResponseMessage> response, TimeSpan patience)
    {
        using var responded = new CancellationTokenSource();
        bool isInTime = await Task.WhenAny(response, Task.Delay(patience, responded.Token)).ConfigureAwait(false) == response;
        await responded.CancelAsync().ConfigureAwait(false);
        return isInTime;
    }

    /// <summary>Sends the request on a new connection beside a silent one, which may be slow and not stale: the first response counts.</summary>
    private async Task<(HttpResponseMessage First, bool IsSilentOne)> RaceNewConnectionAsync(
        ConnectionPool stale, Task<HttpResponseMessage> silent, CancellationTokenSource silentEnd,
        Func<HttpRequestMessage> write, CancellationToken cancellation)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task<HttpResponseMessage> repeated = Replace(stale).SendAsync(write(), new ConnectionUse(), end.Token);
        Task<HttpResponseMessage> first = await Task.WhenAny(silent, repeated).ConfigureAwait(false);
        Task<HttpResponseMessage> other = first == silent ? repeated : silent;
        if (!first.IsCompletedSuccessfully)
        {
            // One has failed: what becomes of the request is up to the other.
            (first, other) = (other, first);
            await Task.WhenAny(first).ConfigureAwait(false);
        }

        await (first == silent ? end : silentEnd).CancelAsync().ConfigureAwait(false);
        Discard(other);
        return (await first.ConfigureAwait(false), first == silent);
    }

    private static void Discard(Task<HttpResponseMessage> late) => _ = late.ContinueWith(
        static done => _ = done.IsCompletedSuccessfully ? Release(done.Result) : done.Exception as object,
        CancellationToken.None,
        TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);

    private static object? Release(HttpResponseMessage response)
    {
        response.Dispose();
        return null;
    }

    /// <summary>A pool without the connections of the stale one; the same for all requests that found it stale.</summary>
    private ConnectionPool Replace(ConnectionPool stale)
    {
        lock (_gate)
        {
            if (_current == stale && !_isClosed)
            {
                _current = Add();
                _pools.Remove(stale);
                stale.Retire();
            }

            return _current;
        }
    }

    private ConnectionPool Add()
    {
        var pool = new ConnectionPool(_options);
        _pools.Add(pool);
        return pool;
    }
}
