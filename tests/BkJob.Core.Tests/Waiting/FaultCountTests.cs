using BkJob.Core.Tests.Waiting.Harness;

namespace BkJob.Core.Tests.Waiting;

/// <summary>Failed polls: which count as an outage, and when the wait for a job is abandoned.</summary>
public sealed class FaultCountTests
{
    private static readonly WaitOptions Quick = new()
    {
        PollInterval = TimeSpan.FromSeconds(0.2),
        OutageTimeout = TimeSpan.FromSeconds(2),
    };

    [Theory]
    [InlineData(BkJobErrorKind.ServerError, true)]
    [InlineData(BkJobErrorKind.ConnectionFailed, true)]
    [InlineData(BkJobErrorKind.RequestTimeout, true)]
    [InlineData(BkJobErrorKind.AuthenticationFailed, true)]
    [InlineData(BkJobErrorKind.InvalidResponse, true)]
    [InlineData(BkJobErrorKind.InvalidResponse, false)]
    public async Task Outage_of_the_whole_timeout_abandons_that_job_alone(BkJobErrorKind kind, bool isTransient)
    {
        BkJobException[] faults = [.. Enumerable.Range(0, 10).Select(_ => Reply.FaultOf(kind, isTransient))];
        var harness = new WaitHarness(Quick);
        harness.Play(100, [Reply.At(2), .. faults.Select(Reply.Failing)]);
        harness.Play(101, [.. faults[..9].Select(Reply.Failing), Reply.At(2), .. faults[..9].Select(Reply.Failing), Reply.At(3)]);

        await harness.RunToEndAsync();

        PollingFailed gaveUp = Assert.Single(harness.EventsOf<PollingFailed>());
        Assert.Equal(100, gaveUp.Query.JobInstanceId);
        Assert.Same(faults[9], gaveUp.Fault);
        Assert.Equal(TimeSpan.FromSeconds(2), gaveUp.Outage);
        Assert.Equal(JobStatus.Running, gaveUp.Last?.Status);
        Assert.Equal(Enumerable.Range(1, 9), FailuresOf(harness, 100));
        Assert.Equal([.. Enumerable.Range(1, 9), .. Enumerable.Range(1, 9)], FailuresOf(harness, 101));
        Assert.EndsWith("arrives 3", harness.StoryOf(101), StringComparison.Ordinal);
        Assert.Equal((11, 20), (harness.TimesOf(100).Count(), harness.TimesOf(101).Count()));
    }

    [Fact]
    public async Task Outage_from_the_first_poll_has_no_last_job()
    {
        var harness = new WaitHarness(Quick);
        await harness.PlayBy(100, _ => Reply.Failing(BkJobErrorKind.ServerError)).RunToEndAsync();

        Assert.Equal(11, harness.Requests.Count);
        Assert.EndsWith("gives up on ServerError at nothing", harness.StoryOf(100), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Throttling_never_counts_as_a_failure()
    {
        var harness = new WaitHarness(Quick);
        await harness.Play(100, [.. Enumerable.Repeat(Reply.Failing(BkJobErrorKind.Throttled), 50), Reply.At(3)]).RunToEndAsync();

        Assert.Equal(Enumerable.Repeat(0, 50), FailuresOf(harness, 100));
        Assert.EndsWith("arrives 3", harness.StoryOf(100), StringComparison.Ordinal);
        Assert.Equal(51, harness.Requests.Count);
    }

    /// <summary>Neither a failure nor a success: the outage goes on behind it, and its own time does not count.</summary>
    [Fact]
    public async Task Throttling_neither_ends_nor_prolongs_an_outage()
    {
        var harness = new WaitHarness(Quick);
        await harness.Play(100, Reply.Path("x x x x t x x t t x x x x x")).RunToEndAsync();

        Assert.Equal([1, 2, 3, 4, 4, 5, 6, 6, 6, 7, 8, 9, 10], FailuresOf(harness, 100));
        Assert.EndsWith("gives up on ServerError at nothing", harness.StoryOf(100), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(BkJobErrorKind.AuthenticationFailed)]
    [InlineData(BkJobErrorKind.PermissionDenied)]
    [InlineData(BkJobErrorKind.InstanceNotFound)]
    [InlineData(BkJobErrorKind.ApiNotFound)]
    [InlineData(BkJobErrorKind.InvalidArgument)]
    [InlineData(BkJobErrorKind.ServerError)]
    [InlineData(BkJobErrorKind.ConnectionFailed)]
    public async Task Permanent_error_ends_polling_of_that_job_alone(BkJobErrorKind kind)
    {
        var harness = new WaitHarness(Quick);
        harness.Play(100, Reply.At(2), Reply.Failing(kind, isTransient: false)).Play(101, Reply.Path("2 2 2 3"));
        harness.Play(102, Reply.Failing(kind, isTransient: false));

        await harness.RunToEndAsync();

        Assert.Equal($"reads 2; gives up on {kind} at 2", harness.StoryOf(100));
        Assert.Equal("reads 2; reads 2 same; reads 2 same; arrives 3", harness.StoryOf(101));
        Assert.Equal($"gives up on {kind} at nothing", harness.StoryOf(102));
        Assert.Equal(7, harness.Requests.Count);
    }

    [Fact]
    public async Task Failures_are_counted_per_instance()
    {
        var harness = new WaitHarness(Quick);
        for (int id = 1; id <= 6; id++)
        {
            harness.Play(id, [.. Enumerable.Repeat(Reply.Failing(BkJobErrorKind.ServerError), 4), Reply.At(3)]);
        }

        await harness.RunToEndAsync();

        Assert.Equal(6, harness.EventsOf<JobCompleted>().Count());
        Assert.All(Enumerable.Range(1, 6), id => Assert.Equal([1, 2, 3, 4], FailuresOf(harness, id)));
    }

    private static IEnumerable<int> FailuresOf(WaitHarness harness, long id) =>
        harness.EventsOf<PollRetrying>().Where(failed => failed.Query.JobInstanceId == id).Select(failed => failed.FailuresInRow);
}
