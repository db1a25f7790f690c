using BkJob.Core.Tests.Waiting.Harness;

namespace BkJob.Core.Tests.Field;

/// <summary>field-faults.md §4 row 2: a wait tolerates an outage by time, not by a number of failures.</summary>
public sealed class Section4_OutageTests
{
    public static TheoryData<BkJobErrorKind, bool> Outages => new()
    {
        { BkJobErrorKind.ConnectionFailed, true },
        { BkJobErrorKind.ServerError, true },
        { BkJobErrorKind.RequestTimeout, true },
        { BkJobErrorKind.InvalidResponse, true },
        { BkJobErrorKind.InvalidResponse, false },
    };

    [Theory]
    [MemberData(nameof(Outages))]
    public async Task Server_down_for_a_minute_loses_no_job(BkJobErrorKind kind, bool isTransient)
    {
        var clock = new HarnessClock();
        var options = new WaitOptions { PollInterval = TimeSpan.FromSeconds(2), ThrottleLimit = 200 };
        var harness = new WaitHarness(options, () => 0.5) { Clock = clock };
        for (int id = 1; id <= 200; id++)
        {
            harness.PlayBy(id, _ => clock.Elapsed.TotalSeconds switch
            {
                < 10 => Reply.At(2),
                < 70 => Reply.Failing(kind, isTransient),
                _ => Reply.At(3),
            });
        }

        await harness.RunToEndAsync();

        Assert.Equal(200, harness.EventsOf<JobCompleted>().Count());
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

    [Fact]
    public async Task Response_ends_the_outage()
    {
        var harness = new WaitHarness(new WaitOptions
        {
            OutageTimeout = TimeSpan.FromSeconds(3),
            PollInterval = TimeSpan.FromSeconds(1),
        });

        await harness.Play(100, Reply.Path("2 x x 2 x x 2 x x 3")).RunToEndAsync();

        Assert.EndsWith("arrives 3", harness.StoryOf(100), StringComparison.Ordinal);
    }
}
