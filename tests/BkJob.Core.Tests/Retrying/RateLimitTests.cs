using BkJob.Core.Tests.Waiting.Harness;
using BkJob.Transport;

namespace BkJob.Core.Tests.Retrying;

/// <summary>All requests of a connection share what is known of the server's rate limit.</summary>
public sealed class RateLimitTests
{
    /// <summary>Jobs, slots, responses per window, seconds of the window, whether the server states when it ends, and the most that may be rejected.</summary>
    [Theory]
    [InlineData(250, 8, 50, 1, true, 0.2)]
    [InlineData(250, 32, 50, 1, true, 0.2)]
    [InlineData(150, 8, 50, 1, false, 0.2)]
    [InlineData(100, 8, 100, 10, true, 0.2)]
    public async Task Waits_under_a_limit_are_rarely_rejected(
        int jobs, int throttle, int limit, double window, bool statesReset, double most)
    {
        var clock = new HarnessClock();
        var server = new LimitedServer(clock, limit, window, statesReset);
        var dice = new Random(7);
        var harness = new WaitHarness(new WaitOptions { ThrottleLimit = throttle }, dice.NextDouble)
        {
            Clock = clock,
            Gate = new RateGate(clock, dice.NextDouble),
        };
        for (int id = 1; id <= jobs; id++)
        {
            harness.PlayBy(id, _ => server.Respond() with { Takes = TimeSpan.FromMilliseconds(20) });
        }

        await harness.RunToEndAsync();

        double rejected = (double)server.Rejected / server.Requests;
        Assert.True(rejected <= most, $"{server.Rejected} of {server.Requests} rejected");

        // A poll that was rejected is due again: what is sent is one request for each poll, and the rejected ones.
        double perPoll = (double)server.Requests / (server.Requests - server.Rejected);
        Assert.InRange(perPoll, 1, 1.25);
        Assert.Equal(jobs, harness.EventsOf<JobCompleted>().Count());

        // Nor is much of what the server would have accepted left unused.
        double allowed = clock.Elapsed.TotalSeconds * limit / window;
        Assert.True(server.Requests - server.Rejected > allowed / 2, $"{server.Requests - server.Rejected} of {allowed:0} in {clock.Elapsed}");
    }

    [Fact]
    public void Without_a_limit_nothing_waits()
    {
        var clock = new HarnessClock();
        var gate = new RateGate(clock, () => 0.5);
        for (int n = 0; n < 1000; n++)
        {
            Assert.True(gate.WaitAsync(TimeSpan.MaxValue, TestContext.Current.CancellationToken).IsCompletedSuccessfully);
            gate.Report(Reply.At(2).ToResult(new JobInstanceQuery(1, default), areHostsSent: false).Event, windowEnds: null);
        }
    }

    /// <summary>Accepts so many requests in each window of time, and rejects the others, as the API gateway does.</summary>
    private sealed class LimitedServer(HarnessClock clock, int limit, double window, bool statesReset)
    {
        private readonly Lock _lock = new();
        private int _window = -1;
        private int _used;

        public int Requests { get; private set; }

        public int Rejected { get; private set; }

        public Reply Respond()
        {
            lock (_lock)
            {
                double now = clock.Elapsed.TotalSeconds;
                int current = (int)(now / window);
                if (current != _window)
                {
                    (_window, _used) = (current, 0);
                }

                Requests++;
                if (++_used > limit)
                {
                    Rejected++;
                    double left = ((current + 1) * window) - now;
                    return Reply.Failing(BkJobErrorKind.Throttled, retryAfter: statesReset ? Math.Ceiling(left) : null);
                }

                return Reply.At(now < 10 ? 2 : 3);
            }
        }
    }
}
