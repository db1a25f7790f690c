using BkJob.Protocol;

namespace BkJob.Transport;

/// <summary>
/// Sends requests over pooled connections. A failure on a reused connection proves nothing about the server: after a failover, every
/// pooled connection is stale, and is reset at its next request or stays silent. Such a request is retried on a new connection, and the
/// pool is replaced, so that no other request fails in the same way. Only reads are retried; a command is sent once, on a connection of
/// its own, which cannot be stale.
/// </summary>
internal sealed class PooledSender : IDisposable
{
    /// <summary>If a server resets every reused connection, its connections are not stale: the server has an error.</summary>
    private const int MaxRepeats = 3;

    /// <summary>Connections are replaced periodically, so that changes of DNS take effect.</summary>
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    private readonly BkJobClientOptions _options;
    private readonly object _gate = new();
    private readonly HashSet<ConnectionPool> _pools = [];
    private readonly ConnectionPool _commands;
    private volatile ConnectionPool _current;

    /// <summary>How long a reused connection may be silent, in ticks.</summary>
    private long _patience;
    private bool _isClosed;

    public PooledSender(BkJobClientOptions options)
    {
        _options = options;
        TimeSpan part = options.Timeout / 4;
        _patience = Math.Min(part.Ticks, options.StaleTimeout.Ticks);
        _current = Add();
        _commands = new ConnectionPool(options, connectionLifetime: TimeSpan.Zero);
        _pools.Add(_commands);
    }

    /// <summary>Sends a request and receives the headers of the response.</summary>
    /// <param name="kind">Determines whether it can be retried.</param>
    /// <param name="write">Writes the request; called again for a retry.</param>
    /// <param name="cancellation">A token to cancel the request.</param>
    public Task<HttpResponseMessage> SendAsync(RequestKind kind, Func<HttpRequestMessage> write, CancellationToken cancellation) =>
        kind == RequestKind.Command
            ? _commands.Reserve().SendAsync(write, new ConnectionUse(), cancellation)
            : SendReadAsync(write, cancellation);

    private async Task<HttpResponseMessage> SendReadAsync(Func<HttpRequestMessage> write, CancellationToken cancellation)
    {
        for (int repeats = 0; ; repeats++)
        {
            ConnectionPool pool = ReserveCurrent();
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

    // The connection was closed before a response. Errors while connecting, and invalid responses, do not indicate a stale connection.
    private static bool IsBroken(HttpRequestException e) =>
        e.HttpRequestError is HttpRequestError.ResponseEnded or HttpRequestError.Unknown && e.InnerException is IOException;

    private async Task<HttpResponseMessage> SendOnceAsync(
        ConnectionPool pool, ConnectionUse use, Func<HttpRequestMessage> write, CancellationToken cancellation)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task<HttpResponseMessage> response = pool.SendAsync(write, use, end.Token);

        // A pooled connection is assigned immediately: by now it is known whether the connection is reused.
        var patience = TimeSpan.FromTicks(Interlocked.Read(ref _patience));
        if (!use.IsReused || await RespondsInTimeAsync(response, patience).ConfigureAwait(false))
        {
            return await response.ConfigureAwait(false);
        }

        (HttpResponseMessage first, bool isSilentOne) =
            await RaceNewConnectionAsync(pool, response, end, write, cancellation).ConfigureAwait(false);
        if (isSilentOne)
        {
            // The server is slow and the connection is not stale: increase the time for the next one.
            Interlocked.Exchange(ref _patience, Math.Min(patience.Ticks * 2, _options.Timeout.Ticks));
        }

        return first;
    }

    // Real time instead of the injected clock, because this measures the network.
    private static async Task<bool> RespondsInTimeAsync(Task<HttpResponseMessage> response, TimeSpan patience)
    {
        using var responded = new CancellationTokenSource();
        bool isInTime = await Task.WhenAny(response, Task.Delay(patience, responded.Token)).ConfigureAwait(false) == response;
        await responded.CancelAsync().ConfigureAwait(false);
        return isInTime;
    }

    // Sends the request on a second connection in addition to a silent one, which may be slow instead of stale: the first response is used.
    private async Task<(HttpResponseMessage First, bool IsSilentOne)> RaceNewConnectionAsync(
        ConnectionPool stale, Task<HttpResponseMessage> silent, CancellationTokenSource silentEnd,
        Func<HttpRequestMessage> write, CancellationToken cancellation)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Replace(stale);
        Task<HttpResponseMessage> repeated = ReserveCurrent().SendAsync(write, new ConnectionUse(), end.Token);
        Task<HttpResponseMessage> first = await Task.WhenAny(silent, repeated).ConfigureAwait(false);
        Task<HttpResponseMessage> other = first == silent ? repeated : silent;
        if (!first.IsCompletedSuccessfully)
        {
            // One has failed: the other determines the result.
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

    // Under the lock, because a pool that another request replaces in between would be disposed of before this request is sent.
    private ConnectionPool ReserveCurrent()
    {
        lock (_gate)
        {
            return _current.Reserve();
        }
    }

    /// <summary>Makes a pool without the connections of the stale one the current one, once for all requests that found it stale.</summary>
    private void Replace(ConnectionPool stale)
    {
        lock (_gate)
        {
            if (_current == stale && !_isClosed)
            {
                _current = Add();
                _pools.Remove(stale);
                stale.Retire();
            }
        }
    }

    private ConnectionPool Add()
    {
        var pool = new ConnectionPool(_options, ConnectionLifetime);
        _pools.Add(pool);
        return pool;
    }
}
