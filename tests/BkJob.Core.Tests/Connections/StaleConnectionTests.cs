using System.Net;
using System.Net.Sockets;
using BkJob.Core.Tests.Support;
using BkJob.Protocol;
using BkJob.Transport;

namespace BkJob.Core.Tests.Connections;

/// <summary>A failure on a reused connection says nothing about the server.</summary>
public sealed class StaleConnectionTests
{
    private const int Pooled = 8;

    [Theory]
    [InlineData(Reaction.Reset)]
    [InlineData(Reaction.Close)]
    [InlineData(Reaction.Silence)]
    public async Task Stale_pool_costs_no_attempt(Reaction reaction)
    {
        await using var server = new KeepAliveServer(age => age == 0 ? Reaction.Respond : reaction) { Together = Pooled };
        using BkJobClient connection = Connect(server.Address);
        await InvokeAsync(connection, Pooled);
        Assert.Equal(Pooled, server.Connections);
        server.FailOver();

        JobInstance[] jobs = await InvokeAsync(connection, 20);

        Assert.Equal(20, jobs.Length);
    }

    /// <summary>One that has responded slowly is not stale: its response counts, whichever connection it comes from.</summary>
    [Fact]
    public async Task Pool_that_was_replaced_is_used_from_then_on()
    {
        await using var server = new KeepAliveServer(age => age == 0 ? Reaction.Respond : Reaction.Silence);
        using BkJobClient connection = Connect(server.Address);
        await InvokeAsync(connection, 1);
        server.FailOver();
        await InvokeAsync(connection, 1);
        int connections = server.Connections;

        await InvokeAsync(connection, 1);

        Assert.Equal(connections, server.Connections);
    }

    /// <summary>On a new connection it is the server that fails, and each attempt counts.</summary>
    [Theory]
    [InlineData(0, 1)]
    [InlineData(2, 3)]
    public async Task Failure_on_a_new_connection_counts_as_an_attempt(int retries, int attempts)
    {
        await using var server = new KeepAliveServer(_ => Reaction.Reset);
        var clock = new TestClock();
        using BkJobClient connection = Connect(server.Address, s => s with { MaximumRetryCount = retries }, clock);
        int count = 0;
        Task<JobInstance> request = connection.GetJobInstanceAsync(
            SimulatorFixture.Query, _ => count++, TestContext.Current.CancellationToken);

        await clock.PassWhileAsync(request);

        Assert.Equal(BkJobErrorKind.ConnectionFailed, (await Assert.ThrowsAsync<BkJobException>(() => request)).Kind);
        Assert.Equal(attempts, count);
    }

    /// <summary>A server that resets each connection at its second request: nobody notices, with or without retries.</summary>
    [Fact]
    public async Task Connections_good_for_one_request_each_work()
    {
        int requests = 0;
        await using var server = new KeepAliveServer(_ => Interlocked.Increment(ref requests) % 2 == 1 ? Reaction.Respond : Reaction.Reset);
        using BkJobClient connection = Connect(server.Address);

        for (int n = 0; n < 5; n++)
        {
            await InvokeAsync(connection, 1);
        }
    }

    /// <summary>A request that is about to be sent while another one replaces the pool: that is no end of the connection.</summary>
    [Fact]
    public async Task Pool_replaced_while_a_request_is_written_works()
    {
        int requests = 0;
        await using var server = new KeepAliveServer(_ => Interlocked.Increment(ref requests) == 2 ? Reaction.Reset : Reaction.Respond);
        using var sender = new PooledSender(Options(server.Address));
        (await SendAsync(sender, server.Address)).Dispose();

        // The second request is reset, so its pool is replaced.
        using HttpResponseMessage response = await SendAsync(sender, server.Address, onWrite: () => Send(sender, server.Address));

        Assert.Equal((HttpStatusCode.OK, 4), (response.StatusCode, requests));
    }

    /// <summary>The connection is made, and the handshake never ends: not a matter of -TimeoutSec.</summary>
    [Fact]
    public async Task Connecting_has_a_timeout_of_its_own()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using BkJobClient connection = Connect(
            new Uri($"https://{listener.LocalEndpoint}/"), s => s with { ConnectTimeout = TimeSpan.FromSeconds(0.2) });

        BkJobException error = await SimulatorFixture.FailAsync(connection);

        Assert.Equal((BkJobErrorKind.ConnectionFailed, true), (error.Kind, error.IsTransient));
        Assert.Contains("within 0.2 seconds", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Connecting_may_take_15_seconds() =>
        Assert.Equal(TimeSpan.FromSeconds(15), new BkJobClientOptions { Server = new Uri("http://host/") }.ConnectTimeout);

    private static Task<JobInstance[]> InvokeAsync(BkJobClient connection, int count) =>
        Task.WhenAll(Enumerable.Range(0, count).Select(_ => SimulatorFixture.InvokeAsync(connection)));

    private static Task<HttpResponseMessage> SendAsync(PooledSender sender, Uri server, Action? onWrite = null) => sender.SendAsync(
        RequestKind.Read,
        () =>
        {
            onWrite?.Invoke();
            return new HttpRequestMessage(HttpMethod.Get, server);
        },
        TestContext.Current.CancellationToken);

    private static void Send(PooledSender sender, Uri server) => SendAsync(sender, server).GetAwaiter().GetResult().Dispose();

    private static BkJobClient Connect(
        Uri server, Func<BkJobClientOptions, BkJobClientOptions>? change = null, TimeProvider? clock = null)
    {
        BkJobClientOptions settings = Options(server);
        return new BkJobClient(change is null ? settings : change(settings), clock ?? new TestClock());
    }

    private static BkJobClientOptions Options(Uri server) => new()
    {
        Server = server,
        AppCode = "ops",
        AppSecret = SimulatorFixture.AppSecret.AsSecret(),
        UserName = "admin",
        MaximumRetryCount = 0,
        StaleTimeout = TimeSpan.FromSeconds(0.2),
        Proxy = new WebProxy(),
    };
}
