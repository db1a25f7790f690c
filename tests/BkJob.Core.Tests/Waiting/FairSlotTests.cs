using BkJob.Core.Tests.Support;
using BkJob.Core.Tests.Waiting.Harness;
using BkJob.Simulator;
using BkJob.Transport;
using Microsoft.Extensions.Time.Testing;

namespace BkJob.Core.Tests.Waiting;

/// <summary>A request that hangs does not hold a slot for long.</summary>
public sealed class FairSlotTests
{
    /// <summary>Hanging requests come first, and pass on as many slots in each second as there are.</summary>
    [Theory]
    [InlineData(8, 100, 8, 1)]
    [InlineData(8, 100, 1, 8)]
    [InlineData(64, 100, 8, 8)]
    [InlineData(9, 1, 8, 2)]
    public async Task Slots_of_hanging_requests_go_to_the_others(int hanging, int others, int limit, int seconds)
    {
        var clock = new FakeTimeProvider();
        using var slots = new FairSlots(limit, clock);
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        Task[] hung = [.. Enumerable.Range(0, hanging).Select(_ => slots.EnterAsync(cancellation))];
        Task[] rest = [.. Enumerable.Range(0, others).Select(async _ => slots.Leave(await slots.EnterAsync(cancellation), hasResponse: true))];

        for (int second = 1; second <= seconds; second++)
        {
            Assert.DoesNotContain(rest, task => task.IsCompleted);
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        await Task.WhenAll(rest).InTimeAsync();
        await Task.WhenAll(hung).InTimeAsync();
    }

    /// <summary>Over sockets, and in real time: the hanging requests would end only with their timeout, which no test waits for.</summary>
    [Fact]
    public async Task Hanging_jobs_do_not_starve_the_others()
    {
        await using SimulatorFixture bench = await SimulatorFixture.StartAsync(new SimulatorOptions { ManualClock = true });
        for (int id = 1; id <= 108; id++)
        {
            bench.Simulator.Jobs.Add(new SimulatedJob { Id = id, Steps = [new SimulatedStep { Seconds = 0 }] });
        }

        foreach (int id in Enumerable.Range(1, 8))
        {
            bench.Simulator.Faults.Add(new Fault { JobInstanceId = id, Delay = TimeSpan.FromHours(1), Times = null });
        }

        using var user = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var arrived = new List<WaitEvent>();
        JobInstanceQuery[] queries = [.. Enumerable.Range(1, 108).Select(id => new JobInstanceQuery(id, new JobScope(1, null, null)))];
        Task run = new JobWaiter(bench.Connect(), new WaitOptions()).RunAsync(
            queries, what => arrived.AddRange(new[] { what }.OfType<JobCompleted>()), user.Token);

        await WaitUntil.TrueAsync(() => arrived.Count == 100);

        await user.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
    }

    /// <summary>A server that takes long for every response is slow, and not hanging: the throttle holds.</summary>
    [Fact]
    public async Task Slow_server_gets_no_more_requests_at_a_time()
    {
        var harness = new WaitHarness(new WaitOptions { ThrottleLimit = 4, PollInterval = TimeSpan.FromSeconds(1) });
        for (int id = 1; id <= 12; id++)
        {
            harness.Play(id, [.. Reply.Path("2 2 2 2 2 2 2 2 3").Select(reply => reply with { Takes = TimeSpan.FromSeconds(0.9) })]);
        }

        await harness.RunToEndAsync();

        Assert.Equal(4, harness.MaxInFlight);
    }

    /// <summary>The same rule for a pipeline of Get.</summary>
    [Fact]
    public async Task Hanging_request_of_a_pipeline_lets_the_others_run()
    {
        var clock = new FakeTimeProvider();
        var queue = new OrderedTaskQueue<int>(2, clock);
        var never = new TaskCompletionSource<int>();
        int ended = 0;
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        queue.Add(() => never.Task, cancellation);
        queue.Add(() => never.Task, cancellation);
        for (int n = 0; n < 5; n++)
        {
            queue.Add(() => Task.FromResult(Interlocked.Increment(ref ended)), cancellation);
        }

        Assert.Equal(0, ended);
        clock.Advance(TimeSpan.FromSeconds(1));

        await WaitUntil.TrueAsync(() => Volatile.Read(ref ended) == 5);
        never.SetResult(0);
        Assert.Equal(0, queue.Dequeue(cancellation));
    }
}
