using System.Globalization;
using System.Management.Automation;
using BkJob.Simulator;

namespace BkJob.Module.Tests;

/// <summary>What Tab offers. It is all from memory: no line here sends a request.</summary>
public sealed class CompletionTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    private readonly SimulatorServer _server = simulator.Server;

    [Theory]
    [InlineData("Get-BkJobInstanceStatus -Id ", "9127 118 102 100")]
    [InlineData("Get-BkJobInstanceStatus ", "9127 118 102 100")]
    [InlineData("Get-BkJobInstanceStatus 10", "102 100")]
    [InlineData("Get-BkJobInstanceStatus -Id 100, 1", "118 102 100")]
    [InlineData("Wait-BkJobInstance -Id 11", "118")]
    [InlineData("Get-BkJobStepIpStatus -JobInstanceId 11", "118")]
    [InlineData("Get-BkJobInstanceStatus -BizId 1 -Id ", "118 102 100")]
    [InlineData("Get-BkJobInstanceStatus -BizId 9000001 -Id ", "9127")]
    [InlineData("Get-BkJobInstanceStatus -bk_biz_id 2 -Id ", "")]
    [InlineData("Get-BkJobInstanceStatus PORTAL", "100")]
    [InlineData("Get-BkJobInstanceStatus 'patch", "118")]
    [InlineData("Get-BkJobInstanceStatus nothing-like-it", "")]
    [InlineData("Get-BkJobStepIpStatus 100 -StepInstanceId ", "10001 10002 10003")]
    [InlineData("Get-BkJobStepIpStatus -Id 100, 118 -StepInstanceId ", "11801 11802 11803 10001 10002 10003")]
    [InlineData("Get-BkJobStepIpStatus -Id 118 -StepInstanceId ", "11801 11802 11803")]
    [InlineData("Get-BkJobStepIpStatus -Id 118 -StepInstanceId 11801, patch", "11801 11802")]
    [InlineData("Get-BkJobStepIpStatus -Id 999 -StepInstanceId ", "")]
    [InlineData("Get-BkJobStepIpStatus -StepInstanceId 1180", "11801 11802 11803")]
    public void Ids_are_those_read_last(string line, string offered)
    {
        using Session session = Session.ConnectedTo(_server);
        Read(session);
        Assert.Equal(offered, string.Join(' ', Complete(session, line).Select(each => each.CompletionText)));
    }

    [Theory]
    [InlineData("Get-BkJobInstanceStatus 118", "Patch web tier 修补 Web 层 (Failed)")]
    [InlineData("Get-BkJobStepIpStatus 118 -StepInstanceId 11802", "Apply patch 应用补丁 (Failed), of 118 Patch web tier 修补 Web 层")]
    [InlineData("Get-BkJobContext D", "ADDRESS (EsbV2, default)")]
    [InlineData("Get-BkJobInstanceStatus -ScopeType biz_", "a set of businesses")]
    public void Tip_says_what_is_behind_it(string line, string tip)
    {
        using Session session = Session.ConnectedTo(_server);
        Read(session);
        Assert.Equal(tip.Replace("ADDRESS", _server.Address.ToString(), StringComparison.Ordinal), Complete(session, line).Single().ToolTip);
    }

    [Theory]
    [InlineData("Get-BkJobInstanceStatus -ScopeType biz_", "业务集")]
    public void Tip_is_in_the_language_of_the_session(string line, string tip)
    {
        CultureInfo before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
        try
        {
            using var session = new Session();
            Assert.Equal(tip, Complete(session, line).Single().ToolTip);
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    [Theory]
    [InlineData("Get-BkJobInstanceStatus 118 | Out-Null", true)]
    [InlineData("Get-BkJobStepIpStatus 118 | Out-Null", true)]
    [InlineData("Wait-BkJobInstance 118 | Out-Null", true)]
    [InlineData("Wait-BkJobInstance 118 -Quiet | Out-Null", true)]
    [InlineData("Get-BkJobInstanceStatus 99999", false)]
    public void Every_cmdlet_that_reads_a_job_remembers_it(string line, bool isRemembered)
    {
        using Session session = Session.ConnectedTo(_server);
        session.Run(line);
        Assert.Equal(isRemembered, Complete(session, "Get-BkJobInstanceStatus -Id ").Length > 0);
    }

    [Fact]
    public void Job_read_again_moves_to_the_front_and_the_oldest_of_many_are_forgotten()
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

    [Fact]
    public void Jobs_of_another_runspace_are_not_offered()
    {
        using Session one = Session.ConnectedTo(_server);
        using Session another = Session.ConnectedTo(_server);
        one.Run("Get-BkJobInstanceStatus 100").ThrowIfFailed();
        Assert.Empty(Complete(another, "Get-BkJobInstanceStatus -Id "));
    }

    [Theory]
    [InlineData("Get-BkJobContext ", "Default|'night''s shift'|'a`[1`]'|生产")]
    [InlineData("Disconnect-BkJob n", "'night''s shift'")]
    [InlineData("Disconnect-BkJob 'ni", "'night''s shift'")]
    [InlineData("Get-BkJobContext \"ni", "'night''s shift'")]
    [InlineData("Get-BkJobInstanceStatus -Context ", "Default|'night''s shift'|'a[1]'|生产")]
    [InlineData("Wait-BkJobInstance -Context x", "")]
    [InlineData("Connect-BkJob -Name ", "Default|'night''s shift'|'a[1]'|生产")]
    [InlineData("Connect-BkJob -Name 生", "生产")]
    public void Contexts_are_offered_by_name_and_in_quotes_where_they_need_them(string line, string offered)
    {
        using Session session = Session.ConnectedTo(_server);
        foreach (string name in new[] { "night''s shift", "a[1]", "生产" })
        {
            session.Run($"Connect-BkJob $server -AppCode ops -AppSecret $secret -UserName admin -BizId 1 -Name '{name}'").ThrowIfFailed();
        }

        string[] texts = [.. Complete(session, line).Select(each => each.CompletionText)];
        Assert.Equal(offered, string.Join('|', texts));
        string cmdlet = line.Contains("BkJobContext", StringComparison.Ordinal) || line.StartsWith("Disconnect", StringComparison.Ordinal)
            ? "Get-BkJobContext"
            : "Get-BkJobInstanceStatus 100 -Context";
        Assert.All(texts, text => Assert.Single(session.Run($"{cmdlet} {text}").ThrowIfFailed().Output));
    }

    [Theory]
    [InlineData("Get-BkJobStepIpStatus -Status term", "Terminated TerminateFailed")]
    [InlineData("Get-BkJobStepIpStatus -Status Failed, NonZ", "NonZeroExitCode")]
    [InlineData("Get-BkJobInstanceStatus -ScopeType ", "biz biz_set tenant_set")]
    [InlineData("Connect-BkJob -TimeZone shangh", "Asia/Shanghai")]
    [InlineData("Connect-BkJob -TimeZone +08:0", "+08:00")]
    [InlineData("Connect-BkJob -TimeZone '-03:", "'-03:30' '-03:00'")]
    [InlineData("Connect-BkJob -Api g", "GatewayV3 GatewayV4")]
    [InlineData("Connect-BkJob -CredentialLocation b", "Body")]
    [InlineData("Connect-BkJob -Language z", "zh-cn")]
    public void Words_are_offered_where_there_is_a_choice(string line, string offered)
    {
        using var session = new Session();
        Assert.Equal(offered, string.Join(' ', Complete(session, line).Select(each => each.CompletionText)));
    }

    [Fact]
    public void Every_status_of_a_host_is_offered()
    {
        using var session = new Session();
        CompletionResult[] offered = Complete(session, "Get-BkJobStepIpStatus -Status ");
        Assert.Equal(session.Run("[Enum]::GetNames([BkJob.IpStatus])").As<string>().Order(), offered.Select(each => each.CompletionText).Order());
    }

    [Fact]
    public void Every_time_zone_that_is_offered_can_be_connected_with()
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
    [InlineData("Connect-BkJob -Name ")]
    [InlineData("Get-BkJobInstanceStatus -Context ")]
    [InlineData("Get-BkJobInstanceStatus -Id ")]
    [InlineData("Get-BkJobInstanceStatus -BizId $null -Id ")]
    [InlineData("Get-BkJobInstanceStatus -BizId nonsense -Id ")]
    [InlineData("Get-BkJobStepIpStatus -Id nonsense -StepInstanceId ")]
    [InlineData("Get-BkJobStepIpStatus -StepInstanceId ")]
    public void Nothing_is_offered_and_nothing_fails_where_nothing_is_known(string line)
    {
        using var session = new Session();
        Assert.Empty(Complete(session, line));
        Assert.Empty(session.Run("$Error").Output);
    }

    private void Read(Session session)
    {
        session.Run("100, 102, 118 | Get-BkJobInstanceStatus; Get-BkJobInstanceStatus 9127 -ScopeType biz_set -ScopeId 9000001").ThrowIfFailed();
        _server.Requests.Clear();
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
