using System.Text;
using BkJob.Core.Tests.Support;
using BkJob.Simulator;

namespace BkJob.Core.Tests.Retrying;

/// <summary>
/// Ctrl+C and the end of patience. Neither clock moves unless a test moves it, so nothing but what the test does can end a question.
/// </summary>
public sealed class CancellationTests
{
    private static readonly byte[] HalfABody = Encoding.UTF8.GetBytes(Bodies.EveryField)[..700];

    [Fact]
    public async Task Request_without_a_response_can_be_cancelled()
    {
        await using SimulatorFixture bench = await StartHoldingAsync();
        using var cancel = new CancellationTokenSource();
        Task<JobInstance> request = bench.Connect().GetJobInstanceAsync(SimulatorFixture.Query, null, cancel.Token);
        await WaitUntil.TrueAsync(() => bench.Simulator.Requests.InFlight == 1);

        await cancel.CancelAsync();

        await AssertCancelledAsync(request);
        await WaitUntil.TrueAsync(() => bench.Simulator.Requests.InFlight == 0);
    }

    [Fact]
    public async Task Retry_delay_can_be_cancelled()
    {
        await using SimulatorFixture bench = await SimulatorFixture.StartAsync();
        bench.Simulator.Faults.Add(new Fault
        {
            HttpStatus = 429,
            Headers = new Dictionary<string, string> { ["Retry-After"] = "30" },
        });
        using var cancel = new CancellationTokenSource();
        Task<JobInstance> request = bench.Connect(bench.Settings with { MaximumRetryCount = 3 })
            .GetJobInstanceAsync(SimulatorFixture.Query, null, cancel.Token);
        Assert.Equal(TimeSpan.FromSeconds(30), await bench.Clock.NextWaitAsync());

        await cancel.CancelAsync();

        await AssertCancelledAsync(request);
        Assert.Single(bench.Simulator.Requests.All);
    }

    [Fact]
    public async Task Endless_body_can_be_cancelled()
    {
        await using SimulatorFixture bench = await SimulatorFixture.StartAsync();
        await using var server = new RawServer(RawServer.Ok(HalfABody, length: 2000), keepsOpen: true);
        using var cancel = new CancellationTokenSource();
        Task<JobInstance> request = bench.Connect(bench.Settings with { Server = server.Address })
            .GetJobInstanceAsync(SimulatorFixture.Query, null, cancel.Token);
        await WaitUntil.TrueAsync(() => server.ResponseCount == 1);

        await cancel.CancelAsync();

        await AssertCancelledAsync(request);
    }

    [Fact]
    public async Task Cancelled_request_is_never_sent()
    {
        await using SimulatorFixture bench = await SimulatorFixture.StartAsync();

        await AssertCancelledAsync(bench.Connect().GetJobInstanceAsync(SimulatorFixture.Query, null, new CancellationToken(canceled: true)));

        Assert.Empty(bench.Simulator.Requests.All);
    }

    /// <summary>One asks about the place of the credentials for all; the others must not be tied to it.</summary>
    [Fact]
    public async Task Request_waiting_for_a_trial_can_be_cancelled()
    {
        await using SimulatorFixture bench = await SimulatorFixture.StartAsync(new SimulatorOptions { Esb = EsbEdition.Legacy, ManualClock = true });
        bench.Simulator.Faults.Add(new Fault { Skip = 2, Delay = TimeSpan.FromHours(1) });
        bench.Simulator.Faults.Add(new Fault { Delay = TimeSpan.FromSeconds(1), Times = 2 });
        BkJobClient connection = bench.Connect();
        using var cancel = new CancellationTokenSource();
        Task<JobInstance>[] requests =
        [
            connection.GetJobInstanceAsync(SimulatorFixture.Query, null, cancel.Token),
            connection.GetJobInstanceAsync(SimulatorFixture.Query, null, cancel.Token),
        ];
        await WaitUntil.TrueAsync(() => bench.Simulator.Requests.InFlight == 2);
        bench.Simulator.Clock.Advance(TimeSpan.FromSeconds(1));
        await WaitUntil.TrueAsync(() => bench.Simulator.Requests.All.Count == 3);

        await cancel.CancelAsync();

        await AssertCancelledAsync(requests[0]);
        await AssertCancelledAsync(requests[1]);
    }

    [Fact]
    public async Task Late_response_is_a_timeout()
    {
        await using SimulatorFixture bench = await StartHoldingAsync();
        Task<JobInstance> request = SimulatorFixture.InvokeAsync(bench.Connect());
        await WaitUntil.TrueAsync(() => bench.Simulator.Requests.InFlight == 1);

        bench.Clock.Advance(TestClock.RequestTimeout);

        AssertTimeout(await Assert.ThrowsAsync<BkJobException>(() => request), bench.Simulator.Address);
        await WaitUntil.TrueAsync(() => bench.Simulator.Requests.InFlight == 0);
    }

    [Fact]
    public async Task Slow_body_is_a_timeout()
    {
        await using SimulatorFixture bench = await SimulatorFixture.StartAsync();
        await using var server = new RawServer(RawServer.Ok(HalfABody, length: 2000), keepsOpen: true);
        Task<JobInstance> request = SimulatorFixture.InvokeAsync(bench.Connect(bench.Settings with { Server = server.Address }));
        await WaitUntil.TrueAsync(() => server.ResponseCount == 1);

        bench.Clock.Advance(TestClock.RequestTimeout);

        AssertTimeout(await Assert.ThrowsAsync<BkJobException>(() => request), server.Address);
    }

    /// <summary>The timeout is that of a request: each try has it anew, and the waits between them do not count.</summary>
    [Fact]
    public async Task Retry_after_a_timeout_has_the_full_timeout()
    {
        await using SimulatorFixture bench = await StartHoldingAsync();
        bench.Serve(Bodies.EveryField);
        Task<JobInstance> request = SimulatorFixture.InvokeAsync(bench.Connect(bench.Settings with { MaximumRetryCount = 1 }));
        await WaitUntil.TrueAsync(() => bench.Simulator.Requests.InFlight == 1);
        bench.Clock.Advance(TestClock.RequestTimeout);

        List<TimeSpan> waits = await bench.Clock.PassWhileAsync(request);

        Assert.Equal(100, (await request).Id);
        Assert.All(waits, wait => Assert.InRange(wait.TotalSeconds, 0, 0.5));
        Assert.Equal(2, bench.Simulator.Requests.All.Count);
    }

    /// <summary>A server whose first response never comes: its clock stands still.</summary>
    private static async Task<SimulatorFixture> StartHoldingAsync()
    {
        SimulatorFixture bench = await SimulatorFixture.StartAsync(new SimulatorOptions { ManualClock = true });
        bench.Simulator.Faults.Add(new Fault { Delay = TimeSpan.FromHours(1) });
        return bench;
    }

    private static Task AssertCancelledAsync(Task<JobInstance> request) =>
        Assert.ThrowsAnyAsync<OperationCanceledException>(() => request.InTimeAsync());

    private static void AssertTimeout(BkJobException error, Uri server)
    {
        Assert.Equal((BkJobErrorKind.RequestTimeout, true, null), (error.Kind, error.IsTransient, error.HttpStatus));
        Assert.Equal($"{server.Authority} did not respond within 40 seconds.", error.Message);
    }
}
