using System.Management.Automation;
using BkJob.Module.Tests.Help;
using BkJob.Simulator;

namespace BkJob.Module.Tests;

/// <summary>What is remembered for completion. What a typed line completes to is in tests/Pester/Completion.Tests.ps1.</summary>
public sealed class CompletionTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    private readonly SimulatorServer _server = simulator.Server;

    [Fact]
    public void Tool_tip_uses_the_session_language()
    {
        using var language = new InCulture("zh-CN");
        using var session = new Session();
        Assert.Equal("业务集", Complete(session, "Get-BkJobInstanceStatus -ScopeType biz_").Single().ToolTip);
    }

    [Theory]
    [InlineData("Get-BkJobInstanceStatus 118 | Out-Null", true)]
    [InlineData("Get-BkJobStepIpStatus 118 | Out-Null", true)]
    [InlineData("Wait-BkJobInstance 118 | Out-Null", true)]
    [InlineData("Wait-BkJobInstance 118 -Quiet | Out-Null", true)]
    [InlineData("Get-BkJobInstanceStatus 99999", false)]
    public void Every_cmdlet_adds_its_job_to_the_recent_ones(string line, bool isRemembered)
    {
        using Session session = Session.ConnectedTo(_server);
        session.Run(line);
        Assert.Equal(isRemembered, Complete(session, "Get-BkJobInstanceStatus -Id ").Length > 0);
    }

    [Fact]
    public void Recent_jobs_are_ordered_and_limited()
    {
        using Session session = Session.ConnectedTo(_server);
        session.Run("100, 102, 100 | Get-BkJobInstanceStatus").ThrowIfFailed();
        Assert.Equal(["100", "102"], Complete(session, "Get-BkJobInstanceStatus -Id ").Select(each => each.CompletionText));
        for (int id = 5000; id < 5101; id++)
        {
            _server.Jobs.Add(new SimulatedJob { Id = id, Steps = [new SimulatedStep()] });
        }

        session.Run("5000..5100 | Get-BkJobInstanceStatus").ThrowIfFailed();
        string[] kept = [.. Complete(session, "Get-BkJobInstanceStatus -Id ").Select(each => each.CompletionText)];
        Assert.Equal(100, kept.Length);
        Assert.Equal(("5100", "5001"), (kept[0], kept[^1]));
    }

    /// <summary>Completion writes to the terminal and into the line. A name that cannot be displayed cannot be completed.</summary>
    [Theory]
    [InlineData("Start-BkJobPlan -Name ")]
    [InlineData("Start-BkJobPlan -Id ")]
    [InlineData("Find-BkJobInstance -Name ")]
    [InlineData("Get-BkJobInstanceStatus -Context ")]
    [InlineData("Start-BkJobScript -Account ")]
    public void Completion_contains_no_control_characters(string line)
    {
        int id = 77000;
        foreach (string part in new[] { "\u001b[2J", "a\nb", "\u202e", "\u009b2J" })
        {
            _server.Jobs.Plans.Add(new SimulatedPlan { Id = ++id, Name = $"hostile{part}", Steps = [] });
            _server.Jobs.Add(new SimulatedJob { Id = id, Name = $"hostile{part}", Steps = [new SimulatedStep()] });
        }

        using Session session = Session.ConnectedTo(_server, "-Api EsbV3");
        session.Set("name", "a\u001b[2J");
        session.Run(
            "Connect-BkJob $server -AppCode ops -AppSecret $secret -UserName admin -BizId 1 -Api EsbV3 -Name $name; Get-BkJobPlan | Out-Null;"
            + "Find-BkJobInstance -First 50 | Out-Null; 100 | Start-BkJobScript -Script x -Language Shell -Account $name -ErrorAction Ignore | Out-Null").ThrowIfFailed();
        Assert.All(Complete(session, line), completion => Assert.All(
            new[] { completion.CompletionText, completion.ListItemText, completion.ToolTip },
            text => Assert.DoesNotMatch(@"[\p{Cc}\p{Cf}]", text)));
    }

    [Fact]
    public void Jobs_of_another_runspace_are_not_offered()
    {
        using Session one = Session.ConnectedTo(_server);
        using Session another = Session.ConnectedTo(_server);
        one.Run("Get-BkJobInstanceStatus 100").ThrowIfFailed();
        Assert.Empty(Complete(another, "Get-BkJobInstanceStatus -Id "));
    }

    [Theory]
    [InlineData("EsbV3", "Start-BkJobScript -Target ", "0:10.0.0.7")]
    [InlineData("EsbV2", "Start-BkJobScript -Target 0:10.0.0.1", "0:10.0.0.14")]
    [InlineData("EsbV3", "Send-BkJobFile -From 10.0.0.14", "0:10.0.0.14")]
    [InlineData("EsbV3", "Find-BkJobInstance -Operator ", "'@me'")]
    public void Targets_and_the_user_are_offered(string api, string line, string first)
    {
        using Session session = Session.ConnectedTo(_server, $"-Api {api}");
        session.Run("Get-BkJobStepIpStatus 100 -Ip 10.0.0.* | Out-Null").ThrowIfFailed();
        Assert.Equal(first, Complete(session, line)[0].CompletionText);
    }

    [Fact]
    public void Every_status_of_a_host_is_offered()
    {
        using var session = new Session();
        CompletionResult[] offered = Complete(session, "Get-BkJobStepIpStatus -Status ");
        Assert.Equal(session.Run("[Enum]::GetNames([BkJob.IpStatus])").As<string>().Order(), offered.Select(each => each.CompletionText).Order());
    }

    [Fact]
    public void Every_offered_time_zone_is_accepted()
    {
        using var session = new Session();
        session.Set("s", Session.Secure("x"));
        CompletionResult[] offered = Complete(session, "Connect-BkJob -TimeZone ");
        Assert.True(offered.Length > 30);
        string all = string.Join('\n', offered.Select(each => $"Connect-BkJob https://x.example.com -AppCode a -AppSecret $s -UserName u -TimeZone {each.CompletionText}"));
        session.Run(all).ThrowIfFailed();
    }

    [Theory]
    [InlineData("Get-BkJobContext ")]
    [InlineData("Disconnect-BkJob ")]
    [InlineData("Start-BkJobScript -Target ")]
    [InlineData("Connect-BkJob -Name ")]
    [InlineData("Get-BkJobInstanceStatus -Context ")]
    [InlineData("Get-BkJobInstanceStatus -Id ")]
    [InlineData("Get-BkJobInstanceStatus -BizId $null -Id ")]
    [InlineData("Get-BkJobInstanceStatus -BizId nonsense -Id ")]
    [InlineData("Get-BkJobStepIpStatus -Id nonsense -StepInstanceId ")]
    [InlineData("Get-BkJobStepIpStatus -StepInstanceId ")]
    public void Completion_without_data_is_empty_and_does_not_fail(string line)
    {
        using var session = new Session();
        Assert.Empty(Complete(session, line));
        Assert.Empty(session.Run("$Error").Output);
    }

    private CompletionResult[] Complete(Session session, string line)
    {
        int asked = _server.Requests.All.Count;
        using PowerShell shell = PowerShell.Create(session.Runspace);
        CommandCompletion found = CommandCompletion.CompleteInput(line, line.Length, null, shell);
        Assert.Equal(asked, _server.Requests.All.Count);

        // Where a completer has nothing to say, PowerShell may offer files.
        return [.. found.CompletionMatches.Where(each => each.ResultType == CompletionResultType.ParameterValue)];
    }
}
