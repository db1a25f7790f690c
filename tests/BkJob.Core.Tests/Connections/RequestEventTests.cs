using System.Net;
using BkJob.Core.Tests.Support;
using BkJob.Simulator;

namespace BkJob.Core.Tests.Connections;

/// <summary>What those who watch are told of each request.</summary>
public sealed class RequestEventTests
{
    private const string Path = "api/c/compapi/v2/job/get_job_instance_status/";

    [Fact]
    public async Task Successful_response_is_reported_with_status_and_request_id()
    {
        await using SimulatorFixture bench = await SimulatorFixture.StartAsync();
        bench.Serve(Bodies.EveryField);

        RequestEvent requestEvent = Assert.Single(await CollectEventsAsync(bench, bench.Settings));

        Assert.Equal(
            ("GET", Path, SimulatorFixture.Query, HttpStatusCode.OK, "req-7", null, null),
            (requestEvent.Method, requestEvent.Path, requestEvent.Request, requestEvent.Status, requestEvent.RequestId, requestEvent.Fault, requestEvent.RetryIn));
    }

    [Fact]
    public async Task Each_request_to_a_legacy_ESB_is_reported()
    {
        await using SimulatorFixture bench = await SimulatorFixture.StartAsync(new SimulatorOptions { Esb = EsbEdition.Legacy });
        bench.Serve(Bodies.EveryField);

        List<RequestEvent> events = await CollectEventsAsync(bench, bench.Settings);

        Assert.Equal(["GET", "POST"], events.Select(e => e.Method));
        Assert.Equal(BkJobErrorKind.AuthenticationFailed, events[0].Fault?.Kind);
        Assert.Equal(32, events[0].RequestId?.Length);
        Assert.Equal((null, "req-7"), (events[1].Fault, events[1].RequestId));
    }

    [Fact]
    public async Task Retry_is_reported_with_its_error_and_delay()
    {
        await using SimulatorFixture bench = await SimulatorFixture.StartAsync();
        bench.Serve(Bodies.EveryField);
        bench.Simulator.Faults.Add(new Fault
        {
            HttpStatus = 429,
            Headers = new Dictionary<string, string> { ["Retry-After"] = "5", ["X-Bkapi-Request-ID"] = "gw-1" },
        });

        List<RequestEvent> events = await CollectEventsAsync(bench, bench.Settings with { MaximumRetryCount = 1 });

        Assert.Equal(2, events.Count);
        Assert.Equal(
            (HttpStatusCode.TooManyRequests, "gw-1", BkJobErrorKind.Throttled, TimeSpan.FromSeconds(5)),
            (events[0].Status, events[0].RequestId, events[0].Fault?.Kind, events[0].RetryIn));
        Assert.Equal((HttpStatusCode.OK, null, null), (events[1].Status, events[1].Fault, events[1].RetryIn));
    }

    [Fact]
    public async Task Duration_of_a_request_is_reported()
    {
        await using SimulatorFixture bench = await SimulatorFixture.StartAsync(new SimulatorOptions { ManualClock = true });
        bench.Serve(Bodies.EveryField);
        bench.Simulator.Faults.Add(new Fault { Delay = TimeSpan.FromSeconds(3) });
        Task<List<RequestEvent>> telling = CollectEventsAsync(bench, bench.Settings);
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
    public async Task Request_event_contains_no_secret(CredentialLocation location)
    {
        foreach (int? status in new int?[] { null, 503, 302 })
        {
            await using SimulatorFixture bench = await SimulatorFixture.StartAsync(new SimulatorOptions { Esb = EsbEdition.Legacy });
            bench.Serve(Bodies.EveryField);
            bench.Simulator.Faults.Add(new Fault { HttpStatus = status, Skip = status is null ? int.MaxValue : 0 });

            List<RequestEvent> events = await CollectEventsAsync(
                bench, bench.Settings with { CredentialLocation = location, Token = "demo-token".AsSecret() });

            Assert.NotEmpty(events);
            Assert.All(events, e => Assert.DoesNotContain(SimulatorFixture.AppSecret, e.ToString(), StringComparison.Ordinal));
            Assert.All(events, e => Assert.DoesNotContain("demo-token", e.ToString(), StringComparison.Ordinal));
        }
    }

    /// <summary>Asks, lets the time pass, and gives what was told on the way, good or bad.</summary>
    private static async Task<List<RequestEvent>> CollectEventsAsync(SimulatorFixture bench, BkJobClientOptions settings)
    {
        var events = new List<RequestEvent>();
        Task<JobInstance> request = bench.Connect(settings).GetJobInstanceAsync(SimulatorFixture.Query, events.Add);
        await bench.Clock.PassWhileAsync(request);
        await Record.ExceptionAsync(() => request);
        return events;
    }
}
