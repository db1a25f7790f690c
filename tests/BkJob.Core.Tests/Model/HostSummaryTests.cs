namespace BkJob.Core.Tests.Model;

/// <summary>Counting hosts, and what the counts look like.</summary>
public sealed class HostSummaryTests
{
    public static TheoryData<HostOutcome[], int[], string> Counts => new()
    {
        { [], [0, 0, 0, 0, 0, 0, 0], "0/0" },
        { [HostOutcome.Succeeded], [1, 1, 0, 0, 0, 0, 0], "1/1" },
        { [HostOutcome.Failed, HostOutcome.Failed], [2, 0, 0, 0, 0, 0, 2], "0/2" },
        {
            [
                HostOutcome.Succeeded, HostOutcome.Running, HostOutcome.Waiting,
                HostOutcome.Terminated, HostOutcome.Unknown, HostOutcome.Failed,
            ],
            [6, 1, 1, 1, 1, 1, 1], "1/6"
        },
        {
            [
                HostOutcome.Succeeded, HostOutcome.Running, HostOutcome.Running,
                HostOutcome.Waiting, HostOutcome.Waiting, HostOutcome.Waiting,
                HostOutcome.Terminated, HostOutcome.Unknown, HostOutcome.Unknown,
                HostOutcome.Failed, HostOutcome.Succeeded, HostOutcome.Succeeded,
            ],
            [12, 3, 2, 3, 1, 2, 1], "3/12"
        },
    };

    [Theory]
    [MemberData(nameof(Counts))]
    public void Each_outcome_is_counted(HostOutcome[] outcomes, int[] counts, string text)
    {
        HostSummary hosts = Count(outcomes);

        Assert.Equal(counts, AsArray(hosts));
        Assert.Equal(text, hosts.ToString());
    }

    [Fact]
    public void Counts_of_steps_add_up()
    {
        HostSummary hosts = HostSummary.Sum(Counts.Select(row => Count(row.Data.Item1)));

        Assert.Equal([21, 5, 3, 4, 2, 3, 4], AsArray(hosts));
        Assert.Equal("5/21", hosts.ToString());
    }

    private static HostSummary Count(HostOutcome[] outcomes)
    {
        var counts = default(HostCounts);
        foreach (HostOutcome outcome in outcomes)
        {
            counts.Add(outcome);
        }

        return new HostSummary(counts);
    }

    private static int[] AsArray(HostSummary hosts) =>
    [
        hosts.Total, hosts.Succeeded, hosts.Running, hosts.Waiting, hosts.Terminated, hosts.Unknown, hosts.Failed,
    ];
}
