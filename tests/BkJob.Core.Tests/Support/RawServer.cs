using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace BkJob.Core.Tests.Support;

/// <summary>
/// Answers with given bytes, for what no HTTP server would send (half a body and then nothing, a broken gzip, no response), and for
/// servers that are not simulated. Keeps what it was asked.
/// </summary>
internal sealed class RawServer : LoopbackServer
{
    private readonly List<RawRequest> _requests = [];
    private readonly Func<RawRequest, byte[]> _response;
    private readonly bool _keepsOpen;
    private readonly X509Certificate2? _certificate;
    private int _responseCount;

    /// <summary>Starts a server.</summary>
    /// <param name="response">What follows each request.</param>
    /// <param name="keepsOpen">Whether the connection then stays open, with nothing more on it.</param>
    /// <param name="certificate">With which it speaks TLS; null for none.</param>
    public RawServer(byte[] response, bool keepsOpen, X509Certificate2? certificate = null)
        : this(_ => response, keepsOpen, certificate)
    {
    }

    /// <summary>Starts a server whose answers depend on the request.</summary>
    /// <param name="response">What follows a request.</param>
    /// <param name="keepsOpen">Whether the connection then stays open, with nothing more on it.</param>
    /// <param name="certificate">With which it speaks TLS; null for none.</param>
    public RawServer(Func<RawRequest, byte[]> response, bool keepsOpen = false, X509Certificate2? certificate = null)
    {
        (_response, _keepsOpen, _certificate) = (response, keepsOpen, certificate);
        Start(certificate is null ? "http" : "https");
    }

    /// <summary>How many requests have been answered.</summary>
    public int ResponseCount => Volatile.Read(ref _responseCount);

    /// <summary>The requests, in the order in which they came.</summary>
    public IReadOnlyList<RawRequest> Requests
    {
        get
        {
            lock (_requests)
            {
                return [.. _requests];
            }
        }
    }

    /// <summary>A response after which the connection ends.</summary>
    /// <param name="status">HTTP status.</param>
    /// <param name="body">The body.</param>
    /// <param name="headers">More headers, each with its line end.</param>
    public static byte[] CreateResponse(int status, string body, string headers = "")
    {
        byte[] bytes = Encoding.UTF8.GetBytes(body);
        return
        [
            .. Encoding.UTF8.GetBytes($"HTTP/1.1 {status} Words\r\n{headers}Connection: close\r\nContent-Length: {bytes.Length}\r\n\r\n"),
            .. bytes,
        ];
    }

    /// <summary>The head of a response with 200 and a body of a known length.</summary>
    public static byte[] Ok(byte[] body, int? length = null, string headers = "") =>
    [
        .. "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"u8,
        .. Encoding.ASCII.GetBytes($"{headers}Content-Length: {length ?? body.Length}\r\n\r\n"),
        .. body,
    ];

    protected override async Task TalkAsync(TcpClient client)
    {
        await using Stream stream = await SecureAsync(client.GetStream());
        if (await ReadRequestAsync(stream) is not { } request)
        {
            return;
        }

        lock (_requests)
        {
            _requests.Add(request);
        }

        await stream.WriteAsync(_response(request), End);
        Interlocked.Increment(ref _responseCount);
        if (_keepsOpen)
        {
            await Task.Delay(Timeout.Infinite, End);
        }
    }

    private async Task<Stream> SecureAsync(NetworkStream plain)
    {
        if (_certificate is null)
        {
            return plain;
        }

        var secure = new SslStream(plain);
        await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, End);
        return secure;
    }

    /// <summary>Reads a request, byte for byte as characters. Null for a client that leaves in the middle of one.</summary>
    private async Task<RawRequest?> ReadRequestAsync(Stream stream)
    {
        using var reader = new StreamReader(stream, Encoding.Latin1, leaveOpen: true);
        var lines = new List<string>();
        while (await reader.ReadLineAsync(End) is { Length: > 0 } line)
        {
            lines.Add(line);
        }

        if (lines.Count == 0)
        {
            return null;
        }

        RawRequest request = RawRequest.Of(lines);
        if (!request.Headers.TryGetValue("Content-Length", out string? length))
        {
            return request;
        }

        var body = new char[int.Parse(length, CultureInfo.InvariantCulture)];
        await reader.ReadBlockAsync(body, End);
        return request with { Body = Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(body)) };
    }
}
