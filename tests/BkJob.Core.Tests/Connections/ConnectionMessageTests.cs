using System.Net;
using System.Net.Sockets;
using BkJob.Core.Tests.Support;

namespace BkJob.Core.Tests.Connections;

/// <summary>An error names the innermost reason, and the proxy if the proxy is the reason.</summary>
public sealed class ConnectionMessageTests
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

    /// <summary>A proxy whose protocol .NET does not support: what is thrown for it is no response.</summary>
    [Fact]
    public async Task Exception_of_a_request_is_an_error_with_a_message()
    {
        BkJobException error = await FailAsync(new Uri("http://192.0.2.1"), new WebProxy("ftp://192.0.2.1"));

        Assert.StartsWith("The response could not be processed (NotSupportedException): ", error.Message, StringComparison.Ordinal);
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
