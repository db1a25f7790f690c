using System.Net;
using System.Net.Sockets;
using System.Text;
using BkJob.Core.Tests.Support;

namespace BkJob.Core.Tests.Field;

/// <summary>What a server does with a request.</summary>
public enum Reaction
{
    Respond,
    Reset,
    Close,
    Silence,
}

/// <summary>A server whose connections stay open, and which may lose them all at once, as after a fail-over.</summary>
internal sealed class KeepAliveServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Func<int, Reaction> _react;
    private readonly Task _running;
    private int _generation;
    private int _connections;
    private int _requests;

    /// <summary>Starts a server.</summary>
    /// <param name="react">What follows a request, from how many fail-overs its connection has seen.</param>
    public KeepAliveServer(Func<int, Reaction> react)
    {
        _react = react;
        _listener.Start();
        Address = new Uri($"http://{_listener.LocalEndpoint}/");
        _running = RunAsync();
    }

    public Uri Address { get; }

    public int Connections => Volatile.Read(ref _connections);

    public int Requests => Volatile.Read(ref _requests);

    /// <summary>Responses are held back until so many requests are there; one at a time by default.</summary>
    public int Together { get; set; } = 1;

    public void FailOver() => Interlocked.Increment(ref _generation);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _running;
        _end.Dispose();
    }

    private async Task RunAsync()
    {
        var talks = new List<Task>();
        try
        {
            while (true)
            {
                talks.Add(TalkAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or InvalidOperationException)
        {
            await Task.WhenAll(talks);
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        Interlocked.Increment(ref _connections);
        int born = Volatile.Read(ref _generation);
        using (client)
        {
            try
            {
                while (await ReadAsync(client.GetStream()))
                {
                    int number = Interlocked.Increment(ref _requests);
                    while (Requests < Together && number < Together)
                    {
                        await Task.Delay(2, _end.Token);
                    }

                    if (!await ReactAsync(client, _react(Volatile.Read(ref _generation) - born)))
                    {
                        return;
                    }
                }
            }
            catch (Exception e) when (e is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
            {
                // The test is over, or its client has gone.
            }
        }
    }

    private async Task<bool> ReadAsync(NetworkStream stream)
    {
        byte[] buffer = new byte[16 * 1024];
        int filled = 0;
        while (!buffer.AsSpan(0, filled).EndsWith("\r\n\r\n"u8))
        {
            int read = await stream.ReadAsync(buffer.AsMemory(filled), _end.Token);
            if (read == 0)
            {
                return false;
            }

            filled += read;
        }

        return true;
    }

    private async Task<bool> ReactAsync(TcpClient client, Reaction reaction)
    {
        switch (reaction)
        {
            case Reaction.Respond:
                await client.GetStream().WriteAsync(RawServer.Ok(Encoding.UTF8.GetBytes(Bodies.EveryField)), _end.Token);
                return true;
            case Reaction.Silence:
                await Task.Delay(Timeout.Infinite, _end.Token);
                return false;
            case Reaction.Reset:
                client.LingerState = new LingerOption(true, 0);
                client.Client.Dispose();
                return false;
            default:
                return false;
        }
    }
}
