using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using BkJob.Simulator;

namespace BkJob.Module.Tests;

/// <summary>What the tables and lists show, at every width and in both languages.</summary>
public sealed partial class TableTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    // Jobs of GatewayV4, whose times and counts a test can choose.
    private const string Body = """
        {"data":{"finished":true,"job_instance":{"job_instance_id":ID,"bk_biz_id":5000140,"name":"Rebuild the whole search index","status":STATUS,
        "create_time":1000,"start_time":STARTms,"end_time":ENDms,"total_time":TOTAL},
        "step_instance_list":[{"step_instance_id":9223372036854775807,"name":"Rebuild","type":1,"status":STATUS,"execute_count":0,
        "create_time":1000,"start_time":STARTms,"end_time":ENDms,"total_time":TOTAL,"step_ip_result_list":[]}]}}
        """;

    private readonly SimulatorServer _server = simulator.Server;

    public static TheoryData<int, long, string> Durations => [.. Widths().SelectMany(width => new (int, long, string)[]
    {
        (width, 99 * 3600, "99:00:00"), (width, (120 * 3600) + 1, "120:00:01"), (width, 1234 * 3600, "1234:00:00"),
        (width, 9999 * 3600, "9999:00:00"), (width, 123_456 * 3600, "5144d 0h"),
    })];

    public static TheoryData<int, string> Screens => [.. Widths().SelectMany(width => new (int, string)[]
    {
        (width, "Get-BkJobInstanceStatus 100, 101, 107, 113, 116, 9007199254740993"),
        (width, "(Get-BkJobInstanceStatus 100).Steps"),
        (width, "Get-BkJobStepIpStatus 100 -Failed"),
        (width, "Get-BkJobStepIpStatus 100 -Failed | Format-Table -View Detail"),
        (width, "(Get-BkJobInstanceStatus 118).Blocks"),
        (width, "(Get-BkJobInstanceStatus 118).Steps[1].Operations"),
        (width, "(Get-BkJobInstanceStatus 118).Hosts"),
        (width, "Get-BkJobContext"),
    })];

    [Theory]
    [MemberData(nameof(Durations))]
    public void Duration_is_whole_or_its_column_is_absent(int width, long seconds, string text)
    {
        string screen = Print(Job(total: seconds * 1000), "Get-BkJobInstanceStatus 1", width);
        Assert.Equal(width >= 120, screen.Contains(text, StringComparison.Ordinal));
        Assert.Equal(width >= 120, screen.Contains("Duration", StringComparison.Ordinal));
        Assert.DoesNotContain("…", Name().Replace(screen, ""), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(120)]
    [InlineData(200)]
    public void Ids_and_business_ids_of_any_length_are_whole(int width)
    {
        using var server = RawResponse.OfJson(Job(id: long.MaxValue));
        using var session = new Session(width);
        GatewayJob.Connect(session, server);
        session.Run("Connect-BkJob $gateway -Api GatewayV4 -AppCode ops -AppSecret $login -UserName admin -ApplicationState -BizId 9223372036854775807 -Name big").ThrowIfFailed();
        Assert.Contains("9223372036854775807 ", session.Print("Get-BkJobInstanceStatus 9223372036854775807"));
        Assert.Contains("9223372036854775807 ", session.Print("(Get-BkJobInstanceStatus 9223372036854775807).Steps"));
        Assert.Contains(" 9223372036854775807 ", session.Print("Get-BkJobContext big"));
    }

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    [InlineData(200)]
    public void Counts_of_many_hosts_are_whole(int width)
    {
        using Session session = Session.ConnectedTo(_server, width: width);
        session.Run("$j = Get-BkJobInstanceStatus 118; $copy = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($j, 2)); "
            + "$copy.Hosts.Succeeded = 119880; $copy.Hosts.Failed = 120").ThrowIfFailed();
        Assert.Contains(" 119880/120000", session.Print("$copy"));
    }

    [Theory]
    [MemberData(nameof(Screens))]
    public void Table_keeps_to_the_screen_and_cuts_no_number(int width, string line)
    {
        using Session session = Session.ConnectedTo(_server, width: width);
        string[] rows = session.Print(line).TrimEnd().Split('\n');
        Assert.All(rows, row => Assert.InRange(TestRawUI.CountCells(row), 0, width));
        Assert.All(rows, row => Assert.DoesNotMatch(@"…\d|\d…", row.Replace(".14.0…", "", StringComparison.Ordinal).Replace("portal 2…", "", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(60, "Deploy web-portal 2…")]
    [InlineData(80, "Deploy web-portal 2.14.0…")]
    [InlineData(120, "Deploy web-portal 2.14.0 发布门户")]
    [InlineData(200, "Deploy web-portal 2.14.0 发布门户")]
    public void Name_gets_what_is_left_and_at_least_20_cells(int width, string name)
    {
        using Session session = Session.ConnectedTo(_server, width: width);
        Assert.Contains(name, session.Print("Get-BkJobInstanceStatus 100"));
    }

    [Theory]
    [InlineData(60, "Id Status Name")]
    [InlineData(80, "Id Status Name Hosts")]
    [InlineData(90, "Id Status Name Hosts Start")]
    [InlineData(120, "Id Status Name Hosts Start Duration")]
    [InlineData(200, "Id Status Name Hosts Start Duration")]
    public void Awaited_jobs_have_the_columns_of_others(int width, string labels)
    {
        using Session session = Session.ConnectedTo(_server, width: width);
        string waited = session.Print("Wait-BkJobInstance 100");
        Assert.Equal(labels, Spaces().Replace(waited.Trim().Split('\n')[0], " ").Trim());
        Assert.Equal(labels, Spaces().Replace(session.Print("Get-BkJobInstanceStatus 100").Trim().Split('\n')[0], " ").Trim());
        Assert.Contains("✗ Failed ", waited);
        Assert.All(waited.Split('\n'), row => Assert.InRange(TestRawUI.CountCells(row), 0, width));
    }

    [Theory]
    [InlineData("Wait-BkJobInstance 100; Get-BkJobInstanceStatus 103")]
    [InlineData("Get-BkJobInstanceStatus 103; Wait-BkJobInstance 100")]
    public void Awaited_jobs_share_a_table_with_others(string line)
    {
        using Session session = Session.ConnectedTo(_server);
        Assert.Matches(@"100 ✗ Failed", session.Print(line));
        Assert.Matches(@"103 ✓ Succeeded", session.Print(line));
    }

    [Fact]
    public void Id_and_status_are_two_columns()
    {
        using Session session = Session.ConnectedTo(_server);
        Assert.Matches(@"\n +Id Status +Name +Hosts Start +Duration *\n +-- ------ +---- ", session.Print("Get-BkJobInstanceStatus 100"));
    }

    [Fact]
    public void Labels_are_names_of_properties()
    {
        XDocument views = XDocument.Load(Path.Combine(Repository.Bin, "BkJob.Format.ps1xml"));
        using Session session = Session.ConnectedTo(_server);
        session.Run("$j = Get-BkJobInstanceStatus 118; $things = $j, $j.Blocks[0], $j.Steps[1], $j.Steps[1].Operations[0], $j.Steps[1].IpStatuses[0], $j.Hosts, (Get-BkJobContext), @(Get-BkJobLog 100 -Failed)[0], @(Get-BkJobLog 100 -Failed -Line)[0], @(Get-BkJobLog 100 | Group-BkJobLog)[0], @(Get-BkJobLog 100 -StepInstanceId 10001)[0].Files[0], (Find-BkJobInstance -First 1 -After 2020-01-01), ($p = Get-BkJobPlan 1000450), $p.Variables[0], $p.Steps[0], $p.Variables[2].DefaultTarget, (Get-BkJobVariable 100)[0]").ThrowIfFailed();
        foreach (XElement label in views.Descendants("Label").Where(label => label.Parent!.Name != "GroupBy"))
        {
            string type = label.Ancestors("View").Single().Descendants("TypeName").First().Value.Split('#')[0];
            Assert.Equal(
                [true],
                session.Run($"$null -ne ($things | Where {{ $_.GetType().FullName -eq '{type}' }}).PSObject.Properties['{label.Value}']").Output);
        }
    }

    [Theory]
    [InlineData("Start", "$_.StartTime")]
    [InlineData("Duration", "$_.TotalTime")]
    public void Label_can_be_selected(string label, string same)
    {
        using Session session = Session.ConnectedTo(_server);
        Assert.Equal([true], session.Run($"Get-BkJobInstanceStatus 100 | ForEach-Object {{ ($_ | Select-Object {label}).{label} -eq {same} }}").ThrowIfFailed().Output);
    }

    [Theory]
    [InlineData("$_")]
    [InlineData("$_.Steps[0]")]
    public void Running_job_shows_the_time_so_far(string what)
    {
        long start = DateTimeOffset.UtcNow.AddHours(-2).ToUnixTimeMilliseconds();
        using var server = RawResponse.OfJson(Job(status: 2, start: start, end: null, total: null));
        using var session = new Session();
        GatewayJob.Connect(session, server);
        session.Run($"$it = Get-BkJobInstanceStatus 1 | ForEach-Object {{ {what} }}").ThrowIfFailed();
        Assert.Contains(" 2:00:", session.Print("$it"));
        Assert.Matches("Duration +: 2:00:", session.Print("$it | Format-List"));
        Assert.Equal([null!, true], session.Run("$it.TotalTime; $it.Duration.TotalHours -ge 2").ThrowIfFailed().Output);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Duration_without_times_is_a_dash(int status) =>
        Assert.Matches("Duration +: -\n", Print(Job(status: status, start: null, end: null, total: null), "Get-BkJobInstanceStatus 1 | Format-List", 120));

    [Theory]
    [InlineData("$_.CreateTime")]
    [InlineData("$_.StartTime")]
    [InlineData("$_.EndTime")]
    [InlineData("$_.Steps[0].StartTime")]
    public void Times_are_local(string time)
    {
        using Session session = Session.ConnectedTo(_server);
        foreach (string job in new[] { "$j", "$copy" })
        {
            session.Run("$j = Get-BkJobInstanceStatus 100; $copy = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($j, 2))").ThrowIfFailed();
            Assert.Equal([true], session.Run($"{job} | ForEach-Object {{ {time}.Offset -eq {time}.ToLocalTime().Offset -and {time} -eq {time.Replace("$_", "$j", StringComparison.Ordinal)} }}").ThrowIfFailed().Output);
        }
    }

    [Theory]
    [InlineData("Get-BkJobInstanceStatus 100 | Format-List", "40：成功 37，失败 3")]
    [InlineData("Get-BkJobInstanceStatus 100 | Format-Custom", "主机 20：成功 17，失败 3")]
    [InlineData("(Get-BkJobInstanceStatus 100).Steps[1] | Format-List", "20：成功 17，失败 3")]
    [InlineData("Get-BkJobStepIpStatus 128 | Select-Object -First 1", "（无 IPv4）")]
    public void Chinese_views_contain_no_English_words(string line, string words)
    {
        using Session session = Session.ConnectedTo(_server);
        string screen = session.Print("[cultureinfo]::CurrentUICulture = 'zh-CN'; " + line);
        Assert.Contains(words, screen);
        Assert.DoesNotMatch("[0-9] (succeeded|failed|running)|not requested|no IPv4|hosts ", screen);
    }

    [Fact]
    public void Console_without_the_symbols_gets_plain_ones_that_differ()
    {
        Encoding before = Console.OutputEncoding;
        Console.OutputEncoding = Encoding.ASCII;
        try
        {
            using Session session = Session.ConnectedTo(_server);
            string screen = session.Print("Get-BkJobInstanceStatus 100, 101, 102, 107, 113, 116, 117 ; Get-BkJobInstanceStatus 100 | Format-Custom");
            Assert.All(["x Failed", ". NotStarted", "> Running", "! WaitingForUser", "- ConfirmTerminated", "? 21", "+ Succeeded", "|- ", "`- "], text => Assert.Contains(text, screen));
            Assert.DoesNotMatch("[✗✓○●■├└]", screen);
        }
        finally
        {
            Console.OutputEncoding = before;
        }
    }

    [GeneratedRegex(" +")]
    private static partial Regex Spaces();

    [GeneratedRegex("Rebuild[^…]*…")]
    private static partial Regex Name();

    private static int[] Widths() => [60, 80, 120, 200];

    private static string Job(long id = 1, int status = 3, long? start = 2000, long? end = 3000, long? total = 1000) => Body
        .Replace("ID", Json(id), StringComparison.Ordinal)
        .Replace("STATUS", Json(status), StringComparison.Ordinal)
        .Replace("STARTms", Json(start), StringComparison.Ordinal)
        .Replace("ENDms", Json(end), StringComparison.Ordinal)
        .Replace("TOTAL", Json(total), StringComparison.Ordinal);

    private static string Json(long? value) => value is { } number ? FormattableString.Invariant($"{number}") : "null";

    private static string Print(string body, string line, int width)
    {
        using var server = RawResponse.OfJson(body);
        using var session = new Session(width);
        GatewayJob.Connect(session, server);
        return session.Print(line);
    }
}
