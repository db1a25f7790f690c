using System.Xml.Linq;
using BkJob.Simulator;

namespace BkJob.Module.Tests;

/// <summary>Conventions of the views. The screens themselves are in tests/Pester/Views.Tests.ps1.</summary>
public sealed class ViewTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    private readonly SimulatorServer _server = simulator.Server;

    [Fact]
    public void Output_type_has_a_table_and_a_list_without_empty_cells()
    {
        XDocument views = XDocument.Load(Path.Combine(Repository.Bin, "BkJob.Format.ps1xml"));
        string[] TypesWith(string control) =>
            [.. views.Descendants("View").Where(view => view.Element(control) is not null).Select(TypeOf).Distinct().Order()];
        using Session session = Session.ConnectedTo(_server);
        IEnumerable<string> outputs = session.Run("(Get-Command -Module BkJob).OutputType.Name -match '^BkJob\\.' | Sort-Object -Unique").ThrowIfFailed().As<string>();
        Assert.Equal(TypesWith("TableControl"), TypesWith("ListControl"));
        Assert.Subset(TypesWith("TableControl").ToHashSet(), outputs.ToHashSet());

        // Format-Custom would display the members of .NET instead.
        Assert.Equal(TypesWith("TableControl"), TypesWith("CustomControl"));

        // What was saved is shown as what was not.
        Assert.All(views.Descendants("View"), view =>
            Assert.Equal([TypeOf(view), $"Deserialized.{TypeOf(view)}"], view.Descendants("TypeName").Select(name => name.Value).TakeLast(2)));

        // A property that does not exist prints as nothing.
        session.Run("$j = Get-BkJobInstanceStatus 118; $things = $j, $j.Blocks[0], $j.Steps[1], $j.Steps[1].Operations[0], $j.Steps[1].IpStatuses[0], $j.Hosts, (Get-BkJobContext), @(Get-BkJobLog 100 -Failed)[0], @(Get-BkJobLog 100 -Failed -Line)[0], @(Get-BkJobLog 100 | Group-BkJobLog)[0], @(Get-BkJobLog 100 -StepInstanceId 10001)[0].Files[0], (Find-BkJobInstance -First 1 -After 2020-01-01), ($p = Get-BkJobPlan 1000450), $p.Variables[0], $p.Steps[0], $p.Variables[2].DefaultTarget, (Get-BkJobVariable 100)[0]").ThrowIfFailed();
        foreach (XElement view in views.Descendants("View"))
        {
            string type = TypeOf(view);
            Assert.Empty(view.Descendants("ScriptBlock"));
            Assert.Equal(["True"], session.Run($"\"$([bool]($things | Where {{ $_.GetType().FullName -eq '{type}' }}))\"").Output);
            foreach (string cell in view.Descendants("PropertyName").Select(e => e.Value))
            {
                session.Run($"$things | Where {{ $_.GetType().FullName -eq '{type}' }} | ForEach-Object {{ if (-not $_.PSObject.Properties['{cell}']) {{ throw 'no {cell}' }} }}").ThrowIfFailed();
            }
        }
    }

    [Theory]
    [InlineData("Get-BkJobPlan 1000450", "1000450 ", 20)]
    [InlineData("Get-BkJobPlan 1000450 | ConvertTo-CliXml | ConvertFrom-CliXml", "1000450 ", 20)]
    [InlineData("Get-BkJobPlan -Name *", "-IncludeDetail", 40)]
    [InlineData("Find-BkJobInstance -First 1 -After 2020-01-01", "  ", 1)]
    [InlineData("(Get-BkJobInstanceStatus 100).Steps[1]", "10002 ", 3)]
    [InlineData("Get-BkJobStepIpStatus 100 -Failed", "10.0.0.7", 3)]
    [InlineData("Get-BkJobContext", "Default *  http", 1)]
    [InlineData("(Get-BkJobInstanceStatus 100).Hosts", "succeeded", 1)]
    public void Custom_view_is_short_and_readable(string line, string text, int maxLines)
    {
        using Session session = Session.ConnectedTo(_server);
        string screen = session.Print($"{line} | Format-Custom").Trim();
        Assert.Contains(text, screen, StringComparison.Ordinal);
        Assert.DoesNotContain("class ", screen, StringComparison.Ordinal);
        Assert.InRange(screen.Split('\n').Count(row => row.Length > 0), 1, maxLines);
    }

    /// <summary>The value in the last column has what the other columns leave, so a short one is complete on a narrow screen.</summary>
    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(120)]
    public void Value_of_a_variable_is_complete_if_it_fits(int width)
    {
        using Session session = Session.ConnectedTo(_server, width: width);
        string screen = session.Print("$v = (Get-BkJobPlan 1000450).Variables; $v; Get-BkJobVariable 100");
        string first = session.Run("$v | Where-Object { $_.Default -and $_.Type -eq 'String' } | Select-Object -First 1 | ForEach-Object Default").ThrowIfFailed().Text;
        Assert.InRange(first.Length, 1, 8);
        Assert.Matches($@" {System.Text.RegularExpressions.Regex.Escape(first)}\s", screen);
        Assert.Equal(width >= 120, screen.Contains("Description", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Get-BkJobContext; Get-BkJobInstanceStatus 100", "DurationText : ")]
    [InlineData("Get-BkJobContext; @(Get-BkJobLog 100 | Group-BkJobLog)[0]", "Hosts     : ")]
    public void Second_type_of_a_pipeline_has_readable_properties(string line, string text)
    {
        using Session session = Session.ConnectedTo(_server);
        string screen = session.Print(line);
        Assert.Contains(text, screen, StringComparison.Ordinal);
        Assert.DoesNotContain("00:00:", screen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("@{ Ip = $null; Ipv6 = $null; HostId = 2000001 }", "#2000001")]
    [InlineData("@{ Ip = $null; Ipv6 = 'fe80::1'; HostId = 2000001 }", "fe80::1")]
    [InlineData("@{ Ip = ''; Ipv6 = ''; ContainerName = 'web-1'; HostId = 5 }", "web-1")]
    [InlineData("@{ Ip = $null; Ipv6 = $null; HostId = $null }", "(no IPv4)")]
    public void Host_without_an_address_is_its_ID(string properties, string text)
    {
        using var session = new Session();
        session.Run($"$copy = [pscustomobject]{properties}; $copy.PSTypeNames.Insert(0, 'Deserialized.BkJob.StepIpStatus')").ThrowIfFailed();
        Assert.Contains(text, session.Print("$copy"), StringComparison.Ordinal);
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
            $"$t = [DateTimeOffset]::Now.AddHours({hours}); [BkJob.Views.JobView]::CellStart([pscustomobject]@{{ StartTime = $t }}).Trim(); $t.ToLocalTime().ToString('{format}')").ThrowIfFailed().As<string>();
        Assert.Equal(both[1], both[0]);
    }

    [Theory]
    [InlineData(true, "\e[31m✗ Failed\e[0m")]
    [InlineData(false, " ✗ Failed ")]
    public void Colour_follows_the_host(bool hasColour, string status)
    {
        using Session session = Session.ConnectedTo(_server, hasColour: hasColour);
        string screen = session.Print("Get-BkJobInstanceStatus 100");
        Assert.True(screen.Contains(status, StringComparison.Ordinal), screen);
    }

    [Theory]
    [InlineData(false, "■ ConfirmTerminat… Switch")]
    [InlineData(true, "■ ConfirmTerminat…\e[0m Switch")]
    public void Truncated_status_keeps_its_colour_and_ends_it(bool hasColour, string shown)
    {
        using Session session = Session.ConnectedTo(_server, width: 60, hasColour: hasColour);
        Assert.Contains(shown, session.Print("Get-BkJobInstanceStatus 113"), StringComparison.Ordinal);
    }

    private static string TypeOf(XElement view) => view.Descendants("TypeName").First().Value.Split('#')[0];
}
