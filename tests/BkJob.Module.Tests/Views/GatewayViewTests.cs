using System.Text.RegularExpressions;

namespace BkJob.Module.Tests;

/// <summary>What the views show of a job that v4 of the gateway has sent: containers, exit codes, and hosts that nobody asked for.</summary>
public sealed partial class GatewayViewTests
{
    [Fact]
    public void Table_and_tree_omit_hosts_that_were_not_requested()
    {
        Assert.Equal(
            """
                             Id Status              Name                                                     Hosts Start   Duration
                             -- ------              ----                                                     ----- -----   --------
                    20000482006 ✗ Failed            Nightly log cleanup                                          - T        0:02:09
            """,
            Screen("Get-BkJobInstanceStatus 20000482006"));
        Assert.Equal(
            """
            ✗ Failed  20000482006 Nightly log cleanup  0:02:09
            └─ ✗ Failed  20000951772 Purge archived logs (Script)  0:01:58
                  actions Restart, RestartAll, Skip
            """,
            Screen("Get-BkJobInstanceStatus 20000482006 | Format-Custom"));
    }

    [Theory]
    [InlineData("(Get-BkJobInstanceStatus 20000482006).Steps", "Hosts            : not requested (-IncludeHosts)")]
    [InlineData("Get-BkJobInstanceStatus 20000482006", "Scope                 : biz_set 9")]
    [InlineData("Get-BkJobInstanceStatus 20000482006", "BizId                 :")]
    [InlineData("Get-BkJobInstanceStatus 20000482006", "Operator              : -")]
    [InlineData("Get-BkJobContext", "Stage              : prod")]
    [InlineData("Get-BkJobContext", "ApplicationState   : False")]
    public void List_shows_present_and_missing_values(string line, string row) => Assert.Contains(row, Screen($"{line} | Format-List").Split('\n'));

    [Fact]
    public void List_of_a_container()
    {
        Assert.Equal(
            """
            Ip             : -
            Ipv6           : -
            ContainerName  : web-7f9c
            ContainerId    : docker://abc
            NodeHostId     : 77
            CloudId        :
            HostId         :
            Status         : ✗ ScriptFailed
            Code           : 101
            Outcome        : Failed
            ExitCode       : 137
            ErrorCode      :
            Tag            : -
            StartTime      : -
            EndTime        : -
            Duration       : -
            JobInstanceId  : 20000482006
            StepInstanceId : 20000951772
            StepName       : Purge archived logs
            BizId          :
            """,
            Screen("Get-BkJobStepIpStatus 20000482006 -Status ScriptFailed | Format-List"));
    }

    [Fact]
    public void Detail_of_hosts_and_containers()
    {
        Assert.Equal(
            """
               JobInstance > Step: 20000482006 > 20000951772 Purge archived logs

            Status               Address                       ExitCode   Duration Tag
            ------               -------                       --------   -------- ---
            ✓ Succeeded          198.51.100.11                        0    0:00:27 cleaned
            ✗ NonZeroExitCode    2001:db8::15                         2    1:06:42 -
            ✗ ScriptFailed       web-7f9c                           137          - -
            """,
            Screen("Get-BkJobStepIpStatus 20000482006 | Format-Table -View Detail", width: 80));
    }

    [Theory]
    [InlineData("", @"\nDefault \* +37 http://127\.0\.0\.1:\S+ +GatewayV4 prod +ops +-")]
    [InlineData("Connect-BkJob ('{0}api/bk-job/stag' -f $gateway) -Api GatewayV3 -AppCode ops -AppSecret $login -UserName admin -ApplicationState -Name own",
        @"\nown \* +- http://127\.0\.0\.1:\S+ +GatewayV3 stag, app ops +admin")]
    [InlineData("Connect-BkJob $gateway -Api EsbV3 -AppCode ops -AppSecret $login -UserName admin -Name esb", @"\nesb \* +- http://127\.0\.0\.1:\S+ +EsbV3 +ops +admin")]
    public void Table_of_contexts_shows_api_and_stage(string connect, string row) =>
        Assert.Matches(row, Screen("Get-BkJobContext", before: connect));

    [Theory]
    [InlineData("-Proxy http://u:hunter2@proxy.example.com:3128", "Proxy              : http://proxy.example.com:3128/", "")]
    [InlineData("-SkipCertificateCheck", "", "SkipCertificateCheck : True")]
    [InlineData("", "", "")]
    public void List_of_a_context_shows_what_weakens_it(string parameter, string proxy, string certificate)
    {
        string screen = Screen(
            "Get-BkJobContext other | Format-List",
            before: $"Connect-BkJob https://paas.example.com -AppCode ops -AppSecret $login -UserName admin -Name other {parameter} -WarningAction Ignore");
        string[] rows = [.. screen.Split('\n').Where(row => row.StartsWith("Proxy", StringComparison.Ordinal) || row.StartsWith("Skip", StringComparison.Ordinal))];
        Assert.Equal(new[] { proxy, certificate }.Where(row => row.Length > 0), rows);
    }

    private static string Screen(string line, int width = 120, string before = "")
    {
        using var server = RawResponse.OfJson(GatewayJob.Body);
        using var session = new Session(width);
        GatewayJob.Connect(session, server);
        session.Run(before).ThrowIfFailed();
        return string.Join('\n', session.Print(line).Split('\n').Select(row => Start().Replace(row, "T    ").TrimEnd())).Trim('\n');
    }

    [GeneratedRegex(@"(?<=- )\d\d[-:]\d\d(?=\s)")]
    private static partial Regex Start();
}
