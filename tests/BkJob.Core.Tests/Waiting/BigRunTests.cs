using BkJob.Core.Tests.Support;
using BkJob.Simulator;

namespace BkJob.Core.Tests.Waiting;

/// <summary>Sixty jobs over nine hundred hosts, and every fifth response bad.</summary>
public sealed class BigRunTests
{
    private const int Jobs = 60;
    private const int Hosts = 15;
    private const int Limit = 8;
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(200);

    [Fact]
    public async Task Jobs_with_random_faults_complete()
    {
        await using SimulatorFixture bench = await SimulatorFixture.StartAsync(new SimulatorOptions { ManualClock = true });
        for (int id = 1; id <= Jobs; id++)
        {
            bench.Simulator.Jobs.Add(JobOf(id));
        }

        foreach (Fault fault in Faults())
        {
            bench.Simulator.Faults.Add(fault);
        }

        var events = new List<WaitEvent>();
        BkJobClient connection = bench.Connect(bench.Settings with { Timeout = TimeSpan.FromDays(1), MaximumRetryCount = 3 });
        JobInstanceQuery[] queries = [.. Enumerable.Range(1, Jobs).Select(id => new JobInstanceQuery(id, new JobScope(1, null, null)))];
        Task run = new JobWaiter(connection, new WaitOptions { ThrottleLimit = Limit }, bench.Clock)
            .RunAsync(queries, events.Add, TestContext.Current.CancellationToken);
        await WaitUntil.TrueAsync(() =>
        {
            bench.Simulator.Clock.Advance(Step);
            bench.Clock.Advance(Step);
            return run.IsCompleted;
        });
        await run;

        Assert.Equal(
            Enumerable.Range(1, Jobs).Select(id => (id, StatusOf(id), Hosts)),
            events.OfType<JobCompleted>().Select(arrived => ((int)arrived.Job.Id, (int)arrived.Job.Status, arrived.Job.Hosts!.Total)).Order());
        Assert.Empty(events.OfType<PollingFailed>());
        Assert.All(events.OfType<JobCompleted>(), arrived => Assert.Equal(Hosts, arrived.Job.Steps.Sum(s => s.IpStatuses.Count)));
        int requests = events.OfType<RequestCompleted>().Count();
        Assert.Equal(bench.Simulator.Requests.All.Count, requests);
        Assert.InRange((double)events.OfType<PollRetrying>().Count() / requests, 0.12, 0.3);
        Assert.Equal(
            [BkJobErrorKind.Throttled, BkJobErrorKind.ServerError, BkJobErrorKind.InvalidResponse],
            events.OfType<PollRetrying>().Select(failed => failed.Fault.Kind).Distinct().Order());
    }

    /// <summary>Four kinds, each with a chance that together hits a fifth of the answers.</summary>
    private static IEnumerable<Fault> Faults()
    {
        var bad = new Fault { Times = null, Probability = 0.055 };
        yield return bad with { HttpStatus = 502, Seed = 1 };
        yield return bad with { EnvelopeCode = 1240002, Seed = 2 };
        yield return bad with { CutAfterBytes = 300, Seed = 3 };
        yield return bad with
        {
            HttpStatus = 429,
            Headers = new Dictionary<string, string> { ["X-Bkapi-RateLimit-Reset"] = "2" },
            Seed = 4,
        };
    }

    private static int StatusOf(int id) => (id % 5) switch
    {
        0 => 3,
        1 => 4,
        2 => 11,
        3 => 13,
        _ => 3,
    };

    private static SimulatedJob JobOf(int id)
    {
        var first = new SimulatedStep { Hosts = 10, Seconds = 2 + (id % 40) };
        var second = new SimulatedStep { Hosts = 5, Seconds = 3 };
        var job = new SimulatedJob { Id = id, Steps = [first, second] };
        return (id % 5) switch
        {
            0 => job,
            1 => job with { Steps = [first, second with { FailedHosts = 1 }] },
            2 => job with { Steps = [first with { Hosts = 15, Seconds = 100 }], TerminatedAfter = 5 + (id % 20) },
            3 => job with { Steps = [first with { Hosts = 15 }, new SimulatedStep { Type = 3, ConfirmedAfter = 6, ConfirmTerminates = true }] },
            _ => job with { Steps = [first with { Batches = 2, BatchPause = 4 }, second with { FailedHosts = 2, IgnoreError = true }] },
        };
    }
}
