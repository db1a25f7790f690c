using System.Net;
using System.Net.Sockets;

namespace BkJob.Core.Tests.Fuzz;

/// <summary>A server that answers one request with given bytes and closes the connection: cheap enough for thousands.</summary>
internal sealed class SingleResponseServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public SingleResponseServer()
    {
        _listener.Start();
        Address = new Uri($"http://{_listener.LocalEndpoint}/");
    }

    public Uri Address { get; }

    public void Dispose() => _listener.Dispose();

    /// <summary>Takes the request and answers.</summary>
    public async Task SendAsync(byte[] response, CancellationToken cancellation)
    {
        using Socket socket = await _listener.AcceptSocketAsync(cancellation);
        await using var stream = new NetworkStream(socket);
        try
        {
            // A request without a body ends with an empty line.
            using var request = new StreamReader(stream, leaveOpen: true);
            while (await request.ReadLineAsync(cancellation) is { Length: > 0 })
            {
            }

            await stream.WriteAsync(response, cancellation);
        }
        catch (IOException)
        {
            // The client has read enough and left.
        }
    }
}
