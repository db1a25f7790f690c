using BkJob.Core.Tests.Support;
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
        Assert.All(harness.EventsOf<PollingFailed>(), gaveUp => Assert.Null(gaveUp.Outage));
        Assert.Equal("reads 2; reads 2 same; reads 2 same; arrives 3", harness.StoryOf(101));
        Assert.Equal($"gives up on {kind} at nothing", harness.StoryOf(102));
        Assert.Equal(7, harness.Requests.Count);
    }

    [Fact]
    public async Task Server_down_for_a_minute_loses_no_job()
    {
        var clock = new HarnessClock();
        var options = new WaitOptions { PollInterval = TimeSpan.FromSeconds(2), ThrottleLimit = 20 };
        var harness = new WaitHarness(options, () => 0.5) { Clock = clock };
        for (int id = 1; id <= 20; id++)
        {
            harness.PlayBy(id, _ => clock.Elapsed.TotalSeconds switch
            {
                < 10 => Reply.At(2),
                < 70 => Reply.Failing(BkJobErrorKind.ConnectionFailed),
                _ => Reply.At(3),
            });
        }

        await harness.RunToEndAsync();

        Assert.Equal(20, harness.EventsOf<JobCompleted>().Count());
        Assert.Empty(harness.EventsOf<PollingFailed>());
    }

    /// <summary>Enough for "no response for 12 s, retrying in 8 s".</summary>
    [Fact]
    public async Task Failed_poll_states_how_long_the_outage_lasts()
    {
        var harness = new WaitHarness(new WaitOptions { PollInterval = TimeSpan.FromSeconds(4) });

        await harness.Play(100, Reply.Path("2 x x t x 3")).RunToEndAsync();

        Assert.Equal(
            [(4.0, 4.0), (8, 4), (8, 4), (12, 4)],
            harness.EventsOf<PollRetrying>().Select(failed => (failed.Outage.TotalSeconds, failed.RetryIn.TotalSeconds)));
    }

    [Theory]
    [InlineData(0, 1, 0)]
    [InlineData(1, 2, 1)]
    [InlineData(900, 91, 900)]
    public async Task Job_is_abandoned_when_its_outage_has_lasted_so_long(double timeout, int polls, double at)
    {
        var harness = new WaitHarness(new WaitOptions
        {
            OutageTimeout = TimeSpan.FromSeconds(timeout),
            PollInterval = TimeSpan.FromSeconds(10),
        });

        await harness.PlayBy(100, _ => Reply.Failing(BkJobErrorKind.ConnectionFailed)).RunToEndAsync();

        Assert.EndsWith("gives up on ConnectionFailed at nothing", harness.StoryOf(100), StringComparison.Ordinal);
        Assert.Equal((polls, at), (harness.Requests.Count, harness.Clock.Elapsed.TotalSeconds));
        Assert.Equal(timeout, Assert.Single(harness.EventsOf<PollingFailed>()).Outage?.TotalSeconds);
    }

    [Fact]
    public async Task Outage_without_a_timeout_lasts_as_long_as_the_wait()
    {
        var harness = new WaitHarness(new WaitOptions
        {
            OutageTimeout = null,
            Timeout = TimeSpan.FromDays(1),
            PollInterval = TimeSpan.FromMinutes(10),
        });

        await harness.PlayBy(100, _ => Reply.Failing(BkJobErrorKind.ConnectionFailed)).RunToEndAsync();

        Assert.EndsWith("times out at nothing", harness.StoryOf(100), StringComparison.Ordinal);
    }

    /// <summary>What a connection throws for one job; each is the error of this job, and the other is waited for.</summary>
    public static TheoryData<Type> Exceptions =>
    [
        typeof(OutOfMemoryException), typeof(InvalidOperationException), typeof(NullReferenceException), typeof(InvalidCastException),
        typeof(TaskCanceledException), typeof(ObjectDisposedException), typeof(AggregateException), typeof(HttpRequestException),
    ];

    [Theory]
    [MemberData(nameof(Exceptions))]
    public async Task Exception_for_one_job_does_not_end_a_wait(Type type)
    {
        var events = new List<WaitEvent>();
        var waiter = new JobWaiter(
            (query, _) => query.JobInstanceId == 1
                ? throw Create(type)
                : Task.FromResult(Reply.At(3).ToResult(query, areHostsSent: true)),
            new WaitOptions(),
            TimeProvider.System,
            () => 0);

        await waiter.RunAsync(
            [new JobInstanceQuery(1, default), new JobInstanceQuery(2, default)], events.Add, TestContext.Current.CancellationToken).InTimeAsync();

        Assert.Equal(1, Assert.Single(events.OfType<PollingFailed>()).Query.JobInstanceId);
        Assert.Equal(2, Assert.Single(events.OfType<JobCompleted>()).Query.JobInstanceId);
    }

    private static IEnumerable<int> FailuresOf(WaitHarness harness, long id) =>
        harness.EventsOf<PollRetrying>().Where(failed => failed.Query.JobInstanceId == id).Select(failed => failed.FailuresInRow);

    private static Exception Create(Type type) => type == typeof(ObjectDisposedException)
        ? new ObjectDisposedException("connection")
        : (Exception)Activator.CreateInstance(type)!;
}
