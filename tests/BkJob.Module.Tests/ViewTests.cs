using System.Text.RegularExpressions;
using System.Xml.Linq;
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
                     Id Status                    Hosts Start Duration Name
            ------------------                    ----- ----- -------- ----
                    100 ✗ Failed                  37/40 T      0:01:34 Deploy web-portal 2.14.0 发布门户
                    101 ○ NotStarted                  - -            - Rotate certificates 更换证书
                    107 ! WaitingForUser            8/8 T            - Switch traffic 切换流量
                    116 ? 21                        5/8 T            - Status to come 未来的状态
            9007199254740993 ✓ Succeeded            6/6 T      0:00:07 Archive audit logs 归档审计日志
            """,
            Screen(session, "100, 101, 107, 116, 9007199254740993 | Get-BkJobInstanceStatus"));
    }

    /// <summary>On a screen of 80 cells too there is room for the beginning of a name, and none of the rest is cut.</summary>
    [Theory]
    [InlineData("100, 107, 113, 119, 9007199254740993 | Get-BkJobInstanceStatus", "Deploy web-portal", "■ ConfirmTerminated ", "9007199254740993")]
    [InlineData("(Get-BkJobInstanceStatus 100).Steps", "Push release", "Script", "17/20")]
    [InlineData("Get-BkJobStepIpStatus 100 -Failed", "10.0.0.14", "✗ NonZeroExitCode")]
    [InlineData("Get-BkJobContext", "http://127.0.0.1:", "EsbV2", "admin")]
    [InlineData("(Get-BkJobInstanceStatus 100).Hosts", "Unknown")]
    [InlineData("(Get-BkJobInstanceStatus 118).Blocks", "Apply patch 应用补丁")]
    public void Table_keeps_to_a_narrow_screen(string line, params string[] whole)
    {
        using Session session = Session.ConnectedTo(_server, width: 80);
        string screen = session.Print(line).TrimEnd();
        Assert.All(screen.Split('\n'), each => Assert.InRange(TestRawUI.CountCells(each), 0, 80));
        Assert.All(whole, text => Assert.Contains(text, screen));
    }

    [Fact]
    public void Table_of_steps()
    {
        using Session session = Session.ConnectedTo(_server);
        Assert.Equal(
            """
               JobInstance: 100

                     Id Status              Type           Hosts Duration Name
            ------------------              ----           ----- -------- ----
                  10001 ✓ Succeeded         File           20/20  0:00:41 Push release package 分发发布包
                  10002 ✗ Failed            Script         17/20  0:00:52 Restart web tier 重启服务
                  10003 ○ NotStarted        Script             -        - Smoke test 冒烟测试
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
    [InlineData("Get-BkJobContext", "  Name       Api                 AppCode   UserName   BizId Server", "* Default    EsbV2               ops       admin          1 http://127.0.0.1")]
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
            HostId         : -
            Status         : ✗ NonZeroExitCode
            Code           : 104
            Outcome        : Failed
            ExitCode       : -
            ErrorCode      : -
            Tag            : -
            StartTime      : -
            EndTime        : -
            TotalTime      : -
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
        XDocument views = XDocument.Load(Path.Combine(Repository.Bin, "BkJob.Format.ps1xml"));
        string[] types =
        [
            "BkJob.JobInstance", "BkJob.StepBlock", "BkJob.StepInstance", "BkJob.StepOperation", "BkJob.StepIpStatus", "BkJob.HostSummary",
            "BkJob.BkJobContext",
        ];
        foreach (string control in new[] { "TableControl", "ListControl" })
        {
            IEnumerable<XElement> shown = views.Descendants("View").Where(v => v.Element(control) is not null);
            Assert.Equal(types.Order(), shown.Select(TypeOf).Distinct().Order());
        }

        // What was saved is shown as what was not.
        Assert.All(views.Descendants("View"), view =>
            Assert.Equal([TypeOf(view), $"Deserialized.{TypeOf(view)}"], view.Descendants("TypeName").Select(name => name.Value)));

        // A property that does not exist, or a script block that throws, prints as nothing.
        using Session session = Session.ConnectedTo(_server);
        session.Run("$j = Get-BkJobInstanceStatus 118; $things = $j, $j.Blocks[0], $j.Steps[1], $j.Steps[1].Operations[0], $j.Steps[1].IpStatuses[0], $j.Hosts, (Get-BkJobContext)").ThrowIfFailed();
        foreach (XElement view in views.Descendants("View"))
        {
            string type = TypeOf(view);
            foreach (string cell in view.Descendants().Where(e => e.Name == "PropertyName" || e.Name == "ScriptBlock").Select(e => e.Value))
            {
                string script = cell.Contains('$') ? cell : $"if (-not $_.PSObject.Properties['{cell}']) {{ throw 'no {cell}' }}";
                session.Run($"$things | Where {{ $_.GetType().FullName -eq '{type}' }} | ForEach-Object {{ {script} }}").ThrowIfFailed();
            }
        }
    }

    [Theory]
    [InlineData("-0.5", "HH:mm")]
    [InlineData("-23.9", "HH:mm")]
    [InlineData("-25", "MM-dd")]
    [InlineData("-7000", "MM-dd")]
    [InlineData("-8000", "yyyy")]
    [InlineData("1", "HH:mm")]
    public void Start_in_a_table_is_the_hour_the_day_or_the_year(string hours, string format)
    {
        using var session = new Session();
        string[] both = session.Run(
            $"$t = [DateTimeOffset]::Now.AddHours({hours}); [BkJob.Views.ViewText]::ShortTime($t); $t.ToLocalTime().ToString('{format}')").ThrowIfFailed().As<string>();
        Assert.Equal(both[1], both[0]);
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

    private static string TypeOf(XElement view) => view.Descendants("TypeName").First().Value;

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
        string[] lines = [.. session.Print(line).Split('\n').Select(l => Time().Replace(l, "T    ").TrimEnd())];
        string text = RequestId().Replace(FullTime().Replace(string.Join('\n', lines), "T"), "R");
        return text.Trim('\n');
    }

    [GeneratedRegex(@"(?<=\s)\d\d[-:]\d\d(?=\s)")]
    private static partial Regex Time();

    [GeneratedRegex(@"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d")]
    private static partial Regex FullTime();

    [GeneratedRegex("[0-9a-f]{32}")]
    private static partial Regex RequestId();
}
