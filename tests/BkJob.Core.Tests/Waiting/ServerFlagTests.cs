using System.Globalization;
using BkJob.Core.Tests.Support;

namespace BkJob.Core.Tests.Waiting;

/// <summary>Every status with either word of the server about whether it has ended, read from a socket.</summary>
public sealed class ServerFlagTests(SimulatorFixture bench) : IClassFixture<SimulatorFixture>
{
    public static TheoryData<int, bool, JobOutcome, bool> Rows()
    {
        var rows = new TheoryData<int, bool, JobOutcome, bool>();
        (int Status, JobOutcome Outcome, bool Ends)[] table =
        [
            (1, JobOutcome.Pending, false),
            (2, JobOutcome.Running, false),
            (3, JobOutcome.Succeeded, true),
            (4, JobOutcome.Failed, true),
            (5, JobOutcome.Succeeded, true),
            (6, JobOutcome.Succeeded, true),
            (7, JobOutcome.WaitingForUser, false),
            (8, JobOutcome.Cancelled, true),
            (9, JobOutcome.Failed, true),
            (10, JobOutcome.Running, false),
            (11, JobOutcome.Cancelled, true),
            (12, JobOutcome.Failed, true),
            (13, JobOutcome.Cancelled, true),
            (14, JobOutcome.Failed, true),
            (15, JobOutcome.Running, false),
        ];
        foreach ((int status, JobOutcome outcome, bool ends) in table)
        {
            rows.Add(status, false, outcome, ends);
            rows.Add(status, true, outcome, ends);
        }

        rows.Add(21, false, JobOutcome.Unknown, false);
        rows.Add(21, true, JobOutcome.Unknown, true);
        return rows;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Finished_flag_counts_only_for_unknown_status_codes(
        int status, bool flag, JobOutcome outcome, bool ends)
    {
        long id = (status * 10) + (flag ? 1 : 0);
        string body = Bodies.With("data.job_instance.status", status.ToString(CultureInfo.InvariantCulture));
        body = Bodies.With(body, "data.is_finished", flag ? "true" : "false");
        bench.Serve(Bodies.With(body, "data.job_instance.job_instance_id", id.ToString(CultureInfo.InvariantCulture)), id);
        var events = new List<WaitEvent>();

        var waiter = new JobWaiter(bench.Connect(), new WaitOptions { Timeout = TimeSpan.Zero }, bench.Clock);
        await waiter.RunAsync([new(id, new JobScope(1, null, null))], events.Add, TestContext.Current.CancellationToken).InTimeAsync();

        JobInstance job = events[^1] switch
        {
            JobCompleted arrived => arrived.Job,
            WaitTimedOut timedOut => timedOut.Last!,
            _ => throw new InvalidOperationException($"{events[^1]}"),
        };
        Assert.Equal((ends, ends, outcome), (events[^1] is JobCompleted, job.IsFinished, job.Outcome));
        Assert.Equal((ends, ends ? 1 : 0), (job.HostsIncluded, job.Steps[0].IpStatuses.Count));
        Assert.Equal(1, job.Hosts?.Total);
        Assert.Single(bench.Simulator.Requests.All, request => request.JobInstanceId == id);
    }
}
