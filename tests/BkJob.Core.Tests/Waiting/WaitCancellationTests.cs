using BkJob.Core.Tests.Support;
using BkJob.Core.Tests.Waiting.Harness;
using BkJob.Simulator;

namespace BkJob.Core.Tests.Waiting;

/// <summary>Ctrl+C, wherever the wait stands. The clock does not move: nothing but the user ends it.</summary>
public sealed class WaitCancellationTests
{
    public enum Place
    {
        BeforeTheStart,
        InAQuestion,
        WaitingForAPlace,
        Pausing,
        BackingOff,
        AtAStop,
    }

    [Theory]
    [InlineData(Place.BeforeTheStart)]
    [InlineData(Place.InAQuestion)]
    [InlineData(Place.WaitingForAPlace)]
    [InlineData(Place.Pausing)]
    [InlineData(Place.BackingOff)]
    [InlineData(Place.AtAStop)]
    public async Task Cancellation_is_immediate_and_publishes_nothing_more(Place place)
    {
        WaitHarness harness = StandingAt(place);
        if (place == Place.BeforeTheStart)
        {
            await harness.User.CancelAsync();
        }

        harness.Start();
        await harness.SettleAsync();
        int events = harness.Events.Count;
        Assert.Equal(place == Place.BeforeTheStart, harness.Run.IsCompleted);

        await harness.User.CancelAsync();

        var cancelled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => harness.Run.InTimeAsync());
        Assert.Equal(harness.User.Token, cancelled.CancellationToken);
        Assert.Equal(events, harness.Events.Count);
        Assert.DoesNotContain(harness.Events, e => WaitEventFormatter.IsLast(e.What));
        Assert.Equal((0, 0), (harness.InFlight, harness.Clock.Pending));

        int requests = harness.Requests.Count;
        harness.Clock.Advance(TimeSpan.FromHours(1));
        await harness.SettleAsync();
        Assert.Equal((events, requests), (harness.Events.Count, harness.Requests.Count));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cancellation_in_a_callback_publishes_nothing_more(bool atTheEnd)
    {
        var harness = new WaitHarness(new WaitOptions { Any = atTheEnd, Timeout = TimeSpan.FromSeconds(60) });
        harness.PlayBy(100, number => Reply.At(number < 3 ? 2 : 3)).PlayBy(101, _ => Reply.At(2)).PlayBy(102, _ => Reply.At(7));
        int after = 0;
        harness.OnEvent = what =>
        {
            after += harness.User.IsCancellationRequested ? 1 : 0;
            if (atTheEnd ? what is JobCompleted : what is JobPolled { Job.Id: 101 })
            {
                harness.User.Cancel();
            }
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => harness.RunToEndAsync());

        // The callback that cancels has been counted before it did.
        Assert.Equal(0, after);
        Assert.Equal(0, harness.Clock.Pending);
    }

    [Fact]
    public async Task Pending_request_is_cancelled_on_its_socket()
    {
        await using SimulatorFixture bench = await SimulatorFixture.StartAsync(new SimulatorOptions { ManualClock = true });
        bench.Simulator.Faults.Add(new Fault { Delay = TimeSpan.FromHours(1), Times = null });
        using var user = new CancellationTokenSource();
        var events = new List<WaitEvent>();
        JobInstanceQuery[] queries = [.. Enumerable.Range(1, 20).Select(id => new JobInstanceQuery(id, new JobScope(1, null, null)))];
        Task run = new JobWaiter(bench.Connect(), new WaitOptions { ThrottleLimit = 4 }, bench.Clock).RunAsync(queries, events.Add, user.Token);
        await WaitUntil.TrueAsync(() => bench.Simulator.Requests.InFlight == 4);

        await user.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.InTimeAsync());
        await WaitUntil.TrueAsync(() => bench.Simulator.Requests.InFlight == 0);
        Assert.Empty(events);
        Assert.Equal(4, bench.Simulator.Requests.All.Count);
    }

    [Fact]
    public async Task Endless_body_is_cancelled_at_once()
    {
        await using SimulatorFixture bench = await SimulatorFixture.StartAsync();
        byte[] half = System.Text.Encoding.UTF8.GetBytes(Bodies.EveryField)[..700];
        await using var server = new RawServer(RawServer.Ok(half, length: 2000), keepsOpen: true);
        using var user = new CancellationTokenSource();
        var events = new List<WaitEvent>();
        Task run = new JobWaiter(bench.Connect(bench.Settings with { Server = server.Address }), new WaitOptions(), bench.Clock)
            .RunAsync([SimulatorFixture.Query], events.Add, user.Token);
        await WaitUntil.TrueAsync(() => server.ResponseCount == 1);

        await user.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.InTimeAsync());
        Assert.Empty(events);
    }

    private static WaitHarness StandingAt(Place place)
    {
        var harness = new WaitHarness(new WaitOptions { ThrottleLimit = 1, Timeout = TimeSpan.FromHours(1) });
        return place switch
        {
            Place.InAQuestion => harness.Play(100, Reply.Never),
            Place.WaitingForAPlace => harness.Play(100, Reply.Never).Play(101).Play(102),
            Place.Pausing => harness.Play(100, Reply.At(2)).Play(101, Reply.At(1)),
            Place.BackingOff => harness.Play(100, Reply.Path("x")).Play(101, Reply.Failing(BkJobErrorKind.Throttled, retryAfter: 300)),
            Place.AtAStop => harness.Play(100, Reply.At(7)),
            _ => harness.Play(100),
        };
    }
}
