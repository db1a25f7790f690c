using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace BkJob.Core.Tests.Support;

/// <summary>A server on a free port of this machine that talks to each connection as a subclass does, until it is disposed.</summary>
internal abstract class LoopbackServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private Task _running = Task.CompletedTask;

    public Uri Address { get; private set; } = null!;

    /// <summary>Cancelled when the test is over.</summary>
    protected CancellationToken End => _end.Token;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _running;
        _end.Dispose();
    }

    /// <summary>Starts to accept connections.</summary>
    protected void Start(string scheme = "http")
    {
        _listener.Start();
        Address = new Uri($"{scheme}://{_listener.LocalEndpoint}/");
        _running = RunAsync();
    }

    /// <summary>Reads and responds until the connection is to be closed.</summary>
    protected abstract Task TalkAsync(TcpClient client);

    private async Task RunAsync()
    {
        var talks = new List<Task>();
        try
        {
            while (true)
            {
                talks.Add(TalkAndCloseAsync(await _listener.AcceptTcpClientAsync(End)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or InvalidOperationException)
        {
            await Task.WhenAll(talks);
        }
    }

    private async Task TalkAndCloseAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await TalkAsync(client);
            }
            catch (Exception e) when (e
                is OperationCanceledException or IOException or SocketException or ObjectDisposedException or AuthenticationException)
            {
                // The test is over, or its client has gone.
            }
        }
    }
}
