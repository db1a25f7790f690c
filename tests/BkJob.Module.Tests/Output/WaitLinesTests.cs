using System.Management.Automation;
using BkJob.Simulator;

namespace BkJob.Module.Tests;

/// <summary>A wait whose output is redirected prints lines, each with the time, on the information stream.</summary>
public sealed class WaitLinesTests
{
    private const string Wait = " | Wait-BkJobInstance -Verbose -PollInterval 0.2 ";

    [Theory]
    [InlineData(0, 0, "01:15:02 121 Rebuild search index: step 1/2 Build, hosts 0/10")]
    [InlineData(45, 0, "01:15:02 121 Rebuild search index: step 1/2 Build, hosts 4/10")]
    [InlineData(95, 2, "01:15:02 121 Rebuild search index: step 1/2 Build, hosts 9/10, 1 failed")]
    [InlineData(130, 0, "01:15:02 121 Rebuild search index: step 2/2 Publish, hosts 13/20")]
    public async Task Line_has_step_hosts_and_failed_hosts(double age, int failed, string line)
    {
        await using WaitHarness harness = await WaitHarness.StartAsync([WaitHarness.Job(121, failed: failed, steps: ["Build", "Publish"])]);
        harness.Server.Clock.Advance(TimeSpan.FromSeconds(age));
        await harness.RunAsync("121" + Wait);
        await harness.AdvanceAsync(server: 0, display: 2);
        Assert.Equal([line], harness.TakeLines());
    }

    [Fact]
    public async Task Each_change_is_one_line_and_each_minute_one()
    {
        await using WaitHarness harness = await WaitHarness.StartAsync([WaitHarness.Job(121, steps: ["Build", "Publish"])]);
        await harness.RunAsync("121" + Wait);
        await harness.AdvanceAsync(server: 0, display: 1);
        Assert.Equal("01:15:01 121 Rebuild search index: step 1/2 Build, hosts 0/10", Assert.Single(harness.TakeLines()));
        await harness.AdvanceAsync(server: 20, display: 9);
        Assert.Empty(harness.TakeLines());
        await harness.AdvanceAsync(server: 0, display: 1);
        Assert.Equal("01:15:11 121 Rebuild search index: step 1/2 Build, hosts 2/10", Assert.Single(harness.TakeLines()));
        await harness.AdvanceAsync(server: 0, display: 40);
        Assert.Empty(harness.TakeLines());
        await harness.AdvanceAsync(server: 0, display: 11);
        Assert.Equal("01:16:02 121 Rebuild search index: step 1/2 Build, hosts 2/10", Assert.Single(harness.TakeLines()));
        await harness.AdvanceAsync(server: 90, display: 1);
        Assert.Equal("01:16:03 121 Rebuild search index: step 2/2 Publish, hosts 11/20", Assert.Single(harness.TakeLines()));
        await harness.AdvanceAsync(server: 100, display: 1);
        Assert.Equal("01:16:03 121 Rebuild search index: succeeded, hosts 20/20, 0:03:20", Assert.Single(harness.TakeLines()));
    }

    [Fact]
    public async Task Wait_of_less_than_a_second_prints_nothing()
    {
        await using WaitHarness harness = await WaitHarness.StartAsync([WaitHarness.Job(121)]);
        await harness.RunAsync("121" + Wait);
        await harness.AdvanceAsync(server: 200, display: 0);
        Assert.Empty(harness.TakeLines());
    }

    [Theory]
    [InlineData("-InformationAction Ignore")]
    [InlineData("-InformationAction SilentlyContinue")]
    [InlineData("-ProgressAction SilentlyContinue")]
    [InlineData("-ProgressAction Ignore")]
    [InlineData("", "$ProgressPreference = 'SilentlyContinue'; ")]
    [InlineData("", "$InformationPreference = 'Ignore'; ")]
    public async Task Lines_can_be_suppressed(string parameter, string before = "")
    {
        await using WaitHarness harness = await WaitHarness.StartAsync([WaitHarness.Job(121)]);
        await harness.RunAsync(before + "121" + Wait + parameter);
        await harness.AdvanceAsync(server: 20, display: 70);
        Assert.Empty(harness.TakeLines());
        Assert.Empty(harness.Bars);
    }

    [Fact]
    public async Task Line_is_printed_by_the_host_and_has_a_tag()
    {
        await using WaitHarness harness = await WaitHarness.StartAsync([WaitHarness.Job(121)]);
        await harness.RunAsync("121" + Wait + "-InformationVariable global:lines");
        await harness.AdvanceAsync(server: 0, display: 2);
        InformationRecord line = Assert.Single(harness.TakeRecords());
        Assert.Equal(["PSHOST", "BkJobWait"], line.Tags);
        Assert.IsType<HostInformationMessage>(line.MessageData);
        Assert.Empty(harness.Bars);
    }

    [Fact]
    public async Task Outage_is_a_change_and_so_is_its_end()
    {
        await using WaitHarness harness = await WaitHarness.StartAsync([WaitHarness.Job(121)]);
        await harness.RunAsync("121" + Wait);
        await harness.AdvanceAsync(server: 0, display: 2);
        Assert.Single(harness.TakeLines());
        harness.Server.Faults.Add(new Fault { Times = null, HttpStatus = 502 });
        await harness.AdvanceAsync(server: 0, display: 12, rounds: 1);
        Assert.Matches(@"^01:15:14 121 Rebuild search index: no response for 12 s, retrying( in \d+ s)? \(step 1/1 Rebuild index, hosts 0/10\)$", Assert.Single(harness.TakeLines()));
        harness.Server.Faults.Clear();
        await harness.AdvanceAsync(server: 0, display: 1);
        Assert.Equal("01:15:15 121 Rebuild search index: step 1/1 Rebuild index, hosts 0/10", Assert.Single(harness.TakeLines()));
    }

    [Fact]
    public async Task Many_jobs_have_a_summary_each_minute_and_few_lines()
    {
        SimulatedJob[] jobs = [.. Enumerable.Range(1000, 60).Select(id => WaitHarness.Job(id, $"Job {id}", failed: id < 1003 ? 2 : 0))];
        await using WaitHarness harness = await WaitHarness.StartAsync(jobs);
        await harness.RunAsync("1000..1059" + Wait + "-ThrottleLimit 60");
        await harness.AdvanceAsync(server: 0, display: 2);
        Assert.Empty(harness.TakeLines());
        await harness.AdvanceAsync(server: 99.5, display: 10);
        string[] lines = harness.TakeLines();
        Assert.Equal(10, lines.Length);
        Assert.All([1000, 1001, 1002], id => Assert.Contains($"01:15:12 {id} Job {id}: step 1/1 Rebuild index, hosts 9/10, 1 failed", lines));
        await harness.AdvanceAsync(server: 0, display: 48);
        lines = harness.TakeLines();
        Assert.Equal("01:16:00 0/60 finished, 3 with failed hosts, 0:01:00", lines[^1]);
        Assert.Equal(11, lines.Length);
    }

    [Fact]
    public async Task Lines_are_in_the_language_of_the_session()
    {
        SimulatedJob[] jobs = [WaitHarness.Job(121, "重建索引", failed: 2), WaitHarness.Job(122, "发布", steps: ["审批"])];
        await using WaitHarness harness = await WaitHarness.StartAsync(jobs, culture: "zh-CN");
        await harness.RunAsync("121, 122" + Wait);
        await harness.AdvanceAsync(server: 95, display: 2);
        Assert.Equal(
            ["01:15:02 121 重建索引：步骤 1/1 Rebuild index，主机 9/10，失败 1", "01:15:02 122 发布：步骤 1/1 审批，主机 9/10"], harness.TakeLines());
        await harness.AdvanceAsync(server: 0, display: 60);
        Assert.Equal(["01:16:02 已结束 0/2，有主机失败 1，0:01:02"], harness.TakeLines());
    }
}
