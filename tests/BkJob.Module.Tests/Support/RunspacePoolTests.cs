namespace BkJob.Module.Tests;

/// <summary>A session cannot tell what the session before it did in the same runspace.</summary>
public sealed class RunspacePoolTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    [Theory]
    [InlineData("$left = 1", "$left")]
    [InlineData("$ErrorActionPreference = 'Stop'; $ConfirmPreference = 'None'", "$ErrorActionPreference; $ConfirmPreference")]
    [InlineData("Get-BkJobInstanceStatus 999", "$Error.Count")]
    [InlineData("$null", "(Get-BkJobContext).Count")]
    [InlineData("Get-BkJobInstanceStatus 100", "(TabExpansion2 'Get-BkJobInstanceStatus 10').CompletionMatches.CompletionText")]
    [InlineData("Set-Location /", "(Get-Location).Path")]
    [InlineData("function global:Get-Left { }", "(Get-Command Get-Left -ErrorAction Ignore).Name")]
    [InlineData("$null = New-PSDrive Left FileSystem /", "(Get-PSDrive).Name")]
    [InlineData("$null = New-Module Left { } | Import-Module", "(Get-Module).Name")]
    [InlineData("Remove-Module BkJob", "(Get-Module).Name")]
    [InlineData("$ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'", "$ExecutionContext.SessionState.LanguageMode")]
    public void Session_is_like_one_with_a_new_runspace(string before, string line)
    {
        using var other = new Session(state: Session.WithModule, hostName: nameof(RunspacePoolTests));
        string expected = other.Run(line).Text;
        using (Session first = Session.ConnectedTo(simulator.Server, hostName: nameof(RunspacePoolTests)))
        {
            first.Run(before);
        }

        using var second = new Session(hostName: nameof(RunspacePoolTests));
        Assert.Equal(expected, second.Run(line).Text);
    }

    [Fact]
    public void Runspace_serves_the_next_session()
    {
        System.Management.Automation.Runspaces.Runspace runspace;
        using (var first = new Session(width: 77))
        {
            runspace = first.Runspace;
        }

        using var second = new Session(width: 77);
        Assert.Same(runspace, second.Runspace);
    }
}
