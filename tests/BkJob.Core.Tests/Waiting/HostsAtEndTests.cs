using BkJob.Core.Tests.Waiting.Harness;

namespace BkJob.Core.Tests.Waiting;

/// <summary>A wait whose jobs are told with their hosts: asked for once, at the end, where they do not come by themselves.</summary>
public sealed class HostsAtEndTests
{
    private static readonly WaitOptions Whole = new() { IncludeHosts = true, PollInterval = TimeSpan.FromSeconds(1) };

    private static readonly Dictionary<string, WaitOptions> Options = new(StringComparer.Ordinal)
    {
        ["with hosts"] = Whole,
        ["without hosts"] = Whole with { IncludeHosts = false },
        ["until a confirmation"] = Whole with { StopAtConfirmation = true },
        ["one poll"] = Whole with { Timeout = TimeSpan.Zero },
        ["one poll without hosts"] = Whole with { Timeout = TimeSpan.Zero, IncludeHosts = false },
    };

    /// <summary>The options, the responses, whether hosts were requested each time (1), and what is published.</summary>
    [Theory]
    [InlineData("with hosts", "3 3", "01", "arrives 3")]
    [InlineData("with hosts", "2 2 3 3", "0001", "reads 2; reads 2 same; arrives 3")]
    [InlineData("with hosts", "1 2 4 4", "0001", "reads 1; reads 2; arrives 4")]
    [InlineData("with hosts", "2 7 7 2 11 11", "000001", "reads 2; reads 7; stops at 500; reads 7 same; reads 2; arrives 11")]
    [InlineData("with hosts", "2 21- 21+ 21+", "0001", "reads 2; reads 21; arrives 21")]
    [InlineData("with hosts", "2 x 2 3 3", "00001", "reads 2; fails ServerError 1; reads 2 same; arrives 3")]
    [InlineData("with hosts", "2 3 4", "001", "reads 2; arrives 4")]
    [InlineData("without hosts", "3", "0", "arrives 3")]
    [InlineData("without hosts", "2 2 4", "000", "reads 2; reads 2 same; arrives 4")]

    // An error of the last request is retried; the count of failures begins anew.
    [InlineData("with hosts", "3 x 3", "011", "fails ServerError 1; arrives 3")]
    [InlineData("with hosts", "2 3 x x t 3", "001111", "reads 2; fails ServerError 1; fails ServerError 2; fails Throttled 2; arrives 3")]
    [InlineData(
        "with hosts", "x x x 4 x x x 4", "00001111",
        "fails ServerError 1; fails ServerError 2; fails ServerError 3; fails ServerError 1; fails ServerError 2; fails ServerError 3; arrives 4")]

    // A job that was restarted between its end and the last request runs again: what was read of its end is void.
    [InlineData("with hosts", "2 4 2r 2r 3 3", "001001", "reads 2; reads 2; reads 2 same; arrives 3")]
    [InlineData("with hosts", "4 2r 4 2r 3 3", "010101", "reads 2; reads 2 same; arrives 3")]
    [InlineData("with hosts", "4 x 2r x 3 3", "011001", "fails ServerError 1; reads 2; fails ServerError 1; arrives 3")]
    [InlineData("with hosts", "4 7 3 3", "0101", "reads 7; stops at 500; arrives 3")]

    // A single poll is one for everything.
    [InlineData("one poll", "3", "1", "arrives 3")]
    [InlineData("one poll", "2", "1", "reads 2; times out at 2")]
    [InlineData("one poll", "7", "1", "reads 7; stops at 500; times out at 7")]
    [InlineData("one poll", "x", "1", "gives up on ServerError at nothing")]
    [InlineData("one poll without hosts", "3", "0", "arrives 3")]
    [InlineData("until a confirmation", "2 7 7", "001", "reads 2; arrives 7")]
    [InlineData("until a confirmation", "7 2 3 3", "0101", "reads 2; arrives 3")]
    [InlineData("until a confirmation", "7 x 7", "011", "fails ServerError 1; arrives 7")]
    [InlineData("until a confirmation", "7 3", "01", "arrives 3")]
    public async Task Hosts_are_requested_once_after_the_end(string options, string path, string hostFlags, string story)
    {
        WaitHarness harness = await CreateHarness(Options[options]).Play(100, Reply.Path(path)).RunToEndAsync();

        Assert.Equal((hostFlags, story), (harness.HostsRequestedOf(100), harness.StoryOf(100)));
        Assert.Equal(hostFlags.Length, harness.EventsOf<RequestCompleted>().Count());
        bool hasHosts = Options[options].IncludeHosts;
        Assert.All(harness.EventsOf<JobCompleted>(), arrived =>
        {
            Assert.Equal((hasHosts, null), (arrived.Job.HostsIncluded, arrived.HostsFault));
            Assert.All(arrived.Job.Steps, step => Assert.Equal(hasHosts, step.Hosts is not null));
        });
    }

    /// <summary>ESB v2 sends them with every response: the last one holds them.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Hosts_are_not_requested_twice(bool includeHosts)
    {
        WaitHarness harness = await new WaitHarness(Whole with { IncludeHosts = includeHosts }).Play(100, Reply.Path("2 2 3")).RunToEndAsync();

        Assert.Equal("000", harness.HostsRequestedOf(100));
        JobCompleted arrived = Assert.Single(harness.EventsOf<JobCompleted>());
        Assert.Equal((true, null), (arrived.Job.HostsIncluded, arrived.HostsFault));
    }

    /// <summary>As long as after any other: never sooner than it would be asked anyway, and as long as the server says.</summary>
    [Fact]
    public async Task Last_request_backs_off_like_others()
    {
        WaitHarness harness = CreateHarness(Whole);
        harness.Play(
            100,
            Reply.At(3),
            Reply.Failing(BkJobErrorKind.Throttled, retryAfter: 30),
            Reply.Failing(BkJobErrorKind.ServerError),
            Reply.At(3));

        await harness.RunToEndAsync();

        Assert.Equal([0, 0, 30, 31], harness.TimesOf(100));
    }

    [Fact]
    public async Task Throttling_of_the_last_request_never_counts()
    {
        WaitHarness harness = CreateHarness(Whole);
        harness.Play(100, [Reply.At(3), .. Enumerable.Repeat(Reply.Failing(BkJobErrorKind.Throttled), 50), Reply.At(3)]);

        await harness.RunToEndAsync();

        Assert.EndsWith("fails Throttled 0; arrives 3", harness.StoryOf(100), StringComparison.Ordinal);
        Assert.Equal(52, harness.Requests.Count);
    }

    /// <summary>That the job has ended is known; that its hosts can't be read must not hide it.</summary>
    [Theory]
    [InlineData(BkJobErrorKind.ServerError, true)]
    [InlineData(BkJobErrorKind.RequestTimeout, true)]
    [InlineData(BkJobErrorKind.InvalidResponse, true)]
    [InlineData(BkJobErrorKind.InvalidResponse, false)]
    public async Task Outage_after_the_end_returns_the_job_without_hosts(BkJobErrorKind kind, bool isTransient)
    {
        BkJobException[] faults = [.. Enumerable.Range(0, 10).Select(_ => Reply.FaultOf(kind, isTransient))];
        WaitHarness harness = CreateHarness(Whole with { OutageTimeout = TimeSpan.FromSeconds(9) });
        harness.Play(100, [Reply.At(2), Reply.At(4), .. faults.Select(Reply.Failing)]);

        await harness.RunToEndAsync();

        JobCompleted arrived = Assert.Single(harness.EventsOf<JobCompleted>());
        Assert.Same(faults[9], arrived.HostsFault);
        Assert.Equal((JobStatus.Failed, false), (arrived.Job.Status, arrived.Job.HostsIncluded));
        Assert.All(arrived.Job.Steps, step => Assert.Null(step.Hosts));
        Assert.EndsWith($"fails {kind} 9; arrives 4 without hosts for {kind}", harness.StoryOf(100), StringComparison.Ordinal);
        Assert.Equal("001111111111", harness.HostsRequestedOf(100));
        Assert.Empty(harness.EventsOf<PollingFailed>());
    }

    [Theory]
    [InlineData(BkJobErrorKind.AuthenticationFailed)]
    [InlineData(BkJobErrorKind.PermissionDenied)]
    [InlineData(BkJobErrorKind.InstanceNotFound)]
    [InlineData(BkJobErrorKind.ServerError)]
    public async Task Permanent_error_returns_the_job_without_hosts_at_once(BkJobErrorKind kind)
    {
        WaitHarness harness = CreateHarness(Whole);
        harness.Play(100, Reply.At(3), Reply.Failing(kind, isTransient: false)).Play(101, Reply.Path("2 2 3 3"));

        await harness.RunToEndAsync();

        Assert.Equal($"arrives 3 without hosts for {kind}", harness.StoryOf(100));
        Assert.Equal("reads 2; reads 2 same; arrives 3", harness.StoryOf(101));
        Assert.Equal([0, 0], harness.TimesOf(100));
    }

    /// <summary>Nobody wants to hear that a job did not end in time when it was seen to end.</summary>
    [Fact]
    public async Task Completed_job_is_published_without_its_late_hosts()
    {
        WaitHarness harness = CreateHarness(Whole with { Timeout = TimeSpan.FromSeconds(5) });
        harness.Play(100, Reply.At(2), Reply.At(3), Reply.Never);
        harness.Play(101, [Reply.At(4), Reply.Failing(BkJobErrorKind.Throttled, retryAfter: 60)]);
        harness.PlayBy(102, _ => Reply.At(2));

        await harness.RunToEndAsync();

        Assert.Equal("reads 2; arrives 3 without hosts for RequestTimeout", harness.StoryOf(100));
        Assert.Equal("fails Throttled 0; arrives 4 without hosts for RequestTimeout", harness.StoryOf(101));
        Assert.EndsWith("times out at 2", harness.StoryOf(102), StringComparison.Ordinal);
        Assert.All(harness.Events.Where(e => WaitEventFormatter.IsLast(e.What)), e => Assert.Equal(5, e.At.TotalSeconds));
        Assert.All(harness.EventsOf<JobCompleted>(), arrived =>
        {
            Assert.False(arrived.Job.HostsIncluded);
            Assert.Contains("timeout elapsed", arrived.HostsFault!.Message, StringComparison.Ordinal);
        });
        Assert.Equal((0, 1, 0), (harness.InFlight, harness.Cancelled, harness.Clock.Pending));
    }

    [Fact]
    public async Task Timeout_publishes_a_job_that_waits_for_a_slot_for_its_hosts()
    {
        WaitHarness harness = CreateHarness(Whole with { Timeout = TimeSpan.FromSeconds(1.5), ThrottleLimit = 1 });
        harness.Play(100, Reply.At(3) with { Takes = TimeSpan.FromSeconds(0.6) }).Play(101, Reply.Never);

        await harness.RunToEndAsync();

        Assert.Equal("arrives 3 without hosts for RequestTimeout", harness.StoryOf(100));
        Assert.Equal("times out at nothing", harness.StoryOf(101));
        Assert.Equal(2, harness.Requests.Count);
    }

    /// <summary>A response that was on its way when the time was up still counts, and there is no time for another question.</summary>
    [Fact]
    public async Task Job_that_ends_at_the_timeout_is_published_once()
    {
        WaitHarness harness = CreateHarness(Whole with { Timeout = TimeSpan.FromSeconds(2) });
        harness.Play(100, Reply.At(2), Reply.At(3) with { Takes = TimeSpan.FromSeconds(1) }, Reply.At(3));

        await harness.RunToEndAsync();

        Assert.Single(harness.Events, e => WaitEventFormatter.IsLast(e.What));
    }

    [Fact]
    public async Task Restarted_job_times_out_as_running()
    {
        WaitHarness harness = CreateHarness(Whole with { Timeout = TimeSpan.FromSeconds(2.5) });
        harness.PlayBy(100, number => Reply.At(number == 1 ? 4 : 2));

        await harness.RunToEndAsync();

        Assert.EndsWith("times out at 2", harness.StoryOf(100), StringComparison.Ordinal);
        Assert.Equal("0100", harness.HostsRequestedOf(100));
    }

    /// <summary>The first that is there with its hosts; one that has ended and still asks for them is left.</summary>
    [Fact]
    public async Task Any_returns_at_the_first_job_with_its_hosts()
    {
        WaitHarness harness = CreateHarness(Whole with { Any = true });
        harness.Play(100, Reply.At(3), Reply.Never);
        harness.Play(101, Reply.Path("2 2 4 4"));
        harness.PlayBy(102, _ => Reply.At(2));

        await harness.RunToEndAsync();

        Assert.Equal("left at 3", harness.StoryOf(100));
        Assert.Equal("reads 2; reads 2 same; arrives 4", harness.StoryOf(101));
        Assert.EndsWith("left at 2", harness.StoryOf(102), StringComparison.Ordinal);
        Assert.Equal(2, harness.Clock.Elapsed.TotalSeconds);
        Assert.Equal((0, 1), (harness.InFlight, harness.Cancelled));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public async Task Any_completes_once_when_jobs_finish_simultaneously(int limit)
    {
        WaitHarness harness = CreateHarness(Whole with { Any = true, ThrottleLimit = limit });
        for (int id = 1; id <= 8; id++)
        {
            harness.PlayBy(id, number => Reply.At(number < 2 ? 2 : 3) with { Takes = TimeSpan.FromSeconds(0.1) });
        }

        await harness.RunToEndAsync();

        JobCompleted arrived = Assert.Single(harness.EventsOf<JobCompleted>());
        Assert.Equal((true, null), (arrived.Job.HostsIncluded, arrived.HostsFault));
        Assert.Equal(7, harness.EventsOf<WaitCancelled>().DistinctBy(left => left.Query).Count());
        Assert.Equal(8, harness.Events.Count(e => WaitEventFormatter.IsLast(e.What)));
    }

    [Fact]
    public async Task Any_returns_at_a_job_without_its_hosts()
    {
        WaitHarness harness = CreateHarness(Whole with { Any = true });
        Reply rejection = Reply.Failing(BkJobErrorKind.PermissionDenied, isTransient: false) with { Takes = TimeSpan.FromSeconds(0.5) };
        harness.Play(100, Reply.At(3), rejection).Play(101, Reply.At(2));

        await harness.RunToEndAsync();

        Assert.Equal("arrives 3 without hosts for PermissionDenied", harness.StoryOf(100));
        Assert.Equal("reads 2; left at 2", harness.StoryOf(101));
    }

    [Fact]
    public async Task FailFast_returns_when_the_hosts_have_arrived()
    {
        WaitHarness harness = CreateHarness(Whole with { FailFast = true });
        harness.Play(100, Reply.At(4), Reply.At(4) with { Takes = TimeSpan.FromSeconds(2.5) });
        harness.Play(101, Reply.Path("2 3 3")).PlayBy(102, _ => Reply.At(2));

        await harness.RunToEndAsync();

        Assert.Equal(("arrives 4", "reads 2; arrives 3"), (harness.StoryOf(100), harness.StoryOf(101)));
        Assert.EndsWith("left at 2", harness.StoryOf(102), StringComparison.Ordinal);
        Assert.Equal(2.5, harness.Clock.Elapsed.TotalSeconds);
    }

    [Fact]
    public async Task Cancelled_wait_publishes_nothing_more()
    {
        WaitHarness harness = CreateHarness(Whole);
        harness.Play(100, Reply.At(3), Reply.Never);
        await harness.RunUntilAsync(3);
        int story = harness.Events.Count;

        await harness.User.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => harness.Run.WaitAsync(TestContext.Current.CancellationToken));
        Assert.Equal(story, harness.Events.Count);
        Assert.Empty(harness.EventsOf<JobCompleted>());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Host_requests_count_against_the_throttle(int limit)
    {
        WaitHarness harness = CreateHarness(Whole with { ThrottleLimit = limit });
        for (int id = 1; id <= 12; id++)
        {
            int ends = 1 + (id % 3);
            harness.PlayBy(id, number => Reply.At(number < ends ? 2 : 3) with { Takes = TimeSpan.FromSeconds(0.3) });
        }

        await harness.RunToEndAsync();

        Assert.Equal((limit, 1), (harness.MaxInFlight, harness.MaxInFlightOfOne));
        Assert.All(Enumerable.Range(1, 12), id => Assert.Equal(new string('0', 1 + (id % 3)) + "1", harness.HostsRequestedOf(id)));
        Assert.Equal(12, harness.EventsOf<JobCompleted>().Count(arrived => arrived.Job.HostsIncluded));
    }

    private static WaitHarness CreateHarness(WaitOptions options) => new(options) { SendsHostsOnRequest = true };
}
