using BkJob.Core.Tests.Support;
using BkJob.Simulator;

namespace BkJob.Core.Tests.Credentials;

/// <summary>Auto finds out where a server reads credentials, and keeps what worked.</summary>
public sealed class AutoTests
{
    private static readonly SimulatorOptions Legacy = new() { Esb = EsbEdition.Legacy };

    [Fact]
    public async Task Current_ESB_receives_a_GET_only()
    {
        await using SimulatorFixture bench = await StartAsync(new SimulatorOptions());
        BkJobClient connection = bench.Connect();

        await SimulatorFixture.InvokeAsync(connection);
        await SimulatorFixture.InvokeAsync(connection);

        Assert.Equal(["GET", "GET"], Methods(bench));
    }

    [Fact]
    public async Task Legacy_ESB_receives_one_GET_and_then_POST()
    {
        await using SimulatorFixture bench = await StartAsync(Legacy);
        BkJobClient connection = bench.Connect();

        Assert.Equal(100, (await SimulatorFixture.InvokeAsync(connection)).Id);
        await SimulatorFixture.InvokeAsync(connection);
        await SimulatorFixture.InvokeAsync(connection);

        Assert.Equal(["GET", "POST", "POST", "POST"], Methods(bench));
    }

    [Fact]
    public async Task Twenty_concurrent_first_requests_to_a_legacy_ESB_succeed()
    {
        await using SimulatorFixture bench = await StartAsync(Legacy with { ManualClock = true });
        BkJobClient connection = bench.Connect();

        // Held until all are there, so that none can learn from another.
        bench.Simulator.Faults.Add(new Fault { Delay = TimeSpan.FromSeconds(1), Times = 20 });
        Task<JobInstance>[] requests = [.. Enumerable.Range(0, 20).Select(_ => SimulatorFixture.InvokeAsync(connection))];
        await WaitUntil.TrueAsync(() => bench.Simulator.Requests.InFlight == 20);
        bench.Simulator.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.All(await Task.WhenAll(requests), job => Assert.Equal(100, job.Id));
        Assert.Equal([.. Enumerable.Repeat("GET", 20), .. Enumerable.Repeat("POST", 20)], Methods(bench));
        await SimulatorFixture.InvokeAsync(connection);
        Assert.Equal("POST", Methods(bench)[^1]);
        Assert.Equal(41, Methods(bench).Length);
    }

    /// <summary>A legacy ESB goes on being asked with the body: what it says of a header that it does not read helps nobody.</summary>
    [Theory]
    [InlineData(EsbEdition.Newest, "GET POST GET GET", "")]
    [InlineData(EsbEdition.Legacy, "GET POST POST POST", "APP Secret")]
    public async Task Wrong_secret_is_tried_in_the_body_once_per_connection(EsbEdition edition, string methods, string words)
    {
        await using SimulatorFixture bench = await StartAsync(new SimulatorOptions { Esb = edition });
        BkJobClient connection = bench.Connect(bench.Settings with { AppSecret = "wrong".AsSecret(), MaximumRetryCount = 3 });

        BkJobException first = await SimulatorFixture.FailAsync(connection);
        BkJobException second = await SimulatorFixture.FailAsync(connection);
        BkJobException third = await SimulatorFixture.FailAsync(connection);

        Assert.All([first, second, third], error => Assert.Equal(
            (BkJobErrorKind.AuthenticationFailed, "1306000", false), (error.Kind, error.Code, error.IsTransient)));
        Assert.All([first, second, third], error => Assert.Contains(words, error.ServerMessage, StringComparison.Ordinal));
        Assert.Equal(methods, string.Join(' ', Methods(bench)));
    }

    /// <summary>What is said of the app later is no reason to send a secret in the body to a server that reads the header.</summary>
    [Fact]
    public async Task Header_location_is_cached_after_success()
    {
        await using SimulatorFixture bench = await StartAsync(new SimulatorOptions());
        BkJobClient connection = bench.Connect();
        await SimulatorFixture.InvokeAsync(connection);
        bench.Simulator.Faults.Add(new Fault { EnvelopeCode = 1306000, Message = "app code [ops] has no permission" });

        BkJobException error = await SimulatorFixture.FailAsync(connection);
        await SimulatorFixture.InvokeAsync(connection);

        Assert.Equal(BkJobErrorKind.AuthenticationFailed, error.Kind);
        Assert.Equal(["GET", "GET", "GET"], Methods(bench));
    }

    [Fact]
    public async Task Wrong_user_is_not_tried_elsewhere()
    {
        await using SimulatorFixture bench = await StartAsync(new SimulatorOptions());

        BkJobException error = await SimulatorFixture.FailAsync(bench.Connect(bench.Settings with { UserName = "nobody" }));

        Assert.Equal(BkJobErrorKind.AuthenticationFailed, error.Kind);
        Assert.Equal(["GET"], Methods(bench));
    }

    /// <summary>What was asked for is what is done.</summary>
    [Theory]
    [InlineData(CredentialLocation.Header, "GET")]
    [InlineData(CredentialLocation.Query, "GET")]
    [InlineData(CredentialLocation.Body, "POST")]
    public async Task Specified_location_is_the_only_one_tried(CredentialLocation location, string method)
    {
        await using SimulatorFixture bench = await StartAsync(Legacy);

        await SimulatorFixture.FailAsync(bench.Connect(
            bench.Settings with { CredentialLocation = location, AppSecret = "wrong".AsSecret() }));

        Assert.Equal([method], Methods(bench));
    }

    /// <summary>The legacy ESB knows the app and says something else about the job: that is a response, and POST works.</summary>
    [Fact]
    public async Task Unrelated_error_proves_that_the_body_works()
    {
        await using SimulatorFixture bench = await StartAsync(Legacy);
        bench.Simulator.Jobs.Remove(100);
        BkJobClient connection = bench.Connect();

        BkJobException error = await SimulatorFixture.FailAsync(connection);
        await SimulatorFixture.FailAsync(connection);

        Assert.Equal(BkJobErrorKind.InstanceNotFound, error.Kind);
        Assert.Equal(["GET", "POST", "POST"], Methods(bench));
    }

    /// <summary>No response tells nothing: the next question begins anew.</summary>
    [Fact]
    public async Task Trial_without_a_response_decides_nothing()
    {
        await using SimulatorFixture bench = await StartAsync(Legacy with { ManualClock = true });
        bench.Simulator.Faults.Add(new Fault { Skip = 1, Delay = TimeSpan.FromHours(1) });
        BkJobClient connection = bench.Connect();
        Task<BkJobException> pending = SimulatorFixture.FailAsync(connection);
        await WaitUntil.TrueAsync(() => bench.Simulator.Requests.All.Count == 2);
        bench.Clock.Advance(TestClock.RequestTimeout);

        Assert.Equal(BkJobErrorKind.RequestTimeout, (await pending).Kind);
        Assert.Equal(100, (await SimulatorFixture.InvokeAsync(connection)).Id);
        Assert.Equal(["GET", "POST", "GET", "POST"], Methods(bench));
    }

    [Fact]
    public async Task Trial_is_repeated_after_a_transient_error()
    {
        await using SimulatorFixture bench = await StartAsync(Legacy);
        bench.Simulator.Faults.Add(new Fault { Skip = 1, HttpStatus = 503 });
        BkJobClient connection = bench.Connect(bench.Settings with { MaximumRetryCount = 1 });
        Task<JobInstance> pending = SimulatorFixture.InvokeAsync(connection);

        await bench.Clock.PassWhileAsync(pending);

        Assert.Equal(100, (await pending).Id);
        await SimulatorFixture.InvokeAsync(connection);
        Assert.Equal("POST", Methods(bench)[^1]);
        Assert.Equal("POST", Methods(bench)[^2]);
    }

    private static async Task<SimulatorFixture> StartAsync(SimulatorOptions options)
    {
        SimulatorFixture bench = await SimulatorFixture.StartAsync(options);
        bench.Serve(Bodies.EveryField);
        return bench;
    }

    private static string[] Methods(SimulatorFixture bench) => [.. bench.Simulator.Requests.All.Select(request => request.Method)];
}
