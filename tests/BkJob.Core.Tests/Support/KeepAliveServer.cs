using System.Net.Sockets;
using System.Text;

namespace BkJob.Core.Tests.Support;

/// <summary>What a server does with a request.</summary>
public enum Reaction
{
    Respond,
    Reset,
    Close,
    Silence,
}

/// <summary>A server whose connections stay open, and which may lose them all at once, as after a fail-over.</summary>
internal sealed class KeepAliveServer : LoopbackServer
{
    private readonly Func<int, Reaction> _react;
    private int _generation;
    private int _connections;
    private int _requests;

    /// <summary>Starts a server.</summary>
    /// <param name="react">What follows a request, from how many fail-overs its connection has seen.</param>
    public KeepAliveServer(Func<int, Reaction> react)
    {
        _react = react;
        Start();
    }

    public int Connections => Volatile.Read(ref _connections);

    public int Requests => Volatile.Read(ref _requests);

    /// <summary>Responses are held back until so many requests are there; one at a time by default.</summary>
    public int Together { get; set; } = 1;

    public void FailOver() => Interlocked.Increment(ref _generation);

    protected override async Task TalkAsync(TcpClient client)
    {
        Interlocked.Increment(ref _connections);
        int born = Volatile.Read(ref _generation);
        while (await ReadAsync(client.GetStream()))
        {
            int number = Interlocked.Increment(ref _requests);
            while (Requests < Together && number < Together)
            {
                await Task.Delay(2, End);
            }

            if (!await ReactAsync(client, _react(Volatile.Read(ref _generation) - born)))
            {
                return;
            }
        }
    }

    private async Task<bool> ReadAsync(NetworkStream stream)
    {
        byte[] buffer = new byte[16 * 1024];
        int filled = 0;
        while (!buffer.AsSpan(0, filled).EndsWith("\r\n\r\n"u8))
        {
            int read = await stream.ReadAsync(buffer.AsMemory(filled), End);
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
                await client.GetStream().WriteAsync(RawServer.Ok(Encoding.UTF8.GetBytes(Bodies.EveryField)), End);
                return true;
            case Reaction.Silence:
                await Task.Delay(Timeout.Infinite, End);
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
