using BkJob.Core.Tests.Waiting.Harness;

namespace BkJob.Core.Tests.Waiting;

/// <summary>The first end without success ends the wait for all.</summary>
public sealed class FailFastTests
{
    [Theory]
    [InlineData("3", false)]
    [InlineData("5", false)]
    [InlineData("6", false)]
    [InlineData("4", true)]
    [InlineData("8", true)]
    [InlineData("9", true)]
    [InlineData("11", true)]
    [InlineData("12", true)]
    [InlineData("13", true)]
    [InlineData("14", true)]
    [InlineData("21+", true)]
    public async Task FailFast_returns_at_a_failure_and_not_at_a_success(string end, bool isEnough)
    {
        var harness = new WaitHarness(new WaitOptions { FailFast = true });
        harness.Play(100, Reply.Path($"2 {end}")).Play(101, Reply.Path("2 2 2 2 3"));

        await harness.RunToEndAsync();

        Assert.EndsWith($"arrives {end.TrimEnd('+')}", harness.StoryOf(100), StringComparison.Ordinal);
        Assert.EndsWith(isEnough ? "left at 2" : "arrives 3", harness.StoryOf(101), StringComparison.Ordinal);
        Assert.Equal(isEnough ? 1 : 4, harness.Clock.Elapsed.TotalSeconds);
        Assert.Equal(2, harness.Events.Count(e => WaitEventFormatter.IsLast(e.What)));
    }

    [Fact]
    public async Task Confirmation_is_not_a_failure()
    {
        var harness = new WaitHarness(new WaitOptions { FailFast = true, StopAtConfirmation = true });
        harness.Play(100, Reply.Path("7")).Play(101, Reply.Path("2 2 3"));

        await harness.RunToEndAsync();

        Assert.Equal("arrives 7", harness.StoryOf(100));
        Assert.Equal("reads 2; reads 2 same; arrives 3", harness.StoryOf(101));
    }

    [Fact]
    public async Task Polling_failure_is_not_a_failure_of_the_job()
    {
        var harness = new WaitHarness(new WaitOptions { FailFast = true });
        harness.Play(100, Reply.Failing(BkJobErrorKind.InstanceNotFound, isTransient: false)).Play(101, Reply.Path("2 2 3"));

        await harness.RunToEndAsync();

        Assert.Equal("gives up on InstanceNotFound at nothing", harness.StoryOf(100));
        Assert.Equal("reads 2; reads 2 same; arrives 3", harness.StoryOf(101));
    }

    [Fact]
    public async Task FailFast_completes_once_when_jobs_fail_simultaneously()
    {
        var harness = new WaitHarness(new WaitOptions { FailFast = true, ThrottleLimit = 20 });
        for (int id = 1; id <= 20; id++)
        {
            harness.PlayBy(id, number => Reply.At(number < 2 ? 2 : 4) with { Takes = TimeSpan.FromSeconds(0.5) });
        }

        await harness.RunToEndAsync();

        Assert.Single(harness.EventsOf<JobCompleted>());
        Assert.Equal(19, harness.EventsOf<WaitCancelled>().Count());
    }
}
