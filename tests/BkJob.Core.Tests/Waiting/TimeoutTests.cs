using BkJob.Core.Tests.Waiting.Harness;

namespace BkJob.Core.Tests.Waiting;

/// <summary>Waits that end because the time is up.</summary>
public sealed class TimeoutTests
{
    [Fact]
    public async Task Wait_without_a_timeout_runs_for_a_month()
    {
        var harness = new WaitHarness(new WaitOptions { PollInterval = TimeSpan.FromHours(1) });
        harness.PlayBy(100, _ => Reply.At(2));

        await harness.RunUntilAsync(TimeSpan.FromDays(30).TotalSeconds);

        Assert.False(harness.Run.IsCompleted);
        Assert.Equal(30 * 24 + 1, harness.Requests.Count);
        Assert.DoesNotContain(harness.Events, e => WaitEventFormatter.IsLast(e.What));
    }

    [Theory]
    [InlineData("3", "arrives 3")]
    [InlineData("4", "arrives 4")]
    [InlineData("21+", "arrives 21")]
    [InlineData("1", "reads 1; times out at 1")]
    [InlineData("2", "reads 2; times out at 2")]
    [InlineData("10", "reads 10; times out at 10")]
    [InlineData("15", "reads 15; times out at 15")]
    [InlineData("21-", "reads 21; times out at 21")]
    [InlineData("7", "reads 7; stops at 500; times out at 7")]
    [InlineData("x", "gives up on ServerError at nothing")]
    [InlineData("t", "gives up on Throttled at nothing")]
    public async Task Timeout_zero_polls_once(string response, string story)
    {
        var harness = new WaitHarness(new WaitOptions { Timeout = TimeSpan.Zero });

        await harness.Play(100, Reply.Path(response)).RunToEndAsync();

        Assert.Equal(story, harness.StoryOf(100));
        Assert.Single(harness.Requests);
        Assert.Equal(TimeSpan.Zero, harness.Clock.Elapsed);
    }

    [Fact]
    public async Task Single_poll_of_each_job_respects_the_throttle()
    {
        var harness = new WaitHarness(new WaitOptions { Timeout = TimeSpan.Zero, ThrottleLimit = 2 });
        for (int id = 1; id <= 20; id++)
        {
            harness.Play(id, Reply.Path(id % 2 == 0 ? "3" : "2")[0] with { Takes = TimeSpan.FromSeconds(1) });
        }

        await harness.RunToEndAsync();

        Assert.Equal(2, harness.MaxInFlight);
        Assert.Equal(20, harness.Requests.Count);
        Assert.Equal((10, 10), (harness.EventsOf<JobCompleted>().Count(), harness.EventsOf<WaitTimedOut>().Count()));
    }

    [Fact]
    public async Task Wait_ends_exactly_at_its_timeout()
    {
        var harness = new WaitHarness(new WaitOptions { Timeout = TimeSpan.FromSeconds(10.5) });
        harness.PlayBy(100, _ => Reply.At(2)).PlayBy(101, number => Reply.At(number < 5 ? 2 : 4)).PlayBy(102, _ => Reply.At(7));

        await harness.RunUntilAsync(10.499);
        Assert.False(harness.Run.IsCompleted);
        Assert.Empty(harness.EventsOf<WaitTimedOut>());

        await harness.RunToEndAsync();
        Assert.Equal(
            [(100, 10.5, "times out at 2"), (101, 4.0, "arrives 4"), (102, 10.5, "times out at 7")],
            harness.Events.Where(e => WaitEventFormatter.IsLast(e.What)).Select(e => (e.Id, e.At.TotalSeconds, e.Words!)).Order());
        Assert.Equal(11, harness.TimesOf(100).Count());
        Assert.Equal(0, harness.Clock.Pending);
    }

    [Fact]
    public async Task Timeout_cancels_pending_requests()
    {
        var harness = new WaitHarness(new WaitOptions { Timeout = TimeSpan.FromSeconds(5) });
        harness.Play(100, Reply.At(2), Reply.Never).Play(101, Reply.Never);

        await harness.RunUntilAsync(4.999);
        Assert.Equal((2, 0), (harness.InFlight, harness.Cancelled));

        await harness.RunToEndAsync();
        Assert.Equal((0, 2), (harness.InFlight, harness.Cancelled));
        Assert.Equal("reads 2; times out at 2", harness.StoryOf(100));
        Assert.Equal("times out at nothing", harness.StoryOf(101));
        Assert.Equal(5, harness.Clock.Elapsed.TotalSeconds);
    }

    [Fact]
    public async Task Timeout_drops_requests_waiting_for_a_slot()
    {
        var harness = new WaitHarness(new WaitOptions { Timeout = TimeSpan.FromSeconds(0.5), ThrottleLimit = 1 });
        harness.Play(100, Reply.Never).Play(101).Play(102);

        await harness.RunToEndAsync();

        Assert.Single(harness.Requests);
        Assert.All([100, 101, 102], id => Assert.Equal("times out at nothing", harness.StoryOf(id)));
    }

    [Theory]
    [InlineData("x", "fails ServerError 1; times out at nothing")]
    [InlineData("2 x", "reads 2; fails ServerError 1; times out at 2")]
    [InlineData("2 t", "reads 2; fails Throttled 0; times out at 2")]
    public async Task Timeout_during_backoff_publishes_the_last_job(string path, string story)
    {
        var harness = new WaitHarness(new WaitOptions { Timeout = TimeSpan.FromSeconds(9), PollInterval = TimeSpan.FromSeconds(6) });

        await harness.Play(100, [.. Reply.Path(path), .. path[0] == 'x' ? Reply.Path("x") : []]).RunUntilAsync(0);
        await harness.RunToEndAsync();

        Assert.Equal(story.Replace("1; times out at nothing", "1; fails ServerError 2; times out at nothing"), harness.StoryOf(100));
        Assert.Equal(9, harness.Clock.Elapsed.TotalSeconds);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(200)]
    public async Task Timeout_publishes_each_incomplete_job_once(int limit)
    {
        var harness = new WaitHarness(new WaitOptions { Timeout = TimeSpan.FromSeconds(30), ThrottleLimit = limit });
        for (int id = 1; id <= 100; id++)
        {
            int ends = id % 4 == 0 ? 3 : int.MaxValue;
            harness.PlayBy(id, number => Reply.At(number < ends ? 2 : 3) with { Takes = TimeSpan.FromSeconds(0.3) });
        }

        await harness.RunToEndAsync();

        long[] finished = [.. harness.EventsOf<JobCompleted>().Select(e => e.Query.JobInstanceId)];
        long[] unfinished = [.. harness.EventsOf<WaitTimedOut>().Select(e => e.Query.JobInstanceId)];
        Assert.Equal(Enumerable.Range(1, 100).Select(id => (long)id), finished.Concat(unfinished).Order());
        Assert.All(finished, id => Assert.Equal(0, id % 4));
        Assert.Equal(100, harness.Events.Count(e => WaitEventFormatter.IsLast(e.What)));
        Assert.All(harness.Events.Where(e => e.What is WaitTimedOut), e => Assert.InRange(e.At.TotalSeconds, 30, 30.3));
        Assert.All(harness.Events, e => Assert.False(e.What is JobCompleted && e.At.TotalSeconds > 30));
    }
}
