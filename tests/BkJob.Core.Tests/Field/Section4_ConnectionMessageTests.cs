using System.Net;
using System.Net.Sockets;
using BkJob.Core.Tests.Support;

namespace BkJob.Core.Tests.Field;

/// <summary>field-faults.md §4 row 6: an error names the innermost reason, and the proxy where it is the proxy's.</summary>
public sealed class Section4_ConnectionMessageTests
{
    private const string Server = "job.example.com";

    [Fact]
    public async Task Reset_before_the_response_is_named()
    {
        await using var server = new KeepAliveServer(_ => Reaction.Reset);

        BkJobException error = await FailAsync(server.Address, new WebProxy());

        Assert.Contains("reset by peer", error.Message, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("An error occurred", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Broken_handshake_is_named()
    {
        await using SimulatorFixture bench = await SimulatorFixture.StartAsync();
        string plain = bench.Simulator.Address.Authority;

        BkJobException error = await FailAsync(new Uri($"https://{plain}/"), new WebProxy());

        Assert.StartsWith($"A secure connection to {plain} could not be established: ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("see inner exception", error.Message, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Plain requests get the proxy's response itself, those over TLS none at all.</summary>
    [Theory]
    [InlineData("http", 407, "requires authentication (HTTP 407)")]
    [InlineData("https", 407, "requires authentication (HTTP 407)")]
    [InlineData("https", 403, "HTTP 403")]
    [InlineData("https", 502, "HTTP 502")]
    public async Task Proxy_is_named_as_the_source(string scheme, int status, string reason)
    {
        await using var proxy = new RawServer(RawServer.CreateResponse(status, "<html>Proxy</html>"), keepsOpen: false);

        BkJobException error = await FailAsync(
            new Uri($"{scheme}://{Server}/"), new WebProxy(proxy.Address) { Credentials = new NetworkCredential("u", "proxy-password") });

        Assert.Equal(BkJobErrorKind.ConnectionFailed, error.Kind);
        Assert.Contains($"The proxy {proxy.Address.Authority} ", error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("The server received", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("proxy-password", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(status != 407, error.IsTransient);
    }

    [Fact]
    public async Task Proxy_that_is_not_there_is_named()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        string nobody = listener.LocalEndpoint.ToString()!;
        listener.Stop();

        BkJobException error = await FailAsync(new Uri($"http://{Server}/"), new WebProxy($"http://{nobody}"));

        Assert.Contains($"{Server} through the proxy {nobody}", error.Message, StringComparison.Ordinal);
        Assert.Contains("refused", error.Message, StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<BkJobException> FailAsync(Uri server, IWebProxy proxy)
    {
        using var connection = new BkJobClient(new BkJobClientOptions
        {
            Server = server,
            AppCode = "ops",
            AppSecret = SimulatorFixture.AppSecret.AsSecret(),
            UserName = "admin",
            MaximumRetryCount = 0,
            Proxy = proxy,
        });
        return await SimulatorFixture.FailAsync(connection);
    }
}
