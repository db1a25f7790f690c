namespace BkJob.Transport;

/// <summary>Reusable connections to the server. A retired pool is disposed of with its last request.</summary>
internal sealed class ConnectionPool(BkJobClientOptions options, TimeSpan connectionLifetime) : IDisposable
{
    private readonly HttpClient _http = new(HttpHandlerFactory.Create(options, connectionLifetime)) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly object _gate = new();
    private int _sending;
    private bool _isRetired;

    /// <summary>Sends a request and receives the head of the response.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, ConnectionUse use, CancellationToken cancellation)
    {
        Enter();
        try
        {
            ConnectionUse.Current = use;
            return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
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
            if (_sending > 0)
            {
                return;
            }
        }

        _http.Dispose();
    }

    /// <summary>Also aborts the requests that are being sent.</summary>
    public void Dispose() => _http.Dispose();

    private void Enter()
    {
        lock (_gate)
        {
            _sending++;
        }
    }

    private void Leave()
    {
        lock (_gate)
        {
            if (--_sending > 0 || !_isRetired)
            {
                return;
            }
        }

        _http.Dispose();
    }
}
