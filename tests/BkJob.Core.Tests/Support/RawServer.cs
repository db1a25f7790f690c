using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace BkJob.Core.Tests.Support;

/// <summary>Answers with given bytes, for what no HTTP server would send: half a body and then nothing, a broken gzip, no answer.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly byte[] _answer;
    private readonly bool _keepsOpen;
    private readonly X509Certificate2? _certificate;
    private readonly Task _running;
    private int _answered;

    /// <summary>Starts a server.</summary>
    /// <param name="answer">What follows each request.</param>
    /// <param name="keepsOpen">Whether the connection then stays open, with nothing more on it.</param>
    /// <param name="certificate">With which it speaks TLS; null for none.</param>
    public RawServer(byte[] answer, bool keepsOpen, X509Certificate2? certificate = null)
    {
        (_answer, _keepsOpen, _certificate) = (answer, keepsOpen, certificate);
        _listener.Start();
        Address = new Uri($"{(certificate is null ? "http" : "https")}://{_listener.LocalEndpoint}/");
        _running = RunAsync();
    }

    public Uri Address { get; }

    /// <summary>How many requests have been answered.</summary>
    public int Answered => Volatile.Read(ref _answered);

    /// <summary>The head of an answer with 200 and a body of a known length.</summary>
    public static byte[] Ok(byte[] body, int? length = null, string headers = "") =>
    [
        .. "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"u8,
        .. Encoding.ASCII.GetBytes($"{headers}Content-Length: {length ?? body.Length}\r\n\r\n"),
        .. body,
    ];

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
        using (client)
        {
            try
            {
                await using Stream stream = await SecureAsync(client.GetStream());
                if (!await ReadRequestAsync(stream))
                {
                    return;
                }

                await stream.WriteAsync(_answer, _end.Token);
                Interlocked.Increment(ref _answered);
                if (_keepsOpen)
                {
                    await Task.Delay(Timeout.Infinite, _end.Token);
                }
            }
            catch (Exception e) when (e is OperationCanceledException or IOException or AuthenticationException)
            {
                // The test is over, or its client has gone.
            }
        }
    }

    private async Task<Stream> SecureAsync(NetworkStream plain)
    {
        if (_certificate is null)
        {
            return plain;
        }

        var secure = new SslStream(plain);
        await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _end.Token);
        return secure;
    }

    /// <summary>Requests without a body alone: they end with an empty line. False for a client that leaves without one.</summary>
    private async Task<bool> ReadRequestAsync(Stream stream)
    {
        var buffer = new byte[16 * 1024];
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
}
