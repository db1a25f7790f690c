using BkJob.Core.Tests.Waiting.Harness;

namespace BkJob.Core.Tests.Waiting;

/// <summary>A wait whose jobs are told with their hosts: asked for once, at the end, where they do not come by themselves.</summary>
public sealed class HostsAtEndTests
{
    private static readonly WaitOptions Whole = new() { IncludeHosts = true, PollInterval = TimeSpan.FromSeconds(1) };

    /// <summary>What the server answers, whether it was asked for hosts each time (1), and what is told.</summary>
    [Theory]
    [InlineData("3 3", "01", "arrives 3")]
    [InlineData("2 2 3 3", "0001", "reads 2; reads 2 same; arrives 3")]
    [InlineData("1 2 4 4", "0001", "reads 1; reads 2; arrives 4")]
    [InlineData("2 7 7 2 11 11", "000001", "reads 2; reads 7; stops at 500; reads 7 same; reads 2; arrives 11")]
    [InlineData("2 21- 21+ 21+", "0001", "reads 2; reads 21; arrives 21")]
    [InlineData("2 x 2 3 3", "00001", "reads 2; fails ServerError 1; reads 2 same; arrives 3")]
    [InlineData("2 3 4", "001", "reads 2; arrives 4")]
    public async Task Hosts_are_requested_once_after_the_end(string path, string hostFlags, string story)
    {
        WaitHarness harness = await CreateHarness(Whole).Play(100, Reply.Path(path)).RunToEndAsync();

        Assert.Equal((hostFlags, story), (harness.HostsRequestedOf(100), harness.StoryOf(100)));
        JobCompleted arrived = Assert.Single(harness.EventsOf<JobCompleted>());
        Assert.Equal((true, null), (arrived.Job.HostsIncluded, arrived.HostsFault));
        Assert.All(arrived.Job.Steps, step => Assert.NotNull(step.Hosts));
        Assert.All(harness.EventsOf<JobPolled>(), read => Assert.False(read.Job.HostsIncluded));
        Assert.Equal(harness.Requests[^2].At, harness.Requests[^1].At);
        Assert.Equal(path.Split(' ').Length, harness.EventsOf<RequestCompleted>().Count());
    }

    [Theory]
    [InlineData("3", "0")]
    [InlineData("2 2 4", "000")]
    public async Task Unneeded_hosts_are_never_requested(string path, string hostFlags)
    {
        WaitHarness harness = await CreateHarness(Whole with { IncludeHosts = false }).Play(100, Reply.Path(path)).RunToEndAsync();

        Assert.Equal(hostFlags, harness.HostsRequestedOf(100));
        JobCompleted arrived = Assert.Single(harness.EventsOf<JobCompleted>());
        Assert.Equal((false, null), (arrived.Job.HostsIncluded, arrived.HostsFault));
        Assert.All(arrived.Job.Steps, step => Assert.Null(step.Hosts));
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

    /// <summary>The failures before the end are behind it: the count begins anew.</summary>
    [Theory]
    [InlineData("3 x 3", "011", "fails ServerError 1; arrives 3")]
    [InlineData("2 3 x x t 3", "001111", "reads 2; fails ServerError 1; fails ServerError 2; fails Throttled 2; arrives 3")]
    [InlineData(
        "x x x x x x x x x 4 x x x x x x x x x 4", "00000000001111111111",
        "fails ServerError 1; fails ServerError 2; fails ServerError 3; fails ServerError 4; fails ServerError 5; "
        + "fails ServerError 6; fails ServerError 7; fails ServerError 8; fails ServerError 9; "
        + "fails ServerError 1; fails ServerError 2; fails ServerError 3; fails ServerError 4; fails ServerError 5; "
        + "fails ServerError 6; fails ServerError 7; fails ServerError 8; fails ServerError 9; arrives 4")]
    public async Task Error_of_the_last_request_is_retried(string path, string hostFlags, string story)
    {
        WaitHarness harness = await CreateHarness(Whole).Play(100, Reply.Path(path)).RunToEndAsync();

        Assert.Equal((hostFlags, story), (harness.HostsRequestedOf(100), harness.StoryOf(100)));
        Assert.True(Assert.Single(harness.EventsOf<JobCompleted>()).Job.HostsIncluded);
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

    /// <summary>Somebody has retried it between its end and the query: it runs again, and what was seen of its end is void.</summary>
    [Theory]
    [InlineData("2 4 2r 2r 3 3", "001001", "reads 2; reads 2; reads 2 same; arrives 3")]
    [InlineData("4 2r 4 2r 3 3", "010101", "reads 2; reads 2 same; arrives 3")]
    [InlineData("4 x 2r x 3 3", "011001", "fails ServerError 1; reads 2; fails ServerError 1; arrives 3")]
    [InlineData("4 7 3 3", "0101", "reads 7; stops at 500; arrives 3")]
    public async Task Restarted_job_is_awaited(string path, string hostFlags, string story)
    {
        WaitHarness harness = await CreateHarness(Whole).Play(100, Reply.Path(path)).RunToEndAsync();

        Assert.Equal(story, harness.StoryOf(100));
        Assert.Equal(path.Replace(" ", "").Replace("r", "").Length, harness.Requests.Count);
        Assert.Equal(hostFlags, harness.HostsRequestedOf(100));
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

    /// <summary>Where there is but one look, it is one for everything.</summary>
    [Theory]
    [InlineData("3", "arrives 3")]
    [InlineData("2", "reads 2; times out at 2")]
    [InlineData("7", "reads 7; stops at 500; times out at 7")]
    [InlineData("x", "gives up on ServerError at nothing")]
    public async Task Single_poll_requests_hosts_at_once(string response, string story)
    {
        WaitHarness harness = await CreateHarness(Whole with { Timeout = TimeSpan.Zero }).Play(100, Reply.Path(response)).RunToEndAsync();

        Assert.Equal(("1", story), (harness.HostsRequestedOf(100), harness.StoryOf(100)));
        Assert.All(harness.EventsOf<JobCompleted>(), arrived => Assert.Equal((true, null), (arrived.Job.HostsIncluded, arrived.HostsFault)));
    }

    [Fact]
    public async Task Single_poll_without_hosts_requests_none()
    {
        WaitOptions options = Whole with { Timeout = TimeSpan.Zero, IncludeHosts = false };

        WaitHarness harness = await CreateHarness(options).Play(100, Reply.At(3)).RunToEndAsync();

        Assert.Equal(("0", "arrives 3"), (harness.HostsRequestedOf(100), harness.StoryOf(100)));
    }

    [Theory]
    [InlineData("2 7 7", "001", "reads 2; arrives 7")]
    [InlineData("7 2 3 3", "0101", "reads 2; arrives 3")]
    [InlineData("7 x 7", "011", "fails ServerError 1; arrives 7")]
    [InlineData("7 3", "01", "arrives 3")]
    public async Task Awaited_confirmation_completes_with_hosts(string path, string hostFlags, string story)
    {
        WaitHarness harness = await CreateHarness(Whole with { StopAtConfirmation = true }).Play(100, Reply.Path(path)).RunToEndAsync();

        Assert.Equal(story, harness.StoryOf(100));
        Assert.Equal(hostFlags, harness.HostsRequestedOf(100));
        Assert.True(Assert.Single(harness.EventsOf<JobCompleted>()).Job.HostsIncluded);
        Assert.Empty(harness.EventsOf<ConfirmationRequired>());
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
