using System.Management.Automation;
using BkJob.Simulator;

namespace BkJob.Module.Tests;

/// <summary>The bars of a wait: what they say, and that none stays behind, however the wait ends.</summary>
public sealed class ProgressTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    private static readonly (string Name, string Shown)[] Titles =
    [
        ("Upgrade agents", "900 Upgrade agents"),
        ("升级 Agent", "901 升级 Agent"),
        ("升级全部边缘节点上的监控代理程序和日志采集程序", "902 升级全部边缘节点上的监控代理程序…"),
        ("🚀 发布 🚀", "903 🚀 发布 🚀"),
        ("Upgrade all of the agents on all of the edge nodes", "904 Upgrade all of the agents on all …"),
    ];

    private readonly SimulatorServer _server = simulator.Server;

    [Theory]
    [InlineData("103 | Wait-BkJobInstance")]
    [InlineData("102, 103, 110 | Wait-BkJobInstance -Timeout 0.3")]
    [InlineData("99999, 102 | Wait-BkJobInstance -Timeout 0.3")]
    [InlineData("102, 103 | Wait-BkJobInstance -Any -ThrottleLimit 1")]
    [InlineData("102, 103 | Wait-BkJobInstance -ThrottleLimit 1 | ForEach-Object { throw 'enough' }")]
    public void Every_progress_bar_is_removed_at_the_end(string line)
    {
        using Session session = Session.ConnectedTo(_server);
        AssertAllCompleted(session.Run(line).Progress);
    }

    [Fact]
    public async Task Stop_removes_every_progress_bar()
    {
        using Session session = Session.ConnectedTo(_server);
        AssertAllCompleted(await session.ProgressUntilAsync("102, 110 | Wait-BkJobInstance -PollInterval 0.2", records => records.Length >= 3));
    }

    [Fact]
    public async Task Bars_show_the_progress_of_all_and_of_each_job()
    {
        using Session session = Session.ConnectedTo(_server);
        ProgressRecord[] records = await session.ProgressUntilAsync(
            "102, 103, 104 | Wait-BkJobInstance -PollInterval 0.2",
            records => records.Any(r => r.StatusDescription.StartsWith("2/3", StringComparison.Ordinal))
                && records[^1].StatusDescription.StartsWith("step 2/3", StringComparison.Ordinal));
        ProgressRecord all = records.Last(r => r is { ParentActivityId: < 0 } && r.StatusDescription.StartsWith("2/3", StringComparison.Ordinal));
        Assert.StartsWith("2/3 finished (1 failed, 1 succeeded), 0:00:0", all.StatusDescription);
        Assert.Equal(66, all.PercentComplete);

        ProgressRecord one = records.Last(r => r is { RecordType: ProgressRecordType.Processing, ParentActivityId: >= 0 });
        Assert.Equal(all.ActivityId, one.ParentActivityId);
        Assert.StartsWith("102 Upgrade agents", one.Activity);
        Assert.StartsWith("step 2/3 ", one.StatusDescription);
        Assert.Contains(", hosts 12/16, ", one.StatusDescription);
        Assert.Equal(-1, one.SecondsRemaining);
    }

    /// <summary>PowerShell counts characters where it should count cells; a bar that is wider than it believes stays on the screen.</summary>
    [Fact]
    public async Task Title_of_a_bar_has_as_many_characters_as_cells()
    {
        foreach ((int i, (string name, _)) in Titles.Index())
        {
            _server.Jobs.Add(new SimulatedJob { Id = 900 + i, Name = name, Steps = [new SimulatedStep { Name = "Step", Hosts = 1, Seconds = 600 }] });
        }

        using Session session = Session.ConnectedTo(_server);
        ProgressRecord[] records = await session.ProgressUntilAsync(
            "900..904 | Wait-BkJobInstance -PollInterval 0.2",
            records => JobBars(records).Count(bar => bar.Last().StatusDescription.Contains("hosts 0/1", StringComparison.Ordinal)) == Titles.Length);
        string[] titles = [.. JobBars(records).Select(bar => bar.Last().Activity).Order(StringComparer.Ordinal)];
        Assert.Equal(Titles.Select(title => title.Shown), titles.Select(title => title.TrimEnd('\u200B')));
        Assert.All(titles, title => Assert.Equal(TestRawUI.CountCells(title), title.Length));
        Assert.All(titles, title => Assert.InRange(title.Length, 0, 38));
    }

    /// <summary>What the bars of single jobs showed, a group a bar.</summary>
    private static IEnumerable<IGrouping<int, ProgressRecord>> JobBars(IEnumerable<ProgressRecord> records) =>
        records.Where(r => r is { RecordType: ProgressRecordType.Processing, ParentActivityId: >= 0 }).GroupBy(r => r.ActivityId);

    private static void AssertAllCompleted(IReadOnlyList<ProgressRecord> records)
    {
        Assert.NotEmpty(records);
        Assert.All(records.GroupBy(r => r.ActivityId), bar => Assert.Equal(ProgressRecordType.Completed, bar.Last().RecordType));
    }
}
