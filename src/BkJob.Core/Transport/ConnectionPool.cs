namespace BkJob.Transport;

/// <summary>
/// Reusable connections to the server. A request is reserved before it is sent; a retired pool is disposed of with its last request.
/// </summary>
internal sealed class ConnectionPool(BkJobClientOptions options, TimeSpan connectionLifetime) : IDisposable
{
    private readonly HttpClient _http = new(HttpHandlerFactory.Create(options, connectionLifetime)) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly object _gate = new();
    private int _reserved;
    private bool _isRetired;

    /// <summary>Announces a request: until it has been sent, the pool is not disposed of, even if it is retired.</summary>
    /// <returns>This pool.</returns>
    public ConnectionPool Reserve()
    {
        lock (_gate)
        {
            _reserved++;
        }

        return this;
    }

    /// <summary>Sends a request that was reserved, and receives the head of the response.</summary>
    public async Task<HttpResponseMessage> SendAsync(Func<HttpRequestMessage> write, ConnectionUse use, CancellationToken cancellation)
    {
        try
        {
            ConnectionUse.Current = use;
            return await _http.SendAsync(write(), HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>Closes the idle connections; requests that are being sent and bodies that are being read continue.</summary>
    public void Retire()
    {
        lock (_gate)
        {
            _isRetired = true;
            if (_reserved > 0)
            {
                return;
            }
        }

        _http.Dispose();
    }

    /// <summary>Also aborts the requests that are being sent.</summary>
    public void Dispose() => _http.Dispose();

    private void Leave()
    {
        lock (_gate)
        {
            if (--_reserved > 0 || !_isRetired)
            {
                return;
            }
        }

        _http.Dispose();
    }
}
