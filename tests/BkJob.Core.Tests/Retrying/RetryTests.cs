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
    public async Task A_passing_fault_is_asked_again_as_often_as_allowed(Fault fault)
    {
        foreach (int retries in new[] { 0, 1, 3 })
        {
            await using SimulatorFixture bench = await StartAsync(fault with { Times = null });
            Task<JobInstance> question = Ask(bench, retries);

            List<TimeSpan> waits = await bench.Clock.PassWhileAsync(question);

            Assert.True((await Assert.ThrowsAsync<BkJobException>(() => question)).IsTransient);
            Assert.Equal(retries + 1, bench.Simulator.Requests.All.Count);
            Assert.All(waits, wait => Assert.InRange(wait.TotalSeconds, 0, 2));
        }
    }

    [Theory]
    [MemberData(nameof(Passing))]
    public async Task A_fault_that_has_passed_is_forgotten(Fault fault)
    {
        await using SimulatorFixture bench = await StartAsync(fault with { Times = 2 });
        Task<JobInstance> question = Ask(bench, retries: 3);

        await bench.Clock.PassWhileAsync(question);

        Assert.Equal(100, (await question).Id);
        Assert.Equal(3, bench.Simulator.Requests.All.Count);
    }

    [Theory]
    [MemberData(nameof(Lasting))]
    public async Task A_lasting_fault_is_asked_once(Fault fault)
    {
        await using SimulatorFixture bench = await StartAsync(fault with { Times = null });
        Task<JobInstance> question = Ask(bench, retries: 3);

        List<TimeSpan> waits = await bench.Clock.PassWhileAsync(question);

        Assert.False((await Assert.ThrowsAsync<BkJobException>(() => question)).IsTransient);
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
    public void Back_off_doubles_up_to_its_bound(int retry, double seconds)
    {
        var fault = new BkJobException(BkJobErrorKind.ServerError, "x") { IsTransient = true };

        Assert.Equal(TimeSpan.FromSeconds(seconds), RetryPolicy.GetDelay(fault, retry, jitter: 1));
        Assert.Equal(TimeSpan.FromSeconds(seconds / 2), RetryPolicy.GetDelay(fault, retry, jitter: 0.5));
        Assert.Equal(TimeSpan.Zero, RetryPolicy.GetDelay(fault, retry, jitter: 0));
    }

    [Fact]
    public async Task What_is_waited_lies_within_the_bounds_and_is_told_beforehand()
    {
        await using SimulatorFixture bench = await StartAsync(new Fault { HttpStatus = 503, Times = null });
        var told = new List<RequestEvent>();
        Task<JobInstance> question = bench.Connect(bench.Settings with { MaximumRetryCount = 7 })
            .GetJobInstanceAsync(SimulatorFixture.Query, told.Add, TestContext.Current.CancellationToken);

        List<TimeSpan> waits = await bench.Clock.PassWhileAsync(question);

        await Assert.ThrowsAsync<BkJobException>(() => question);
        double[] bounds = [0.5, 1, 2, 4, 8, 16, 20];
        Assert.Equal(8, told.Count);
        Assert.All(told.Zip(bounds), pair => Assert.InRange(pair.First.RetryIn!.Value.TotalSeconds, 0, pair.Second));
        Assert.Null(told[^1].RetryIn);

        // Timers count whole milliseconds: of a wait below one there is nothing left.
        double[] toldWaits = [.. told.Select(e => Math.Floor(e.RetryIn?.TotalMilliseconds ?? 0)).Where(wait => wait > 0)];
        Assert.Equal(toldWaits, waits.Select(wait => wait.TotalMilliseconds));
    }

    private static Task<JobInstance> Ask(SimulatorFixture bench, int retries) =>
        SimulatorFixture.InvokeAsync(bench.Connect(bench.Settings with { MaximumRetryCount = retries }));

    private static async Task<SimulatorFixture> StartAsync(Fault fault)
    {
        SimulatorFixture bench = await SimulatorFixture.StartAsync();
        bench.Serve(Bodies.EveryField);
        bench.Simulator.Faults.Add(fault);
        return bench;
    }
}
