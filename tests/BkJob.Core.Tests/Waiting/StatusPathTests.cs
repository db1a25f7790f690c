using BkJob.Core.Tests.Waiting.Harness;

namespace BkJob.Core.Tests.Waiting;

/// <summary>The ways a job goes, as a wait sees them: what ends it, what does not, and how often it is asked.</summary>
public sealed class StatusPathTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(14)]
    public async Task Completed_job_is_polled_once(int status)
    {
        WaitHarness harness = await new WaitHarness(new WaitOptions()).Play(100, Reply.At(status)).RunToEndAsync();

        Assert.Equal($"arrives {status}", harness.StoryOf(100));
        Assert.Single(harness.Requests);
        Assert.True(Assert.Single(harness.EventsOf<JobCompleted>()).Job.HostsIncluded);
    }

    [Theory]
    [InlineData("1 2 3", "reads 1; reads 2; arrives 3")]
    [InlineData("2 4", "reads 2; arrives 4")]
    [InlineData("2 7 2 3", "reads 2; reads 7; stops at 500; reads 2; arrives 3")]
    [InlineData("2 10 11", "reads 2; reads 10; arrives 11")]
    [InlineData("2 10 10 12", "reads 2; reads 10; reads 10 same; arrives 12")]
    [InlineData("2 15 2 3", "reads 2; reads 15; reads 2; arrives 3")]
    [InlineData("2 15 15 4", "reads 2; reads 15; reads 15 same; arrives 4")]
    [InlineData("7 13", "reads 7; stops at 500; arrives 13")]
    [InlineData("7 10 11", "reads 7; stops at 500; reads 10; arrives 11")]
    [InlineData("2 9", "reads 2; arrives 9")]
    [InlineData("2 14", "reads 2; arrives 14")]
    [InlineData("2 12", "reads 2; arrives 12")]
    [InlineData("2 8", "reads 2; arrives 8")]
    [InlineData("2 5", "reads 2; arrives 5")]
    [InlineData("2 6", "reads 2; arrives 6")]
    [InlineData("1 14", "reads 1; arrives 14")]
    [InlineData("2 21- 3", "reads 2; reads 21; arrives 3")]
    [InlineData("2 21- 21- 21+", "reads 2; reads 21; reads 21 same; arrives 21")]
    [InlineData("2 21+", "reads 2; arrives 21")]
    [InlineData("21 3", "reads 21; arrives 3")]
    [InlineData("0- 3", "reads 0; arrives 3")]
    [InlineData("7+ 10+ 15+ 1+ 2+ 3-", "reads 7; stops at 500; reads 10; reads 15; reads 1; reads 2; arrives 3")]
    [InlineData("2 2r 3", "reads 2; reads 2; arrives 3")]
    [InlineData("2r 2r 3", "reads 2; reads 2 same; arrives 3")]
    [InlineData("2 x 3", "reads 2; fails ServerError 1; arrives 3")]
    [InlineData("7 x 7 t 7 3", "reads 7; stops at 500; fails ServerError 1; reads 7 same; fails Throttled 0; reads 7 same; arrives 3")]
    public async Task Job_is_polled_until_it_completes(string path, string story)
    {
        Reply[] replies = Reply.Path(path);

        WaitHarness harness = await new WaitHarness(new WaitOptions()).Play(100, replies).RunToEndAsync();

        Assert.Equal(story, harness.StoryOf(100));
        Assert.Equal(replies.Length, harness.Requests.Count);
        Assert.Equal(replies.Length, harness.EventsOf<RequestCompleted>().Count());
        Assert.All(harness.EventsOf<JobPolled>(), read => Assert.False(read.Job.HostsIncluded));
        Assert.All(harness.EventsOf<JobCompleted>(), arrived => Assert.True(arrived.Job.HostsIncluded));
    }

    [Fact]
    public async Task Completed_job_is_not_polled_while_others_continue()
    {
        var harness = new WaitHarness(new WaitOptions());
        harness.Play(100, Reply.At(3)).Play(101, Reply.Path("2 2 2 2 4"));

        await harness.RunToEndAsync();

        Assert.Equal([0.0], harness.TimesOf(100));
        Assert.Equal([0.0, 1, 2, 3, 4], harness.TimesOf(101));
    }

    [Fact]
    public async Task Each_job_is_published_when_it_completes()
    {
        var harness = new WaitHarness(new WaitOptions());
        harness.Play(100, Reply.Path("2 2 3")).Play(101, Reply.At(4)).Play(102, Reply.Path("2 2 2 2 2 11")).Play(103, Reply.Path("1 5"));

        await harness.RunToEndAsync();

        Assert.Equal(
            [(101, 0.0), (103, 1.0), (100, 2.0), (102, 5.0)],
            harness.Events.Where(e => e.What is JobCompleted).Select(e => (e.Id, e.At.TotalSeconds)));
    }

    [Fact]
    public async Task Wait_for_no_jobs_completes_at_once()
    {
        WaitHarness harness = await new WaitHarness(new WaitOptions()).RunToEndAsync();

        Assert.Empty(harness.Events);
        Assert.Empty(harness.Requests);
    }
}
