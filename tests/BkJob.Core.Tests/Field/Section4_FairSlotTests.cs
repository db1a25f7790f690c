using BkJob.Core.Tests.Waiting.Stage;
using Microsoft.Extensions.Time.Testing;

namespace BkJob.Core.Tests.Field;

/// <summary>field-faults.md §4 row 3: a request that hangs does not hold a slot for long.</summary>
public sealed class Section4_FairSlotTests
{
    [Theory]
    [InlineData(8, 108, 8, 3)]
    [InlineData(8, 108, 1, 12)]
    [InlineData(64, 164, 8, 12)]
    [InlineData(1, 2, 1, 3)]
    public async Task Hanging_jobs_do_not_starve_the_others(int hanging, int all, int throttle, double within)
    {
        var stage = new WaitStage(new WaitOptions { ThrottleLimit = throttle, Timeout = TimeSpan.FromMinutes(10) });
        for (int id = 1; id <= all; id++)
        {
            stage.PlayBy(id, id <= hanging
                ? _ => Reply.Failing(BkJobErrorKind.RequestTimeout) with { Takes = TimeSpan.FromSeconds(40) }
                : _ => Reply.At(3) with { Takes = TimeSpan.FromMilliseconds(10) });
        }

        await stage.RunUntilAsync(60);

        Told[] arrived = [.. stage.Events.Where(told => told.What is JobArrived)];
        Assert.Equal(all - hanging, arrived.Length);
        Assert.InRange(arrived.Max(told => told.At.TotalSeconds), 0, within);
        await stage.User.CancelAsync();
    }

    /// <summary>A server that takes long for every response is slow, and not hanging: the throttle holds.</summary>
    [Fact]
    public async Task Slow_server_gets_no_more_requests_at_a_time()
    {
        var stage = new WaitStage(new WaitOptions { ThrottleLimit = 4, PollInterval = TimeSpan.FromSeconds(1) });
        for (int id = 1; id <= 12; id++)
        {
            stage.Play(id, [.. Reply.Path("2 2 2 2 2 2 2 2 3").Select(reply => reply with { Takes = TimeSpan.FromSeconds(0.9) })]);
        }

        await stage.RunToEndAsync();

        Assert.Equal(4, stage.MaxInFlight);
    }

    /// <summary>The same rule for a pipeline of Get.</summary>
    [Fact]
    public async Task Hanging_request_of_a_pipeline_lets_the_others_run()
    {
        var clock = new FakeTimeProvider();
        var queue = new OrderedQueue<int>(2, clock);
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

        await Support.Bounded.UntilAsync(() => Volatile.Read(ref ended) == 5);
        never.SetResult(0);
        Assert.Equal(0, queue.TakeNext(cancellation));
    }
}
