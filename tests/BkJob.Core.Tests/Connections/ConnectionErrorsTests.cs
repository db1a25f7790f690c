using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using BkJob.Core.Tests.Support;
using BkJob.Simulator;

namespace BkJob.Core.Tests.Connections;

/// <summary>No connection, or one that breaks: told in words that name the server.</summary>
public sealed class ConnectionErrorsTests(SimulatorFixture bench) : IClassFixture<SimulatorFixture>
{
    [Fact]
    public async Task Refused_connection_is_ConnectionFailed()
    {
        Uri nobody = PortOfNobody();

        BkJobException error = await FailAsync(nobody);

        AssertFailed(error, isTransient: true);
        Assert.Contains($"Could not connect to {nobody.Authority}", error.Message, StringComparison.Ordinal);
        Assert.Contains("refused", error.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Unknown_host_name_is_ConnectionFailed()
    {
        BkJobException error = await FailAsync(new Uri("http://no-such-host.invalid/"));

        AssertFailed(error, isTransient: true);
        Assert.Contains("no-such-host.invalid could not be resolved", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connection_closed_without_a_response_is_ConnectionFailed()
    {
        await using var server = new RawServer([], keepsOpen: false);

        BkJobException error = await FailAsync(server.Address);

        AssertFailed(error, isTransient: true);
        Assert.Contains($"{server.Address.Authority} closed the connection without a response", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connection_reset_after_sending_is_not_a_failure_to_connect()
    {
        await using SimulatorServer server = await SimulatorServer.StartAsync(new SimulatorOptions { ManualClock = true }, TestContext.Current.CancellationToken);
        server.Faults.Add(new Fault { Reset = true, Times = null });

        BkJobException error = await FailAsync(server.Address);

        Assert.Equal((BkJobErrorKind.ConnectionFailed, Delivery.Unknown), (error.Kind, error.Delivery));
        Assert.StartsWith($"The connection to {server.Address.Authority} was closed before a response arrived: ", error.Message, StringComparison.Ordinal);
        Assert.Matches(@"[^.]\.$", error.Message);
    }

    [Theory]
    [InlineData("SSH-2.0-OpenSSH_9.6\r\n")]
    [InlineData("HTTP/1.1 abc\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: nine\r\n\r\n")]
    public async Task Non_HTTP_response_is_an_error_with_a_message(string response)
    {
        await using var server = new RawServer(Encoding.ASCII.GetBytes(response), keepsOpen: false);

        BkJobException error = await FailAsync(server.Address);

        Assert.Contains(error.Kind, new[] { BkJobErrorKind.ConnectionFailed, BkJobErrorKind.InvalidResponse });
    }

    [Fact]
    public async Task Https_to_a_server_without_TLS_fails()
    {
        BkJobException error = await FailAsync(new UriBuilder(bench.Simulator.Address) { Scheme = "https" }.Uri);

        Assert.DoesNotContain("certificate", error.Message, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("see inner exception", error.Message, StringComparison.OrdinalIgnoreCase);
        Assert.StartsWith(
            $"A secure connection to {bench.Simulator.Address.Authority} could not be established: ", error.Message, StringComparison.Ordinal);
        AssertFailed(error, isTransient: true);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Untrusted_certificate_is_rejected_unless_check_is_skipped(bool skipCheck)
    {
        using X509Certificate2 certificate = SelfSigned();
        await using var server = new RawServer(RawServer.Ok(Encoding.UTF8.GetBytes(Bodies.EveryField)), keepsOpen: false, certificate);
        BkJobClientOptions settings = bench.Settings with
        {
            Server = server.Address,
            SkipCertificateCheck = skipCheck,
            MaximumRetryCount = 3,
        };

        if (skipCheck)
        {
            Assert.Equal(100, (await SimulatorFixture.InvokeAsync(bench.Connect(settings))).Id);
            return;
        }

        BkJobException error = await SimulatorFixture.FailAsync(bench.Connect(settings));
        AssertFailed(error, isTransient: false);
        Assert.Contains($"The certificate of {server.Address.Authority} is not trusted", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, server.ResponseCount);
    }

    [Fact]
    public async Task Disposed_client_rejects_requests()
    {
        BkJobClient connection = bench.Connect(bench.Settings with { MaximumRetryCount = 3 });
        connection.Dispose();

        BkJobException error = await SimulatorFixture.FailAsync(connection);

        AssertFailed(error, isTransient: false);
        Assert.Contains("was closed", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Traced or not: a trace has to know the secrets, and a connection that has ended knows none.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Disposed_client_ends_its_requests(bool isTraced)
    {
        await using SimulatorFixture holding = await SimulatorFixture.StartAsync(new SimulatorOptions { ManualClock = true });
        holding.Simulator.Faults.Add(new Fault { Delay = TimeSpan.FromHours(1) });
        BkJobClient connection = holding.Connect(holding.Settings with { MaximumRetryCount = 3 });
        Task<JobInstance> pending = SimulatorFixture.InvokeAsync(connection, SimulatorFixture.Query with { IsTraced = isTraced });
        await WaitUntil.TrueAsync(() => holding.Simulator.Requests.InFlight == 1);

        connection.Dispose();

        AssertFailed(await Assert.ThrowsAsync<BkJobException>(() => pending), isTransient: false);
        Assert.Single(holding.Simulator.Requests.All);
    }

    [Fact]
    public async Task Refused_connection_is_retried()
    {
        var events = new List<RequestEvent>();
        BkJobClient connection = bench.Connect(
            bench.Settings with { Server = PortOfNobody(), MaximumRetryCount = 2 });
        Task<JobInstance> pending = connection.GetJobInstanceAsync(SimulatorFixture.Query, events.Add, TestContext.Current.CancellationToken);

        await bench.Clock.PassWhileAsync(pending);

        await Assert.ThrowsAsync<BkJobException>(() => pending);
        Assert.Equal(3, events.Count);
        Assert.All(events, e => Assert.Equal((BkJobErrorKind.ConnectionFailed, null), (e.Fault?.Kind, e.Status)));
    }

    private Task<BkJobException> FailAsync(Uri server) => SimulatorFixture.FailAsync(bench.Connect(bench.Settings with { Server = server }));

    private static void AssertFailed(BkJobException error, bool isTransient)
    {
        Assert.Equal((BkJobErrorKind.ConnectionFailed, isTransient, null), (error.Kind, error.IsTransient, error.HttpStatus));
        Assert.DoesNotContain(SimulatorFixture.AppSecret, error.ToString(), StringComparison.Ordinal);
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    /// <summary>A port that was free a moment ago.</summary>
    private static Uri PortOfNobody()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return new Uri($"http://{socket.LocalEndPoint}/");
    }
}
