using System.Text.RegularExpressions;

namespace BkJob.Module.Tests;

/// <summary>What the views show of a job that v4 of the gateway has sent: containers, exit codes, and hosts that nobody asked for.</summary>
public sealed partial class GatewayViewTests
{
    [Fact]
    public void Table_and_tree_say_nothing_of_hosts_that_were_not_asked_for()
    {
        Assert.Equal(
            """
                     Id Status                    Hosts Start Duration Name
            ------------------                    ----- ----- -------- ----
            20000482006 ✗ Failed                      - T      0:02:09 Nightly log cleanup
            """,
            Screen("Get-BkJobInstanceStatus 1"));
        Assert.Equal(
            """
            ✗ Failed  20000482006 Nightly log cleanup  0:02:09
            └─ ✗ Failed  20000951772 Purge archived logs (Script)  0:01:58
            """,
            Screen("Get-BkJobInstanceStatus 1 | Format-Custom"));
    }

    [Theory]
    [InlineData("(Get-BkJobInstanceStatus 1).Steps", "Hosts         : not asked for (-IncludeHosts)")]
    [InlineData("Get-BkJobInstanceStatus 1", "Scope       : biz_set 9")]
    [InlineData("Get-BkJobInstanceStatus 1", "BizId       : -")]
    [InlineData("Get-BkJobInstanceStatus 1", "Operator    : -")]
    [InlineData("Get-BkJobContext", "Stage              : prod")]
    [InlineData("Get-BkJobContext", "ApplicationState   : False")]
    public void List_says_what_there_is_and_what_is_not(string line, string row) => Assert.Contains(row, Screen($"{line} | Format-List").Split('\n'));

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
            CloudId        : -
            HostId         : -
            Status         : ✗ ScriptFailed
            Code           : 101
            Outcome        : Failed
            ExitCode       : 137
            ErrorCode      : -
            Tag            : -
            StartTime      : -
            EndTime        : -
            TotalTime      : -
            JobInstanceId  : 20000482006
            StepInstanceId : 20000951772
            StepName       : Purge archived logs
            BizId          : -
            """,
            Screen("Get-BkJobStepIpStatus 1 -Status ScriptFailed | Format-List"));
    }

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void Detail_of_hosts_and_containers(int width)
    {
        Assert.Equal(
            """
               JobInstance > Step: 20000482006 > 20000951772 Purge archived logs

            Status               ExitCode Duration Tag          Address
            ------               -------- -------- ---          -------
            ✓ Succeeded                 0  0:00:27 cleaned      198.51.100.11
            ✗ NonZeroExitCode           2  1:06:42 -            2001:db8::15
            ✗ ScriptFailed            137        - -            web-7f9c
            """,
            Screen("Get-BkJobStepIpStatus 1 | Format-Table -View Detail", width));
    }

    [Theory]
    [InlineData("", "* Default    GatewayV4 prod      ops       -             37 http://127.0.0.1:")]
    [InlineData("Connect-BkJob ('{0}api/bk-job/stag' -f $gateway) -Api GatewayV3 -AppCode ops -AppSecret $login -UserName admin -ApplicationState -Name own",
        "* own        GatewayV3 stag, app ops       admin          - http://127.0.0.1:")]
    [InlineData("Connect-BkJob $gateway -Api EsbV3 -AppCode ops -AppSecret $login -UserName admin -Name esb", "* esb        EsbV3               ops       admin          - http://127.0.0.1:")]
    public void Table_of_contexts_shows_what_of_the_gateway_is_used(string connect, string row) =>
        Assert.Contains(row, Screen("Get-BkJobContext", before: connect));

    private static string Screen(string line, int width = 120, string before = "")
    {
        using var server = RawAnswer.OfJson(GatewayJob.Body);
        using var session = new Session(width);
        GatewayJob.Connect(session, server);
        session.Run(before).ThrowIfFailed();
        return string.Join('\n', session.Print(line).Split('\n').Select(row => Start().Replace(row, "T    ").TrimEnd())).Trim('\n');
    }

    [GeneratedRegex(@"(?<=- )\d\d[-:]\d\d(?=\s)")]
    private static partial Regex Start();
}
