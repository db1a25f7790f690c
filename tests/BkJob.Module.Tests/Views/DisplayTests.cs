using BkJob.Simulator;

namespace BkJob.Module.Tests;

/// <summary>Views and texts in every session, and nothing that a terminal executes.</summary>
public sealed class DisplayTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    private const string Hostile = "a\e[31mred\e]0;title\a\u202Eb\u200Dc\r\nd $(throw 1) `\"";
    private const string Harmless = "a␛[31mred␛]0;title␇\\u202Eb\\u200Dc␍␊d $(throw 1) `\"";
    private const string Restrict = "$ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'";

    private readonly SimulatorServer _server = simulator.Server;

    [Theory]
    [InlineData("$j", "Format-Table")]
    [InlineData("$j", "Format-List")]
    [InlineData("$j", "Format-Custom")]
    [InlineData("$j.Steps", "Format-Table")]
    [InlineData("$j.Steps", "Format-List")]
    [InlineData("$j.Blocks", "Format-Table")]
    [InlineData("$j.Blocks", "Format-List")]
    [InlineData("$j.Steps[1].Operations", "Format-Table")]
    [InlineData("$j.Steps[1].IpStatuses", "Format-Table")]
    [InlineData("$j.Steps[1].IpStatuses", "Format-Table -View Detail")]
    [InlineData("$j.Steps[1].IpStatuses", "Format-List")]
    [InlineData("$j.Steps[1].IpStatuses", "Format-Wide")]
    [InlineData("$j.Hosts", "Format-Table")]
    [InlineData("$copy", "Format-Table")]
    [InlineData("$copy.Steps", "Format-List")]
    [InlineData("(Get-BkJobContext)", "Format-Table")]
    [InlineData("(Get-BkJobContext)", "Format-List")]
    public void Views_work_in_constrained_language(string what, string format)
    {
        using Session session = Session.ConnectedTo(_server);
        session.Run("$j = Get-BkJobInstanceStatus 118; $copy = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($j, 2))").ThrowIfFailed();
        string before = session.Print($"{what} | {format}");
        session.Run(Restrict).ThrowIfFailed();
        Assert.NotEmpty(before.Trim());
        Assert.Equal(before, session.Print($"{what} | {format}"));
    }

    [Theory]
    [InlineData("$j", 5)]
    [InlineData("$j.Steps[0]", 7)]
    [InlineData("$j.Blocks[0]", 4)]
    [InlineData("$j.Steps[1].Operations[0]", 2)]
    [InlineData("$j.Steps[1].IpStatuses[0]", 6)]
    [InlineData("$j.Hosts", 7)]
    [InlineData("(Get-BkJobContext)", 5)]
    public void Second_type_in_one_output_is_a_short_list(string what, int lines)
    {
        using Session session = Session.ConnectedTo(_server);
        session.Run("$j = Get-BkJobInstanceStatus 118").ThrowIfFailed();
        string screen = session.Print($"Get-Process -Id $PID; {what}");
        Assert.Equal(lines, screen.Split('\n').Count(line => line.Contains(" : ", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("\"$j\"")]
    [InlineData("\"$($j.Steps[0])\"")]
    [InlineData("$j.Steps.ToString()")]
    [InlineData("$j | Format-List Id, Steps")]
    [InlineData("1; $j")]
    [InlineData("$j")]
    [InlineData("$j.Steps")]
    [InlineData("Get-BkJobStepIpStatus 700")]
    [InlineData("Get-Date -Date $j")]
    [InlineData("Get-BkJobInstanceStatus 700 -ScopeType $hostile -ScopeId 1")]
    [InlineData("Get-BkJobInstanceStatus $hostile")]
    [InlineData("Get-BkJobInstanceStatus 700 -Context $hostile")]
    [InlineData("Get-BkJobStepIpStatus 700 -Status $hostile")]
    [InlineData("Connect-BkJob $server -Name $hostile -AppCode ops -AppSecret $secret -UserName admin; Get-BkJobContext | Format-List")]
    [InlineData("Connect-BkJob $server -Name $hostile -AppCode ops -AppSecret $secret -UserName admin -PassThru | ForEach-Object ToString")]
    public void Foreign_text_is_sanitized_wherever_it_is_printed(string line)
    {
        AddHostileJob();
        using Session session = Session.ConnectedTo(_server);
        session.Set("hostile", Hostile);
        session.Run("$j = Get-BkJobInstanceStatus 700").ThrowIfFailed();
        string screen = session.Print(line);
        Assert.Matches(@"a␛\[?31m", screen);
        Assert.DoesNotContain("\e[31mred", screen, StringComparison.Ordinal);
        Assert.DoesNotContain("\e]0;", screen, StringComparison.Ordinal);
        Assert.DoesNotContain("\u202E", screen, StringComparison.Ordinal);
    }

    [Fact]
    public void Name_stays_exact_while_its_display_is_sanitized()
    {
        AddHostileJob();
        using Session session = Session.ConnectedTo(_server);
        session.Run("$j = Get-BkJobInstanceStatus 700").ThrowIfFailed();
        Assert.Equal([Hostile, Hostile], session.Run("$j.Name; $j.Steps[0].Name").ThrowIfFailed().Output);
        Assert.StartsWith($"700 {Harmless} (", session.Run("\"$j\"").ThrowIfFailed().Text);
    }

    private void AddHostileJob() => _server.Jobs.Add(
        new SimulatedJob { Id = 700, Name = Hostile, Steps = [new SimulatedStep { Name = Hostile, Hosts = 1 }] });
}
