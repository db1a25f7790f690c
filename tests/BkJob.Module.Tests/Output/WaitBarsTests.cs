using System.Management.Automation;
using BkJob.Simulator;

namespace BkJob.Module.Tests;

/// <summary>What the progress bars of a wait display.</summary>
public sealed class WaitBarsTests
{
    private const string Wait = " | Wait-BkJobInstance -Verbose -PollInterval 0.2 ";

    [Theory]
    [InlineData(45, 0, 40, "step 1/1 Rebuild index, hosts 4/10, 0:00:47")]
    [InlineData(95, 2, 90, "step 1/1 Rebuild index, hosts 9/10, 1 failed, 0:01:37")]
    public async Task Bar_of_a_job_has_its_own_time_step_hosts_and_percent(double age, int failed, int percent, string status)
    {
        await using WaitHarness harness = await StartAsync([WaitHarness.Job(121, failed: failed)]);
        harness.Server.Clock.Advance(TimeSpan.FromSeconds(age));
        await harness.RunAsync("121" + Wait);
        await harness.AdvanceAsync(server: 0, display: age + 2);
        ProgressRecord bar = harness.Bars[1];
        Assert.Equal(("121 Rebuild search index", status, percent), (bar.Activity, bar.StatusDescription, bar.PercentComplete));
    }

    [Theory]
    [InlineData("EsbV2", 50, 16)]
    [InlineData("EsbV2", 150, 50)]
    [InlineData("EsbV2", 250, 83)]
    [InlineData("EsbV3", 50, 0)]
    [InlineData("EsbV3", 150, 33)]
    public async Task Percent_counts_hosts_or_else_steps_and_never_falls(string api, double age, int percent)
    {
        await using WaitHarness harness = await StartAsync([WaitHarness.Job(121, steps: ["One", "Two", "Three"])]);
        harness.Server.Clock.Advance(TimeSpan.FromSeconds(age));
        await harness.RunAsync($"Connect-BkJob $server -AppCode ops -AppSecret $secret -UserName admin -BizId 1 -Api {api}; 121" + Wait);
        await harness.AdvanceAsync(server: 0, display: 1);
        Assert.Equal(percent, harness.Bars[1].PercentComplete);
    }

    [Fact]
    public async Task Jobs_that_need_attention_come_first_and_the_rest_is_counted()
    {
        SimulatedJob[] jobs =
        [
            .. Enumerable.Range(1000, 40).Select(id => WaitHarness.Job(id, "Job", failed: id == 1037 ? 2 : 0)),
            new SimulatedJob { Id = 1050, Name = "Confirm", Steps = [new SimulatedStep { Name = "Approve", Type = 3 }] },
        ];
        await using WaitHarness harness = await StartAsync(jobs);
        harness.Server.Clock.Advance(TimeSpan.FromSeconds(75));
        harness.Server.Faults.Add(new Fault { JobInstanceId = 1025, Times = null, HttpStatus = 502 });
        await harness.RunAsync("(1000..1039 + 1050)" + Wait + "-ThrottleLimit 41 -WarningAction Ignore");
        await harness.AdvanceAsync(server: 0, display: 1);
        ProgressRecord[] bars = harness.Bars;
        Assert.Equal(11, bars.Length);
        Assert.Equal(["1050 Confirm", "1037 Job", "1025", "1000 Job", "1001 Job"], bars.Skip(1).Take(5).Select(bar => bar.Activity));
        Assert.StartsWith("0/41 finished, +31 more, 0:00:0", bars[0].StatusDescription, StringComparison.Ordinal);
        Assert.StartsWith("waiting for confirmation: step 1/1 Approve", bars[1].StatusDescription, StringComparison.Ordinal);
        Assert.Contains("1 failed", bars[2].StatusDescription, StringComparison.Ordinal);
        Assert.StartsWith("no response for 1 s, retrying", bars[3].StatusDescription, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outage_is_displayed_in_place_of_the_time_that_passes()
    {
        await using WaitHarness harness = await StartAsync([WaitHarness.Job(121)]);
        await harness.RunAsync("121" + Wait);
        harness.Server.Faults.Add(new Fault { Times = null, HttpStatus = 502 });
        await harness.AdvanceAsync(server: 0, display: 12, rounds: 1);
        Assert.Matches(@"^0/1 finished, no response for 12 s, retrying( in \d+ s)?$", harness.Bars[0].StatusDescription);
        Assert.Matches(@"^no response for 12 s, retrying( in \d+ s)? \(step 1/1 Rebuild index, hosts 0/10\)$", harness.Bars[1].StatusDescription);
        harness.Server.Faults.Clear();
        await harness.AdvanceAsync(server: 0, display: 1);
        Assert.Equal("0/1 finished, 0:00:13", harness.Bars[0].StatusDescription);
        Assert.Equal("step 1/1 Rebuild index, hosts 0/10, 0:00:13", harness.Bars[1].StatusDescription);
    }

    [Theory]
    [InlineData("", 10, -1)]
    [InlineData("-Timeout 600", 10, 590)]
    [InlineData("-Timeout 600", 600.5, 0)]
    public async Task Remaining_timeout_is_displayed(string timeout, double display, int seconds)
    {
        await using WaitHarness harness = await StartAsync([WaitHarness.Job(121)]);
        await harness.RunAsync("121" + Wait + timeout);
        await harness.AdvanceAsync(server: 0, display);
        Assert.Equal(seconds, harness.Bars[0].SecondsRemaining);
    }

    [Fact]
    public async Task Numbers_have_no_separators()
    {
        await using WaitHarness harness = await StartAsync([WaitHarness.Job(121, hosts: 2000)]);
        await harness.RunAsync("121" + Wait);
        await harness.AdvanceAsync(server: 61.3, display: 61.3);
        Assert.Equal("step 1/1 Rebuild index, hosts 1226/2000, 0:01:01", harness.Bars[1].StatusDescription);
    }

    [Theory]
    [InlineData(120, "step 1/1 Rebuild the search index of all regions, hosts 9/10, 1 failed, 0:01:35")]
    [InlineData(80, "step 1/1 Rebuild the search i…, hosts 9/10, 1 failed, 0:01:35")]
    [InlineData(60, "step 1/1, hosts 9/10, 1 failed, 0:01:35")]
    public async Task Narrow_screen_shortens_the_step_and_no_number(int width, string status)
    {
        await using WaitHarness harness = await StartAsync([WaitHarness.Job(121, "Rebuild", failed: 2, steps: ["Rebuild the search index of all regions"])], width: width);
        harness.Server.Clock.Advance(TimeSpan.FromSeconds(95));
        await harness.RunAsync("121" + Wait);
        await harness.AdvanceAsync(server: 0, display: 95);
        Assert.Equal(status, harness.Bars[1].StatusDescription);
    }

    [Fact]
    public async Task Bars_are_in_the_language_of_the_session()
    {
        SimulatedJob[] jobs =
        [
            WaitHarness.Job(121, "重建索引", failed: 2, steps: ["重建"]),
            new SimulatedJob { Id = 122, Name = "切换", Steps = [new SimulatedStep { Name = "审批", Type = 3 }] },
            new SimulatedJob { Id = 123, Steps = [new SimulatedStep { Hosts = 1, Seconds = 1 }] },
            new SimulatedJob { Id = 124, Steps = [new SimulatedStep { Hosts = 1, Seconds = 1, FailedHosts = 1 }] },
        ];
        await using WaitHarness harness = await StartAsync(jobs, culture: "zh-CN");
        harness.Server.Clock.Advance(TimeSpan.FromSeconds(95));
        await harness.RunAsync("121..124" + Wait + "-WarningAction Ignore");
        await harness.AdvanceAsync(server: 0, display: 95);
        Assert.Equal(
            ["正在等待作业实例|已结束 2/4（失败 1，成功 1），0:01:35", "122 切换|等待人工确认：步骤 1/1 审批，0:01:35", "121 重建索引|步骤 1/1 重建，主机 9/10，失败 1，0:01:35"],
            harness.Bars.Select(bar => $"{bar.Activity}|{bar.StatusDescription}".Replace("\u200B", "", StringComparison.Ordinal)));
        Assert.All(
            harness.Bars.SelectMany(bar => new[] { bar.Activity, bar.StatusDescription }),
            text => Assert.Equal(TestRawUI.CountCells(text), text.Length));
    }

    private static Task<WaitHarness> StartAsync(IEnumerable<SimulatedJob> jobs, string culture = "en-US", int width = 120) =>
        WaitHarness.StartAsync(jobs, isRedirected: false, culture, width);
}
