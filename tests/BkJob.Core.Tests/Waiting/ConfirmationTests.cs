using BkJob.Core.Tests.Waiting.Harness;

namespace BkJob.Core.Tests.Waiting;

/// <summary>Stops at which a person has to act: told once each, or waited for.</summary>
public sealed class ConfirmationTests
{
    [Theory]
    [InlineData("7 7 7 3", 1)]
    [InlineData("7 2 7 3", 2)]
    [InlineData("7 7 2 2 7 7 3", 2)]
    [InlineData("7 x 7 3", 1)]
    [InlineData("7 t t 7 3", 1)]
    [InlineData("2 7 7 13", 1)]
    [InlineData("7 10 7 3", 2)]
    [InlineData("2 2 3", 0)]
    [InlineData("15 15 3", 0)]
    public async Task Confirmation_is_published_once(string path, int stops)
    {
        WaitHarness harness = await new WaitHarness(new WaitOptions()).Play(100, Reply.Path(path)).RunToEndAsync();

        Assert.Equal(stops, harness.EventsOf<ConfirmationRequired>().Count());
        Assert.All(harness.EventsOf<ConfirmationRequired>(), stopped => Assert.Equal(JobStatus.WaitingForUser, stopped.Job.Status));
    }

    [Fact]
    public async Task Confirmation_at_another_step_is_published_again()
    {
        var harness = new WaitHarness(new WaitOptions());
        harness.Play(
            100,
            Reply.With(7, Reply.Step(1, 7), Reply.Step(2, 1)),
            Reply.With(7, Reply.Step(1, 7), Reply.Step(2, 1)),
            Reply.With(7, Reply.Step(1, 3), Reply.Step(2, 7)),
            Reply.With(7, Reply.Step(1, 3), Reply.Step(2, 7)),
            Reply.At(3));

        await harness.RunToEndAsync();

        Assert.Equal(
            "reads 7; stops at 1; reads 7 same; reads 7; stops at 2; reads 7 same; arrives 3", harness.StoryOf(100));
    }

    [Fact]
    public async Task Confirmation_without_a_step_is_published_once()
    {
        var harness = new WaitHarness(new WaitOptions());
        harness.Play(100, Reply.With(7, Reply.Step(1, 2)), Reply.With(7, Reply.Step(1, 2)), Reply.At(3));

        await harness.RunToEndAsync();

        Assert.Equal("reads 7; stops at ; reads 7 same; arrives 3", harness.StoryOf(100));
    }

    /// <summary>A step may wait while the job says that it runs: then it is nobody's turn.</summary>
    [Fact]
    public async Task Waiting_step_of_a_running_job_is_not_a_confirmation()
    {
        var harness = new WaitHarness(new WaitOptions());
        harness.Play(100, Reply.With(2, Reply.Step(1, 7)), Reply.At(3));

        await harness.RunToEndAsync();

        Assert.Equal("reads 2; arrives 3", harness.StoryOf(100));
    }

    [Theory]
    [InlineData("7", "arrives 7")]
    [InlineData("2 7", "reads 2; arrives 7")]
    [InlineData("2 10 11", "reads 2; reads 10; arrives 11")]
    [InlineData("2 15 3", "reads 2; reads 15; arrives 3")]
    public async Task Wait_for_a_confirmation_completes_with_the_hosts(string path, string story)
    {
        var harness = new WaitHarness(new WaitOptions { StopAtConfirmation = true });

        await harness.Play(100, Reply.Path(path)).RunToEndAsync();

        Assert.Equal(story, harness.StoryOf(100));
        Assert.True(Assert.Single(harness.EventsOf<JobCompleted>()).Job.HostsIncluded);
        Assert.Empty(harness.EventsOf<ConfirmationRequired>());
    }
}
