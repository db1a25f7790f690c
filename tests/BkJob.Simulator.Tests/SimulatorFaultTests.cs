using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace BkJob.Simulator.Tests;

/// <summary>The simulator's faults of wire and body, seen by a client that is not the one under test.</summary>
public sealed class SimulatorFaultTests : IAsyncLifetime
{
    private const string Body = "{\"message\":\"很长\"}";
    private const string Path = "/api/c/compapi/v2/job/get_job_instance_status/?bk_app_code=ops";

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, Proxy = new WebProxy() });
    private SimulatorServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await SimulatorServer.StartAsync(new SimulatorOptions { ManualClock = true });
        _http.BaseAddress = _server.Address;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData("gbk", "7B226D657373616765223A22BADCB3A4227D")]
    [InlineData("utf-8-bom", "EFBBBF7B226D657373616765223A22E5BE88E995BF227D")]
    [InlineData("utf-16", "FFFE7B0022006D0065007300730061006700650022003A002200885F7F9522007D00")]
    public async Task Body_is_reencoded(string encoding, string hex)
    {
        _server.Faults.Add(new Fault { Body = Body, Encoding = encoding });

        Assert.Equal(hex, Convert.ToHexString(await GetBytesAsync()));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task Body_is_compressed_and_declared(string compression)
    {
        _server.Faults.Add(new Fault { Body = Body, Compression = compression });

        HttpResponseMessage response = await GetAsync();
        await using Stream packed = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        await using Stream unpacked = compression switch
        {
            "gzip" => new GZipStream(packed, CompressionMode.Decompress),
            "br" => new BrotliStream(packed, CompressionMode.Decompress),
            _ => new ZLibStream(packed, CompressionMode.Decompress),
        };

        Assert.Equal([compression], response.Content.Headers.ContentEncoding);
        Assert.Equal(Body, await new StreamReader(unpacked).ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Garbage_is_the_same_for_the_same_seed()
    {
        foreach (int seed in new[] { 1, 1, 2 })
        {
            _server.Faults.Add(new Fault { Garbage = 5000, Seed = seed });
        }

        byte[][] got = [await GetBytesAsync(), await GetBytesAsync(), await GetBytesAsync()];

        Assert.All(got, bytes => Assert.Equal(5000, bytes.Length));
        Assert.Equal(got[0], got[1]);
        Assert.NotEqual(got[0], got[2]);
    }

    /// <summary>Taken by the control API, too, under the names that it documents.</summary>
    [Theory]
    [InlineData("""{"html_page": true}""", 200, "text/html", null)]
    [InlineData("""{"html_page": true, "http_status": 502}""", 502, "text/html", null)]
    [InlineData("""{"redirect_to": "https://login.example.com/?a=b"}""", 302, null, "https://login.example.com/?a=b")]
    [InlineData("""{"redirect_to": "/login", "html_page": true, "http_status": 307}""", 307, "text/html", "/login")]
    [InlineData("""{"garbage": 10, "content_type": "a/b"}""", 200, "a/b", null)]
    public async Task Page_and_redirect_are_complete_responses(string fault, int status, string? type, string? location)
    {
        Assert.Equal(HttpStatusCode.NoContent, await PlanAsync(fault));

        HttpResponseMessage response = await GetAsync();

        Assert.Equal(
            (status, type, location),
            ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, response.Headers.Location?.OriginalString));
    }

    [Theory]
    [InlineData("""{"encoding": "latin-1"}""")]
    [InlineData("""{"compression": "zip"}""")]
    [InlineData("""{"drip": -1}""")]
    [InlineData("""{"drip": 1, "drip_bytes": 0}""")]
    [InlineData("""{"drip": 1, "reset": true}""")]
    [InlineData("""{"garbage": -1}""")]
    [InlineData("""{"redirect_to": "a\r\nb: c"}""")]
    public async Task Invalid_fault_is_rejected(string fault) =>
        Assert.Equal(HttpStatusCode.BadRequest, await PlanAsync(fault));

    [Theory]
    [InlineData(null)]
    [InlineData(0)]
    [InlineData(7)]
    public async Task Reset_happens_at_its_position(int? cut)
    {
        _server.Faults.Add(new Fault { Body = Body, Reset = true, CutAfterBytes = cut });
        using Socket socket = await SendRawAsync();

        (string received, SocketError? end) = await ReceiveToEndAsync(socket);

        Assert.Equal(SocketError.ConnectionReset, end);
        Assert.Equal(cut is null, received.Length == 0);
        Assert.EndsWith(cut is null ? "" : "\r\n\r\n" + Body[..cut.Value], received, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Drip_feed_follows_the_clock()
    {
        _server.Faults.Add(new Fault { Body = "abcdefg", Drip = TimeSpan.FromSeconds(2), DripBytes = 3 });
        HttpResponseMessage response = await GetAsync();
        await using Stream body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        var drop = new byte[10];

        foreach (string wanted in new[] { "abc", "def", "g", "" })
        {
            int read = await body.ReadAsync(drop, TestContext.Current.CancellationToken).AsTask().InTimeAsync();
            Assert.Equal(wanted, Encoding.ASCII.GetString(drop, 0, read));
            _server.Clock.Advance(TimeSpan.FromSeconds(2));
        }
    }

    [Fact]
    public async Task Silence_lasts_until_the_client_disconnects()
    {
        _server.Faults.Add(new Fault { Silence = true });
        using var leaving = new CancellationTokenSource();
        Task<HttpResponseMessage> asking = _http.GetAsync(Path, leaving.Token);
        await WaitUntil.TrueAsync(() => _server.Requests.InFlight == 1);
        _server.Clock.Advance(TimeSpan.FromDays(1));
        Assert.False(asking.IsCompleted);

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking.InTimeAsync());
        await WaitUntil.TrueAsync(() => _server.Requests.InFlight == 0);
    }

    private Task<HttpResponseMessage> GetAsync() => _http.GetAsync(Path, HttpCompletionOption.ResponseHeadersRead).InTimeAsync();

    private Task<byte[]> GetBytesAsync() => _http.GetByteArrayAsync(Path).InTimeAsync();

    private async Task<HttpStatusCode> PlanAsync(string fault) =>
        (await _http.PostAsync("/_sim/faults", new StringContent(fault)).InTimeAsync()).StatusCode;

    private async Task<Socket> SendRawAsync()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, _server.Address.Port).InTimeAsync();
        await socket.SendAsync(
            Encoding.ASCII.GetBytes($"GET {Path} HTTP/1.1\r\nHost: localhost\r\n\r\n"), TestContext.Current.CancellationToken);
        return socket;
    }

    private static async Task<(string Received, SocketError? End)> ReceiveToEndAsync(Socket socket)
    {
        var received = new MemoryStream();
        var buffer = new byte[4096];
        try
        {
            int read;
            while ((read = await socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken).AsTask().InTimeAsync()) > 0)
            {
                received.Write(buffer, 0, read);
            }

            return (Encoding.UTF8.GetString(received.ToArray()), null);
        }
        catch (SocketException e)
        {
            return (Encoding.UTF8.GetString(received.ToArray()), e.SocketErrorCode);
        }
    }
}
