using System.Text.RegularExpressions;
using System.Xml.Linq;
using BkJob.Demo;
using BkJob.Simulator;

namespace BkJob.Module.Tests;

/// <summary>What people see. Times are those of the zone of this machine, so they are replaced by a T before comparing.</summary>
public sealed partial class ViewTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    private readonly SimulatorServer _server = simulator.Server;

    [Fact]
    public void Table_of_job_instances()
    {
        using Session session = Session.ConnectedTo(_server);
        Assert.Equal(
            """
                          Id Status                    Hosts Start       Duration Name
                          -- ------                    ----- -----       -------- ----
                         100 ✗ Failed                  37/40 T            0:01:34 Deploy web-portal 2.14.0 发布门户
                         101 ○ NotStarted                  - -                  - Rotate certificates 更换证书
                         107 ! WaitingForUser            8/8 T                  - Switch traffic 切换流量
                         116 ? 21                        5/8 T                  - Status to come 未来的状态
            9007199254740993 ✓ Succeeded                 6/6 T            0:00:07 Archive audit logs 归档审计日志
            """,
            Screen(session, "100, 101, 107, 116, 9007199254740993 | Get-BkJobInstanceStatus"));
    }

    [Fact]
    public void Table_keeps_to_a_narrow_screen()
    {
        using Session session = Session.ConnectedTo(_server, width: 80);
        string[] lines = session.Print("100, 107, 119 | Get-BkJobInstanceStatus").TrimEnd().Split('\n');
        Assert.All(lines, line => Assert.InRange(new TerminalRawUI(80).LengthInBufferCells(line), 0, 80));
        Assert.Contains("Deploy", lines[3]);
    }

    [Fact]
    public void Table_of_steps()
    {
        using Session session = Session.ConnectedTo(_server);
        Assert.Equal(
            """
               JobInstance: 100

                          Id Status              Type               Hosts Duration Name
                          -- ------              ----               ----- -------- ----
                       10001 ✓ Succeeded         File               20/20  0:00:41 Push release package 分发发布包
                       10002 ✗ Failed            Script             17/20  0:00:52 Restart web tier 重启服务
                       10003 ○ NotStarted        Script                 -        - Smoke test 冒烟测试
            """,
            Screen(session, "(Get-BkJobInstanceStatus 100).Steps"));
    }

    [Fact]
    public void Table_of_hosts_is_grouped_by_step()
    {
        using Session session = Session.ConnectedTo(_server);
        Assert.Equal(
            """
               JobInstance > Step: 100 > 10002 Restart web tier 重启服务

            Status               Code CloudId Ip
            ------               ---- ------- --
            ✗ NonZeroExitCode     104       0 10.0.0.7
            ✗ ScriptTimeout       102       0 10.0.0.14
            ✗ AgentAbnormal         1       0 10.0.0.20
            """,
            Screen(session, "Get-BkJobStepIpStatus 100 -Failed"));
    }

    [Theory]
    [InlineData("(Get-BkJobInstanceStatus 118).Blocks", "Order Type         Steps Name", "    2 Script           1 Apply patch 应用补丁")]
    [InlineData("(Get-BkJobInstanceStatus 118).Steps[1].Operations", "Code Name", "   8 Retry all")]
    [InlineData("(Get-BkJobInstanceStatus 118).Hosts", "     Total  Succeeded     Failed Terminated    Running    Waiting    Unknown", "         8          6          2          0          0          0          0")]
    [InlineData("Get-BkJobContext", "Name         Default Api       AppCode      UserName        BizId Server", "Default      True    EsbV2     ops          admin               1 http://127.0.0.1")]
    [InlineData("Get-BkJobStepIpStatus 128", "Status               Code CloudId Ip", "✓ Succeeded             9       0 (no IPv4)")]
    public void Table_of_the_smaller_things(string line, string header, string row)
    {
        using Session session = Session.ConnectedTo(_server);
        string screen = session.Print(line);
        Assert.Contains(header, screen);
        Assert.Contains(row, screen);
    }

    [Fact]
    public void List_of_a_job_instance()
    {
        Assert.Equal(
            """
            Id          : 100
            Name        : Deploy web-portal 2.14.0 发布门户
            Status      : ✗ Failed
            Outcome     : Failed
            IsFinished  : True
            BizId       : 1
            Scope       : biz 1
            Operator    : admin
            StartWay    : Api
            PlanId      : 1000450
            CreateTime  : T
            StartTime   : T
            EndTime     : T
            TotalTime   : 0:01:34
            CurrentStep : 10002
            Steps       : 2/3
            Hosts       : 40: 37 succeeded, 3 failed
            RequestId   : R
            """,
            ScreenOf("ListControl", "Get-BkJobInstanceStatus 100"));
    }

    [Fact]
    public void List_of_a_host()
    {
        Assert.Equal(
            """
            Ip             : 10.0.0.7
            Ipv6           : -
            CloudId        : 0
            HostId         :
            Status         : ✗ NonZeroExitCode
            Code           : 104
            Outcome        : Failed
            JobInstanceId  : 100
            StepInstanceId : 10002
            StepName       : Restart web tier 重启服务
            BizId          : 1
            """,
            ScreenOf("ListControl", "Get-BkJobStepIpStatus 100 -Ip 10.0.0.7 -Failed"));
    }

    [Fact]
    public void Tree_of_a_job_instance()
    {
        Assert.Equal(
            """
            ✗ Failed  100 Deploy web-portal 2.14.0 发布门户  0:01:34
            ├─ ✓ Succeeded  10001 Push release package 分发发布包 (File)  0:00:41
            │     hosts 20: 20 succeeded
            ├─ ✗ Failed  10002 Restart web tier 重启服务 (Script)  0:00:52
            │     hosts 20: 17 succeeded, 3 failed
            └─ ○ NotStarted  10003 Smoke test 冒烟测试 (Script)  -
            """,
            ScreenOf("CustomControl", "Get-BkJobInstanceStatus 100"));
    }

    [Fact]
    public void Wide_view_of_hosts()
    {
        string screen = ScreenOf("WideControl", "Get-BkJobStepIpStatus 100 -Failed");
        Assert.Matches(@"✗ 10\.0\.0\.7 +✗ 10\.0\.0\.14\n✗ 10\.0\.0\.20", screen);
    }

    [Fact]
    public void Every_type_that_comes_out_has_a_table_and_a_list_and_every_cell_says_something()
    {
        XDocument views = XDocument.Load(Path.Combine(Path.GetDirectoryName(Engine.ManifestPath())!, "bin", "BkJob.Format.ps1xml"));
        string[] types =
        [
            "BkJob.JobInstance", "BkJob.StepBlock", "BkJob.StepInstance", "BkJob.StepOperation", "BkJob.StepIpStatus", "BkJob.HostSummary",
            "BkJob.BkJobContext",
        ];
        foreach (string control in new[] { "TableControl", "ListControl" })
        {
            string[] shown = [.. views.Descendants("View").Where(v => v.Element(control) is not null).Select(v => v.Descendants("TypeName").Single().Value)];
            Assert.Equal(types.Order(), shown.Order());
        }

        // A property that does not exist, or a script block that throws, prints as nothing.
        using Session session = Session.ConnectedTo(_server);
        session.Run("$j = Get-BkJobInstanceStatus 118; $things = $j, $j.Blocks[0], $j.Steps[1], $j.Steps[1].Operations[0], $j.Steps[1].IpStatuses[0], $j.Hosts, (Get-BkJobContext)").ThrowIfFailed();
        foreach (XElement view in views.Descendants("View"))
        {
            string type = view.Descendants("TypeName").Single().Value;
            foreach (string cell in view.Descendants().Where(e => e.Name == "PropertyName" || e.Name == "ScriptBlock").Select(e => e.Value))
            {
                string script = cell.Contains('$') ? cell : $"if (-not $_.PSObject.Properties['{cell}']) {{ throw 'no {cell}' }}";
                session.Run($"$things | Where {{ $_.GetType().FullName -eq '{type}' }} | ForEach-Object {{ {script} }}").ThrowIfFailed();
            }
        }
    }

    [Fact]
    public void Colour_is_there_when_wanted_and_gone_when_not()
    {
        using Session session = Session.ConnectedTo(_server, hasColour: true);
        Assert.Contains("\e[31m✗ Failed\e[0m", session.Print("Get-BkJobInstanceStatus 100"));
        session.Run("$PSStyle.OutputRendering = 'PlainText'").ThrowIfFailed();
        Assert.DoesNotContain("\e[31m", session.Print("Get-BkJobInstanceStatus 100"));
        session.Run("$PSStyle.OutputRendering = 'Ansi'").ThrowIfFailed();
        Environment.SetEnvironmentVariable("NO_COLOR", "1");
        try
        {
            Assert.DoesNotContain("\e[31m", session.Print("Get-BkJobInstanceStatus 100"));
        }
        finally
        {
            Environment.SetEnvironmentVariable("NO_COLOR", null);
        }
    }

    [Fact]
    public void What_people_typed_does_nothing_to_the_screen_and_stays_exact_in_the_object()
    {
        const string Name = "a\e[31mred\r\nline\u202Eevil $(throw 1) `\"";
        _server.Jobs.Add(new SimulatedJob { Id = 700, Name = Name, Steps = [new SimulatedStep { Name = Name, Hosts = 1 }] });
        using Session session = Session.ConnectedTo(_server, hasColour: true);
        string[] screens = [session.Print("Get-BkJobInstanceStatus 700"), session.Print("(Get-BkJobInstanceStatus 700).Steps"), session.Print("Get-BkJobStepIpStatus 700")];
        Assert.All(screens, screen =>
        {
            Assert.Contains("a␛[31mred␍␊line\\u202Eevil $(throw 1) `\"", screen);
            Assert.DoesNotContain("\u202E", screen, StringComparison.Ordinal);
            Assert.DoesNotContain("\e[31mred", screen, StringComparison.Ordinal);
        });
        Assert.Equal(Name, session.Run("(Get-BkJobInstanceStatus 700).Name").ThrowIfFailed().Text);
    }

    private string ScreenOf(string control, string line)
    {
        using var views = new ViewSource(control);
        using var session = new Session(state: views.State);
        session.Set("secret", Session.Secure("demo-secret"));
        session.Run($"Connect-BkJob {_server.Address} -AppCode ops -AppSecret $secret -UserName admin -BizId 1").ThrowIfFailed();
        return Screen(session, line);
    }

    private static string Screen(Session session, string line)
    {
        string[] lines = [.. session.Print(line).Split('\n').Select(l => Time().Replace(l, "T          ").TrimEnd())];
        string text = RequestId().Replace(FullTime().Replace(string.Join('\n', lines), "T"), "R");
        return text.Trim('\n');
    }

    [GeneratedRegex(@"(?<!-)\d\d-\d\d \d\d:\d\d(?!:)")]
    private static partial Regex Time();

    [GeneratedRegex(@"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d")]
    private static partial Regex FullTime();

    [GeneratedRegex("[0-9a-f]{32}")]
    private static partial Regex RequestId();
}
