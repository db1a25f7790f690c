using System.Net;
using System.Net.Sockets;

namespace BkJob.Core.Tests.Waiting.Harness;

/// <summary>
/// Answers with prepared bytes over one connection after the other, on a thread of its own that allocates nothing for a response: what a
/// test measures is the client's.
/// </summary>
internal sealed class BodyServer : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly byte[] _request = new byte[16 * 1024];
    private readonly Thread _thread;
    private Socket? _client;
    private volatile byte[] _response;
    private int _responseCount;

    public BodyServer(byte[] response)
    {
        _response = response;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        Address = new Uri($"http://{_listener.LocalEndPoint}/");
        _thread = new Thread(Serve) { IsBackground = true };
        _thread.Start();
    }

    public Uri Address { get; }

    public int ResponseCount => Volatile.Read(ref _responseCount);

    /// <summary>The whole response to each request from now on.</summary>
    public void SetResponse(byte[] response) => _response = response;

    public void Dispose()
    {
        _listener.Dispose();
        _client?.Dispose();
        _thread.Join();
    }

    private void Serve()
    {
        try
        {
            while (true)
            {
                using Socket client = _client = _listener.Accept();
                Talk(client);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private void Talk(Socket client)
    {
        int filled = 0;
        while (client.Receive(_request.AsSpan(filled)) is var read and > 0)
        {
            filled += read;
            if (!_request.AsSpan(0, filled).EndsWith("\r\n\r\n"u8))
            {
                continue;
            }

            filled = 0;
            Interlocked.Increment(ref _responseCount);
            for (ReadOnlySpan<byte> left = _response; left.Length > 0;)
            {
                left = left[client.Send(left)..];
            }
        }
    }
}
