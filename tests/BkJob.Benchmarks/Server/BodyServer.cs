using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace BkJob.Benchmarks.Server;

/// <summary>
/// Responds to requests with prepared bytes, a thread for each connection: it has to cost far less than the client that is measured.
/// </summary>
internal sealed class BodyServer
{
    /// <summary>Path that returns how many requests were accepted.</summary>
    public const string CountPath = "count";

    /// <summary>Path that returns how many requests were rejected.</summary>
    public const string RejectedPath = "rejected";

    private static readonly byte[] CountLine = Encoding.ASCII.GetBytes($"GET /{CountPath} ");
    private static readonly byte[] RejectedLine = Encoding.ASCII.GetBytes($"GET /{RejectedPath} ");
    private static readonly byte[] NotFound = Encoding.ASCII.GetBytes("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly Jobs _jobs = new();
    private readonly JobsV3 _jobsV3 = new();
    private readonly RateLimit _limit = new();
    private long _responseCount;

    public BodyServer()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        Address = new Uri($"http://{_listener.LocalEndPoint}/");
        new Thread(Accept) { IsBackground = true }.Start();
    }

    public Uri Address { get; }

    private void Accept()
    {
        while (true)
        {
            Socket client = _listener.Accept();
            client.NoDelay = true;
            new Thread(() => Talk(client)) { IsBackground = true }.Start();
        }
    }

    private void Talk(Socket client)
    {
        using (client)
        {
            try
            {
                RespondToAll(client);
            }
            catch (SocketException)
            {
                // The client has gone.
            }
        }
    }

    private void RespondToAll(Socket client)
    {
        var request = new byte[64 * 1024];
        int filled = 0;
        while (client.Receive(request.AsSpan(filled)) is var read and > 0)
        {
            filled += read;
            if (!RequestFrame.IsComplete(request.AsSpan(0, filled)))
            {
                continue;
            }

            for (ReadOnlySpan<byte> left = GetResponse(request.AsSpan(0, filled)); left.Length > 0;)
            {
                left = left[client.Send(left)..];
            }

            filled = 0;
        }
    }

    private byte[] GetResponse(ReadOnlySpan<byte> request)
    {
        if (_jobsV3.GetResponse(request) is { } response)
        {
            Interlocked.Increment(ref _responseCount);
            return response;
        }

        if (RequestLine.TryParameter(request, "job_instance_id"u8, out long id)
            && RequestLine.TryParameter(request, "bk_biz_id"u8, out long bizId))
        {
            if (bizId == Jobs.Limited && !_limit.TryAccept())
            {
                return RateLimit.Rejection;
            }

            Interlocked.Increment(ref _responseCount);
            return _jobs.GetResponse(id, bizId);
        }

        return request.StartsWith(CountLine) ? Number(Interlocked.Read(ref _responseCount))
            : request.StartsWith(RejectedLine) ? Number(_limit.Rejected)
            : NotFound;
    }

    private static byte[] Number(long number) => Jobs.Ok(Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture)));
}
