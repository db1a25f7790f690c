using BkJob.Core.Tests.Support;
using BkJob.Core.Tests.Waiting.Harness;
using BkJob.Transport;

namespace BkJob.Core.Tests.Waiting;

/// <summary>Many at a time: the throttle, and that everybody gets a turn.</summary>
public sealed class ThousandTests
{
    [Fact]
    public async Task ThousandJobs_are_polled_equally_within_the_throttle()
    {
        const int Rounds = 4;
        var harness = new WaitHarness(new WaitOptions { PollInterval = TimeSpan.FromSeconds(1) });
        for (int id = 1; id <= 1000; id++)
        {
            Reply[] path = Reply.Path(id % 3 == 0 ? "1 2 2 3" : id % 3 == 1 ? "2 15 2 4" : "2 2 10 11");
            harness.Play(id, [.. path.Select(reply => reply with { Takes = TimeSpan.FromSeconds(0.1) })]);
        }

        await harness.RunToEndAsync();

        Assert.Equal((8, 1), (harness.MaxInFlight, harness.MaxInFlightOfOne));
        Assert.Equal(1000 * Rounds, harness.Requests.Count);

        // A round of 1 000 at 8 in 0.1 s takes 12.5 s: the interval of one second stretches to it, for each of them.
        Assert.All(harness.Requests.GroupBy(request => request.Id), request =>
        {
            double[] times = [.. request.Select(pending => pending.At.TotalSeconds)];
            Assert.Equal(Rounds, times.Length);
            Assert.All(times.Zip(times.Skip(1), (a, b) => b - a), gap => Assert.InRange(gap, 12, 13.5));
        });
        Assert.InRange(harness.Clock.Elapsed.TotalSeconds, 50, 53);
        Assert.Equal(
            Enumerable.Range(1, 1000).Select(id => ((long)id, id % 3 == 0 ? 3 : id % 3 == 1 ? 4 : 11)),
            harness.EventsOf<JobCompleted>().Select(e => (e.Job.Id, (int)e.Job.Status)).Order());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(64)]
    public async Task Throttle_limits_concurrent_requests(int limit)
    {
        var dice = new Random(limit);
        var harness = new WaitHarness(new WaitOptions { ThrottleLimit = limit }, dice.NextDouble);
        for (int id = 1; id <= 100; id++)
        {
            Reply[] path = Reply.Path(id % 10 == 0 ? "2 x 2 t 3" : "2 2 2 3");
            harness.Play(id, [.. path.Select(reply => reply with { Takes = TimeSpan.FromMilliseconds(dice.Next(1, 400)) })]);
        }

        await harness.RunToEndAsync();

        Assert.Equal((limit, 1), (harness.MaxInFlight, harness.MaxInFlightOfOne));
        Assert.Equal(100, harness.EventsOf<JobCompleted>().Count());
    }

    [Fact]
    public async Task Hanging_request_occupies_one_slot()
    {
        var harness = new WaitHarness(new WaitOptions { ThrottleLimit = 2, Timeout = TimeSpan.FromSeconds(30) });
        harness.Play(1, Reply.Never);
        for (int id = 2; id <= 9; id++)
        {
            harness.Play(id, Reply.Path("2 2 2 3"));
        }

        await harness.RunToEndAsync();

        Assert.Equal("times out at nothing", harness.StoryOf(1));
        Assert.Equal(8, harness.Events.Count(e => e.What is JobCompleted && e.At.TotalSeconds == 3));
    }

    /// <summary>With one slot, a job is reported before the next one is polled: the order does not depend on the threads.</summary>
    [Fact]
    public async Task One_slot_reports_a_job_before_the_next_is_polled()
    {
        int polled = 0;
        var polledAtReport = new List<int>();
        var waiter = new JobWaiter(PollAsync, new WaitOptions { ThrottleLimit = 1 }, TimeProvider.System, () => 0);
        await waiter.RunAsync(
            [new JobInstanceQuery(1, default), new JobInstanceQuery(2, default), new JobInstanceQuery(3, default)],
            Record,
            TestContext.Current.CancellationToken).InTimeAsync();
        Assert.Equal([1, 2, 3], polledAtReport);

        async Task<RequestResult<JobInstance>> PollAsync(JobInstanceQuery query, CancellationToken cancellation)
        {
            Interlocked.Increment(ref polled);
            await Task.Yield();
            return Reply.At(3).ToResult(query, areHostsSent: true);
        }

        void Record(WaitEvent what)
        {
            if (what is JobCompleted)
            {
                TakeTurns();
                polledAtReport.Add(Volatile.Read(ref polled));
            }
        }
    }

    /// <summary>A pause, short or long, is nobody's place.</summary>
    [Fact]
    public async Task Job_in_backoff_occupies_no_slot()
    {
        var harness = new WaitHarness(new WaitOptions { ThrottleLimit = 1 });
        harness.Play(1, Reply.Failing(BkJobErrorKind.Throttled, retryAfter: 600), Reply.At(3)).Play(2, Reply.Path("2 2 3"));

        await harness.RunToEndAsync();

        Assert.Equal([0.0, 600], harness.TimesOf(1));
        Assert.Equal([0.0, 1, 2], harness.TimesOf(2));
    }

    /// <summary>Within so many turns of the thread pool, a free slot would be taken.</summary>
    private static void TakeTurns()
    {
        for (int turn = 0; turn < 1000; turn++)
        {
            Task.Run(async () => await Task.Yield()).GetAwaiter().GetResult();
        }
    }
}
