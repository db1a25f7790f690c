using BkJob.Simulator;

namespace BkJob.Module.Tests;

/// <summary>-Quiet is true only if at least one job was waited for, all input was valid, and all jobs succeeded.</summary>
public sealed class QuietTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    private readonly SimulatorServer _server = simulator.Server;

    /// <summary>Input that is not a job; each is one error, whatever the cmdlet.</summary>
    public static TheoryData<string> Invalid =>
    [
        "'abc'", "''", "'  '", "$null", "0", "-1", "1.5", "'1.5'", "'1e2'", "'0x67'", "'103 104'", "1e30", "[decimal]::MaxValue", "$true",
        "[char]'5'", "[datetime]::Today", "[timespan]::Zero", "[BkJob.JobStatus]::Failed", "@{ Name = 'x' }", "(Get-BkJobContext)",
        "[pscustomobject]@{ Id = 'x' }", "[pscustomobject]@{ Id = '' }", "[pscustomobject]@{ Name = 'x' }", "[pscustomobject]@{}",
        "[pscustomobject]@{ Id = 103; JobInstanceId = '' }", "[pscustomobject]@{ Id = 103; BizId = 'x' }",
        "[pscustomobject]@{ Id = 103; bk_biz_id = '0' }", "[pscustomobject]@{ Id = 103; BizId = 1.5 }",
        "[pscustomobject]@{ Id = 103; ScopeType = 'planet'; ScopeId = 1 }", "[pscustomobject]@{ Id = 103; ScopeType = 'biz' }",
        "[pscustomobject]@{ Id = 103; ScopeId = 1 }", "[pscustomobject]@{ Id = 103; ScopeType = 'biz'; ScopeId = \"1`n\" }",
        "[pscustomobject]@{ Id = 103; StepInstanceId = 'x' }", "[pscustomobject]@{ Id = 103; Context = 'nobody' }",
        "([pscustomobject]@{} | Add-Member ScriptProperty JobInstanceId { throw 'x' } -PassThru)", "[pscustomobject]@{ Id = 103, 'x' }", "[System.Diagnostics.Process]::GetCurrentProcess()",
    ];

    [Theory]
    [MemberData(nameof(Invalid))]
    public void Invalid_input_makes_Quiet_false(string input)
    {
        using Session session = Session.ConnectedTo(_server);
        Outcome outcome = session.Run($"& {{ 105; {input}; 106 }} | Wait-BkJobInstance -Quiet");
        Assert.Equal([false], outcome.Output);
        Assert.Single(outcome.ErrorIds);
        Assert.Equal([false], session.Run($"& {{ 105; {input} }} | Wait-BkJobInstance -Quiet -ErrorAction Ignore").ThrowIfFailed().Output);
    }

    [Theory]
    [MemberData(nameof(Invalid))]
    public void Invalid_input_does_not_stop_other_items(string input)
    {
        using Session session = Session.ConnectedTo(_server);
        foreach (string cmdlet in new[] { "Get-BkJobInstanceStatus", "Wait-BkJobInstance -ThrottleLimit 1" })
        {
            Outcome outcome = session.Run($"& {{ 105; {input}; 106 }} | {cmdlet} | ForEach-Object Id");
            Assert.Equal([105L, 106L], outcome.Output);
            Assert.Contains(Assert.Single(outcome.ErrorIds), new[] { "BkJobInvalidArgument", "BkJobNotConnected" });
            Assert.Null(outcome.Terminating);
        }
    }

    [Theory]
    [InlineData("@() | Wait-BkJobInstance -Quiet", false, "")]
    [InlineData("& { } | Wait-BkJobInstance -Quiet", false, "")]
    [InlineData("103 | Where-Object { $false } | Wait-BkJobInstance -Quiet", false, "")]
    [InlineData("99999 | Get-BkJobInstanceStatus | Wait-BkJobInstance -Quiet", false, "BkJobInstanceNotFound")]
    [InlineData("103, 99999 | Get-BkJobInstanceStatus | Wait-BkJobInstance -Quiet", false, "BkJobInstanceNotFound")]
    [InlineData("103, 99999 | Get-BkJobInstanceStatus -ErrorAction SilentlyContinue | Wait-BkJobInstance -Quiet", false, "")]
    [InlineData("& { 103; Write-Error x } | Wait-BkJobInstance -Quiet", false, "Microsoft.PowerShell.Commands.WriteErrorException")]
    [InlineData("1..2 | ForEach-Object { 103; Write-Error x -ErrorAction SilentlyContinue } | Wait-BkJobInstance -Quiet", false, "")]
    [InlineData("& { try { throw 'x' } catch { 103 } } | Wait-BkJobInstance -Quiet", true, "")]
    [InlineData("& { try { Write-Error x -ErrorAction Stop } catch { 103 } } | Wait-BkJobInstance -Quiet", true, "")]
    [InlineData("Write-Error x -ErrorAction SilentlyContinue; 103 | Wait-BkJobInstance -Quiet", true, "")]
    [InlineData("103 | Get-BkJobInstanceStatus | Wait-BkJobInstance -Quiet", true, "")]
    [InlineData("Wait-BkJobInstance -Id 103, '' -Quiet", false, "BkJobInvalidArgument")]
    public void Quiet_counts_missing_input_and_upstream_errors(string line, bool expected, string errorIds)
    {
        using Session session = Session.ConnectedTo(_server);
        Outcome outcome = session.Run(line);
        Assert.Equal([expected], outcome.Output);
        Assert.Equal(errorIds, string.Join(' ', outcome.ErrorIds));
    }
}
