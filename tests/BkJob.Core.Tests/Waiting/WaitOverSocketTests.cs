using System.Globalization;
using BkJob.Core.Tests.Support;
using BkJob.Simulator;

namespace BkJob.Core.Tests.Waiting;

/// <summary>The wait with the real connection: what servers say in headers, and how many requests a poll is.</summary>
public sealed class WaitOverSocketTests
{
    private const string Reset = "X-Bkapi-RateLimit-Reset";

    [Theory]
    [InlineData(429, Reset, "7", 7)]
    [InlineData(429, Reset, "90", 90)]
    [InlineData(429, Reset, "0", 1)]
    [InlineData(429, "Retry-After", "5", 5)]
    [InlineData(429, "Retry-After", "3600", 3600)]
    [InlineData(429, "Retry-After", "date+9", 9)]
    [InlineData(429, "Retry-After", "date+120", 120)]
    [InlineData(429, "Retry-After", "date-9", 1)]
    [InlineData(503, "Retry-After", "11", 11)]
    [InlineData(503, "Retry-After", "date+70", 70)]
    public async Task RetryAfter_over_a_minute_is_waited(int status, string header, string value, double seconds)
    {
        await using SimulatorFixture bench = await StartAsync();
        bench.Simulator.Faults.Add(new Fault
        {
            HttpStatus = status,
            Headers = new Dictionary<string, string> { [header] = HeaderOf(bench, value), ["Date"] = $"{bench.Clock.GetUtcNow():R}" },
        });

        (List<WaitEvent> events, List<TimeSpan> waits) = await WaitAsync(bench, Fixed(1));

        // Counted to the millisecond: the response itself takes no time on this clock.
        // A delay below the minimum is a second, and by chance up to a fifth more.
        Assert.InRange(waits.Sum(wait => wait.TotalSeconds), seconds, seconds > 1 ? seconds : 1.2);
        PollRetrying failed = Assert.Single(events.OfType<PollRetrying>());
        Assert.Equal(status == 429 ? (BkJobErrorKind.Throttled, 0) : (BkJobErrorKind.ServerError, 1), (failed.Fault.Kind, failed.FailuresInRow));
        Assert.IsType<JobCompleted>(events[^1]);
        Assert.Equal(2, bench.Simulator.Requests.All.Count);
    }

    /// <summary>A wait does wait so long: it must not say that it does not.</summary>
    [Fact]
    public async Task Awaited_RetryAfter_is_not_reported_as_too_long()
    {
        await using SimulatorFixture bench = await StartAsync();
        bench.Simulator.Faults.Add(new Fault { HttpStatus = 429, Headers = new Dictionary<string, string> { [Reset] = "90" } });

        (List<WaitEvent> events, _) = await WaitAsync(bench, Fixed(1));

        PollRetrying failed = Assert.Single(events.OfType<PollRetrying>());
        Assert.Equal(90, failed.RetryIn.TotalSeconds);
        Assert.DoesNotContain("too long", failed.Fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Poll_is_one_request_without_retries()
    {
        await using SimulatorFixture bench = await StartAsync();
        bench.Simulator.Faults.Add(new Fault { HttpStatus = 502, Times = 4 });
        bench.Simulator.Faults.Add(new Fault { EnvelopeCode = 1240002, Times = 3 });

        (List<WaitEvent> events, _) = await WaitAsync(bench, Fixed(1));

        Assert.Equal([1, 2, 3, 4, 5, 6, 7], events.OfType<PollRetrying>().Select(failed => failed.FailuresInRow));
        Assert.Equal(8, events.OfType<RequestCompleted>().Count());
        Assert.Equal(8, bench.Simulator.Requests.All.Count);
        Assert.All(events.OfType<RequestCompleted>(), made => Assert.Null(made.Request.RetryIn));
        Assert.IsType<JobCompleted>(events[^1]);
    }

    [Fact]
    public async Task Outage_ends_exactly_at_its_timeout()
    {
        await using SimulatorFixture bench = await StartAsync();
        bench.Simulator.Faults.Add(new Fault { HttpStatus = 502, Times = null });

        (List<WaitEvent> events, _) = await WaitAsync(bench, Fixed(1) with { OutageTimeout = TimeSpan.FromSeconds(3) });

        PollingFailed gaveUp = Assert.IsType<PollingFailed>(events[^1]);
        Assert.Equal((BkJobErrorKind.ServerError, 502), (gaveUp.Fault.Kind, (int?)gaveUp.Fault.HttpStatus));
        Assert.Equal(TimeSpan.FromSeconds(3), gaveUp.Outage);
    }

    [Theory]
    [InlineData(1306403, "No permission", BkJobErrorKind.PermissionDenied)]
    [InlineData(9900403, "No permission", BkJobErrorKind.PermissionDenied)]
    [InlineData(1244006, "No such instance", BkJobErrorKind.InstanceNotFound)]
    [InlineData(1306404, "No component", BkJobErrorKind.ApiNotFound)]
    [InlineData(1240003, "Bad parameter", BkJobErrorKind.InvalidArgument)]
    [InlineData(1210101, "Config error", BkJobErrorKind.ServerError)]
    [InlineData(1306000, "User authentication failed, please check if the bk_token is valid", BkJobErrorKind.AuthenticationFailed)]
    public async Task Permanent_error_is_one_request(int code, string message, BkJobErrorKind kind)
    {
        await using SimulatorFixture bench = await StartAsync();
        bench.Simulator.Faults.Add(new Fault { EnvelopeCode = code, Message = message, Times = null });

        (List<WaitEvent> events, List<TimeSpan> waits) = await WaitAsync(bench, Fixed(1));

        Assert.Equal(kind, Assert.IsType<PollingFailed>(events[^1]).Fault.Kind);
        Assert.Empty(waits);
        Assert.Single(bench.Simulator.Requests.All);
    }

    /// <summary>A login page or a proxy's: an outage like any other.</summary>
    [Fact]
    public async Task Html_page_is_a_transient_error()
    {
        await using SimulatorFixture bench = await StartAsync();
        bench.Simulator.Faults.Add(new Fault { Body = "<html>Login</html>", ContentType = "text/html", Times = 9 });

        (List<WaitEvent> events, _) = await WaitAsync(bench, Fixed(1));

        Assert.All(events.OfType<PollRetrying>(), failed => Assert.Equal(BkJobErrorKind.InvalidResponse, failed.Fault.Kind));
        Assert.Equal(9, events.OfType<PollRetrying>().Count());
        Assert.IsType<JobCompleted>(events[^1]);
    }

    /// <summary>A confirmation step on the simulator's clock, which runs with the client's.</summary>
    [Fact]
    public async Task Job_is_awaited_through_its_confirmation()
    {
        await using SimulatorFixture bench = await SimulatorFixture.StartAsync(new SimulatorOptions { ManualClock = true });
        bench.Simulator.Jobs.Add(new SimulatedJob
        {
            Id = 100,
            IsFinishedFlag = true,
            Steps =
            [
                new SimulatedStep { Hosts = 10, Seconds = 3 },
                new SimulatedStep { Type = 3, ConfirmedAfter = 4, Id = 77 },
                new SimulatedStep { Hosts = 20, Seconds = 3, FailedHosts = 2 },
            ],
        });
        var events = new List<WaitEvent>();
        Task run = new JobWaiter(bench.Connect(), Fixed(1), bench.Clock)
            .RunAsync([SimulatorFixture.Query], events.Add, TestContext.Current.CancellationToken);
        for (int second = 0; second < 10; second++)
        {
            TimeSpan wait = await bench.Clock.NextWaitAsync();
            Assert.Equal(1, wait.TotalSeconds);
            bench.Simulator.Clock.Advance(wait);
            bench.Clock.Advance(wait);
        }

        await run.InTimeAsync();
        Assert.Equal([2, 2, 2, 7, 7, 7, 7, 2, 2, 2], events.OfType<JobPolled>().Select(read => (int)read.Job.Status));
        Assert.Equal([77L], events.OfType<ConfirmationRequired>().Select(stopped => Assert.Single(stopped.Steps).Id));
        JobInstance job = Assert.IsType<JobCompleted>(events[^1]).Job;
        Assert.Equal((JobStatus.Failed, 30, 2), (job.Status, job.Steps.Sum(step => step.IpStatuses.Count), job.Hosts?.Failed));
    }

    private static WaitOptions Fixed(double seconds) => new() { PollInterval = TimeSpan.FromSeconds(seconds) };

    private static async Task<SimulatorFixture> StartAsync()
    {
        SimulatorFixture bench = await SimulatorFixture.StartAsync();
        bench.Serve(Bodies.EveryField);
        return bench;
    }

    private static string HeaderOf(SimulatorFixture bench, string value) => value.StartsWith("date", StringComparison.Ordinal)
        ? bench.Clock.GetUtcNow().AddSeconds(int.Parse(value[4..], CultureInfo.InvariantCulture)).ToString("R")
        : value;

    private static async Task<(List<WaitEvent> Events, List<TimeSpan> Waits)> WaitAsync(SimulatorFixture bench, WaitOptions options)
    {
        var events = new List<WaitEvent>();
        BkJobClient connection = bench.Connect(bench.Settings with { MaximumRetryCount = 3 });
        Task run = new JobWaiter(connection, options, bench.Clock)
            .RunAsync([SimulatorFixture.Query], events.Add, TestContext.Current.CancellationToken);
        List<TimeSpan> waits = await bench.Clock.PassWhileAsync(run);
        await run;
        return (events, waits);
    }
}
