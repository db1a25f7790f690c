using BkJob.Core.Tests.Waiting.Harness;

namespace BkJob.Core.Tests.Waiting;

/// <summary>The first end, of whatever outcome, ends the wait for all.</summary>
public sealed class AnyTests
{
    [Theory]
    [InlineData("2 2 3", "arrives 3")]
    [InlineData("2 2 4", "arrives 4")]
    [InlineData("2 2 11", "arrives 11")]
    [InlineData("2 2 13", "arrives 13")]
    [InlineData("2 2 21+", "arrives 21")]
    public async Task Any_returns_at_the_first_completion(string path, string story)
    {
        var harness = new WaitHarness(new WaitOptions { Any = true });
        harness.Play(100, Reply.Path(path)).PlayBy(101, _ => Reply.At(2)).Play(102, Reply.Never);
        harness.Play(103, Reply.Failing(BkJobErrorKind.Throttled, retryAfter: 600));

        await harness.RunToEndAsync();

        Assert.EndsWith(story, harness.StoryOf(100), StringComparison.Ordinal);
        Assert.Equal(
            ["left at 2", "left at nothing", "left at nothing"],
            harness.Events.Where(e => e.What is WaitCancelled).OrderBy(e => e.Id).Select(e => e.Words));
        Assert.Equal(2, harness.Clock.Elapsed.TotalSeconds);
        Assert.Equal((0, 1), (harness.InFlight, harness.Cancelled));
        Assert.Equal(0, harness.Clock.Pending);
    }

    [Fact]
    public async Task Only_cancelled_events_follow_completion()
    {
        var harness = new WaitHarness(new WaitOptions { Any = true });
        harness.PlayBy(100, number => Reply.At(number < 4 ? 2 : 3)).PlayBy(101, _ => Reply.At(2)).PlayBy(102, _ => Reply.At(1));

        await harness.RunToEndAsync();

        WaitEvent[] story = [.. harness.Events.Select(e => e.What)];
        int end = Array.FindIndex(story, what => what is JobCompleted);
        Assert.Equal(2, story.Length - end - 1);
        Assert.All(story.Skip(end + 1), what => Assert.IsType<WaitCancelled>(what));
    }

    [Theory]
    [InlineData(1, 8)]
    [InlineData(8, 8)]
    [InlineData(2, 50)]
    [InlineData(50, 50)]
    public async Task Any_completes_once_when_jobs_finish_simultaneously(int limit, int count)
    {
        var harness = new WaitHarness(new WaitOptions { Any = true, ThrottleLimit = limit });
        for (int id = 1; id <= count; id++)
        {
            harness.PlayBy(id, number => Reply.At(number < 2 ? 2 : 3) with { Takes = TimeSpan.FromSeconds(0.5) });
        }

        await harness.RunToEndAsync();

        Assert.Single(harness.EventsOf<JobCompleted>());
        Assert.Equal(count - 1, harness.EventsOf<WaitCancelled>().DistinctBy(left => left.Query).Count());
        Assert.Equal(count, harness.Events.Count(e => WaitEventFormatter.IsLast(e.What)));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("2")]
    public async Task Any_ignores_polling_failures(string path)
    {
        var harness = new WaitHarness(new WaitOptions { Any = true });
        harness.Play(100, [.. Reply.Path(path), Reply.Failing(BkJobErrorKind.PermissionDenied, isTransient: false)]);
        harness.Play(101, Reply.Path("2 2 2 2 4"));

        await harness.RunToEndAsync();

        Assert.Contains("gives up on PermissionDenied", harness.StoryOf(100), StringComparison.Ordinal);
        Assert.EndsWith("arrives 4", harness.StoryOf(101), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Confirmation_completes_a_wait_for_it()
    {
        var harness = new WaitHarness(new WaitOptions { Any = true, StopAtConfirmation = true });
        harness.Play(100, Reply.Path("2 7")).PlayBy(101, _ => Reply.At(2));

        await harness.RunToEndAsync();

        Assert.Equal("reads 2; arrives 7", harness.StoryOf(100));
        Assert.EndsWith("left at 2", harness.StoryOf(101), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Timeout_ends_a_wait_for_any()
    {
        var harness = new WaitHarness(new WaitOptions { Any = true, Timeout = TimeSpan.FromSeconds(3.5) });
        harness.PlayBy(100, _ => Reply.At(7)).PlayBy(101, _ => Reply.At(2));

        await harness.RunToEndAsync();

        Assert.Equal(2, harness.EventsOf<WaitTimedOut>().Count());
        Assert.Empty(harness.EventsOf<WaitCancelled>());
    }
}
