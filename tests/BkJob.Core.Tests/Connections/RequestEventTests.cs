using System.Net;
using BkJob.Core.Tests.Support;
using BkJob.Simulator;

namespace BkJob.Core.Tests.Connections;

/// <summary>What those who watch are told of each request.</summary>
public sealed class RequestEventTests
{
    private const string Path = "api/c/compapi/v2/job/get_job_instance_status/";

    [Fact]
    public async Task A_good_answer_is_told_with_its_status_and_request_id()
    {
        await using SimulatorFixture bench = await SimulatorFixture.StartAsync();
        bench.Serve(Bodies.EveryField);

        RequestEvent told = Assert.Single(await TellAsync(bench, bench.Settings));

        Assert.Equal(
            ("GET", Path, SimulatorFixture.Query, HttpStatusCode.OK, "req-7", null, null),
            (told.Method, told.Path, told.Request, told.Status, told.RequestId, told.Fault, told.RetryIn));
    }

    [Fact]
    public async Task The_way_to_an_answer_from_a_legacy_ESB_is_told_step_by_step()
    {
        await using SimulatorFixture bench = await SimulatorFixture.StartAsync(new SimulatorOptions { Esb = EsbEdition.Legacy });
        bench.Serve(Bodies.EveryField);

        List<RequestEvent> told = await TellAsync(bench, bench.Settings);

        Assert.Equal(["GET", "POST"], told.Select(e => e.Method));
        Assert.Equal(BkJobErrorKind.AuthenticationFailed, told[0].Fault?.Kind);
        Assert.Equal(32, told[0].RequestId?.Length);
        Assert.Equal((null, "req-7"), (told[1].Fault, told[1].RequestId));
    }

    [Fact]
    public async Task A_retry_is_told_with_its_fault_and_wait()
    {
        await using SimulatorFixture bench = await SimulatorFixture.StartAsync();
        bench.Serve(Bodies.EveryField);
        bench.Simulator.Faults.Add(new Fault
        {
            HttpStatus = 429,
            Headers = new Dictionary<string, string> { ["Retry-After"] = "5", ["X-Bkapi-Request-ID"] = "gw-1" },
        });

        List<RequestEvent> told = await TellAsync(bench, bench.Settings with { MaximumRetryCount = 1 });

        Assert.Equal(2, told.Count);
        Assert.Equal(
            (HttpStatusCode.TooManyRequests, "gw-1", BkJobErrorKind.Throttled, TimeSpan.FromSeconds(5)),
            (told[0].Status, told[0].RequestId, told[0].Fault?.Kind, told[0].RetryIn));
        Assert.Equal((HttpStatusCode.OK, null, null), (told[1].Status, told[1].Fault, told[1].RetryIn));
    }

    [Fact]
    public async Task The_time_that_a_request_took_is_told()
    {
        await using SimulatorFixture bench = await SimulatorFixture.StartAsync(new SimulatorOptions { ManualClock = true });
        bench.Serve(Bodies.EveryField);
        bench.Simulator.Faults.Add(new Fault { Delay = TimeSpan.FromSeconds(3) });
        Task<List<RequestEvent>> telling = TellAsync(bench, bench.Settings);
        await WaitUntil.TrueAsync(() => bench.Simulator.Requests.InFlight == 1);

        bench.Clock.Advance(TimeSpan.FromSeconds(3));
        bench.Simulator.Clock.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(TimeSpan.FromSeconds(3), Assert.Single(await telling).Elapsed);
    }

    [Theory]
    [InlineData(CredentialLocation.Auto)]
    [InlineData(CredentialLocation.Header)]
    [InlineData(CredentialLocation.Body)]
    [InlineData(CredentialLocation.Query)]
    public async Task No_secret_is_told(CredentialLocation location)
    {
        foreach (int? status in new int?[] { null, 503, 302 })
        {
            await using SimulatorFixture bench = await SimulatorFixture.StartAsync(new SimulatorOptions { Esb = EsbEdition.Legacy });
            bench.Serve(Bodies.EveryField);
            bench.Simulator.Faults.Add(new Fault { HttpStatus = status, Skip = status is null ? int.MaxValue : 0 });

            List<RequestEvent> told = await TellAsync(
                bench, bench.Settings with { CredentialLocation = location, Token = "demo-token".AsSecret() });

            Assert.NotEmpty(told);
            Assert.All(told, e => Assert.DoesNotContain(SimulatorFixture.AppSecret, e.ToString(), StringComparison.Ordinal));
            Assert.All(told, e => Assert.DoesNotContain("demo-token", e.ToString(), StringComparison.Ordinal));
        }
    }

    /// <summary>Asks, lets the time pass, and gives what was told on the way, good or bad.</summary>
    private static async Task<List<RequestEvent>> TellAsync(SimulatorFixture bench, BkJobClientOptions settings)
    {
        var told = new List<RequestEvent>();
        Task<JobInstance> question = bench.Connect(settings).GetJobInstanceAsync(SimulatorFixture.Query, told.Add);
        await bench.Clock.PassWhileAsync(question);
        await Record.ExceptionAsync(() => question);
        return told;
    }
}
