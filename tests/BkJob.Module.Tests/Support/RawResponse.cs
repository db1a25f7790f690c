using System.Net;
using System.Net.Sockets;
using System.Text;

namespace BkJob.Module.Tests;

/// <summary>Answers whatever comes with the same bytes and hangs up: for what no HTTP server would send.</summary>
internal sealed class RawResponse : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public RawResponse(byte[] response)
    {
        _listener.Start();
        _ = RunAsync(response);
    }

    /// <summary>A server that has one JSON for every question.</summary>
    public static RawResponse OfJson(string json) => new(Encoding.UTF8.GetBytes(
        $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(json)}\r\n\r\n{json}"));

    public string Address => $"http://{_listener.LocalEndpoint}/";

    public void Dispose() => _listener.Dispose();

    private async Task RunAsync(byte[] response)
    {
        try
        {
            while (true)
            {
                using Socket socket = await _listener.AcceptSocketAsync();
                await socket.ReceiveAsync(new byte[64 * 1024]);
                await socket.SendAsync(response);
                socket.Shutdown(SocketShutdown.Send);

                // Closing what still has something to read would be a reset, and the response lost.
                await socket.ReceiveAsync(new byte[64 * 1024]);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
