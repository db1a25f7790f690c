using BkJob.Core.Tests.Support;
using BkJob.Simulator;
using BkJob.Transport;

namespace BkJob.Core.Tests.Retrying;

/// <summary>Which faults are asked again after, how often, and how long is waited in between.</summary>
public sealed class RetryTests
{
    public static TheoryData<Fault> Passing =>
    [
        new Fault { HttpStatus = 503 },
        new Fault { HttpStatus = 502, Body = "<html></html>", ContentType = "text/html" },
        new Fault { HttpStatus = 504 },
        new Fault { HttpStatus = 429 },
        new Fault { HttpStatus = 408 },
        new Fault { EnvelopeCode = 1306201, Message = "exceeds 30 seconds" },
        new Fault { EnvelopeCode = 1306429 },
        new Fault { EnvelopeCode = 1240002 },
        new Fault { EnvelopeCode = 1244032 },
        new Fault { EnvelopeCode = 1299999, Message = "a code never seen" },
        new Fault { CutAfterBytes = 100 },
    ];

    public static TheoryData<Fault> Lasting =>
    [
        new Fault { EnvelopeCode = 1244006 },
        new Fault { EnvelopeCode = 9900403 },
        new Fault { EnvelopeCode = 1241007 },
        new Fault { EnvelopeCode = 1306203 },
        new Fault { EnvelopeCode = 1306405 },
        new Fault { EnvelopeCode = 1306000, Message = "User authentication failed" },
        new Fault { EnvelopeCode = 1306000, Message = "a text never seen" },
        new Fault { HttpStatus = 401 },
        new Fault { HttpStatus = 404 },
        new Fault { Body = "<html>login</html>", ContentType = "text/html" },
        new Fault { Body = "{}" },
    ];

    [Theory]
    [MemberData(nameof(Passing))]
    public async Task Transient_error_is_retried_up_to_the_limit(Fault fault)
    {
        foreach (int retries in new[] { 0, 1, 3 })
        {
            await using SimulatorFixture bench = await StartAsync(fault with { Times = null });
            Task<JobInstance> request = GetJobAsync(bench, retries);

            List<TimeSpan> waits = await bench.Clock.PassWhileAsync(request);

            Assert.True((await Assert.ThrowsAsync<BkJobException>(() => request)).IsTransient);
            Assert.Equal(retries + 1, bench.Simulator.Requests.All.Count);
            Assert.All(waits, wait => Assert.InRange(wait.TotalSeconds, 0, 2));
        }
    }

    [Theory]
    [MemberData(nameof(Passing))]
    public async Task Transient_error_is_retried_until_success(Fault fault)
    {
        await using SimulatorFixture bench = await StartAsync(fault with { Times = 2 });
        Task<JobInstance> request = GetJobAsync(bench, retries: 3);

        await bench.Clock.PassWhileAsync(request);

        Assert.Equal(100, (await request).Id);
        Assert.Equal(3, bench.Simulator.Requests.All.Count);
    }

    [Theory]
    [MemberData(nameof(Lasting))]
    public async Task Permanent_error_is_not_retried(Fault fault)
    {
        await using SimulatorFixture bench = await StartAsync(fault with { Times = null });
        Task<JobInstance> request = GetJobAsync(bench, retries: 3);

        List<TimeSpan> waits = await bench.Clock.PassWhileAsync(request);

        Assert.False((await Assert.ThrowsAsync<BkJobException>(() => request)).IsTransient);
        Assert.Empty(waits);
        Assert.Single(bench.Simulator.Requests.All);
    }

    /// <summary>Twice as long each time up to 20 s, and any part of it by chance.</summary>
    [Theory]
    [InlineData(1, 0.5)]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(4, 4)]
    [InlineData(5, 8)]
    [InlineData(6, 16)]
    [InlineData(7, 20)]
    [InlineData(100, 20)]
    [InlineData(int.MaxValue, 20)]
    public void Backoff_doubles_up_to_its_limit(int retry, double seconds)
    {
        var fault = new BkJobException(BkJobErrorKind.ServerError, "x") { IsTransient = true };

        Assert.Equal(TimeSpan.FromSeconds(seconds), RetryPolicy.GetDelay(fault, retry, jitter: 1));
        Assert.Equal(TimeSpan.FromSeconds(seconds / 2), RetryPolicy.GetDelay(fault, retry, jitter: 0.5));
        Assert.Equal(TimeSpan.Zero, RetryPolicy.GetDelay(fault, retry, jitter: 0));
    }

    [Fact]
    public async Task Retry_delay_is_bounded_and_reported_beforehand()
    {
        await using SimulatorFixture bench = await StartAsync(new Fault { HttpStatus = 503, Times = null });
        var events = new List<RequestEvent>();
        Task<JobInstance> request = bench.Connect(bench.Settings with { MaximumRetryCount = 7 })
            .GetJobInstanceAsync(SimulatorFixture.Query, events.Add, TestContext.Current.CancellationToken);

        List<TimeSpan> waits = await bench.Clock.PassWhileAsync(request);

        await Assert.ThrowsAsync<BkJobException>(() => request);
        double[] bounds = [0.5, 1, 2, 4, 8, 16, 20];
        Assert.Equal(8, events.Count);
        Assert.All(events.Zip(bounds), pair => Assert.InRange(pair.First.RetryIn!.Value.TotalSeconds, 0, pair.Second));
        Assert.Null(events[^1].RetryIn);

        // Timers count whole milliseconds: of a wait below one there is nothing left.
        double[] reportedWaits = [.. events.Select(e => Math.Floor(e.RetryIn?.TotalMilliseconds ?? 0)).Where(wait => wait > 0)];
        Assert.Equal(reportedWaits, waits.Select(wait => wait.TotalMilliseconds));
    }

    private static Task<JobInstance> GetJobAsync(SimulatorFixture bench, int retries) =>
        SimulatorFixture.InvokeAsync(bench.Connect(bench.Settings with { MaximumRetryCount = retries }));

    private static async Task<SimulatorFixture> StartAsync(Fault fault)
    {
        SimulatorFixture bench = await SimulatorFixture.StartAsync();
        bench.Serve(Bodies.EveryField);
        bench.Simulator.Faults.Add(fault);
        return bench;
    }
}
