namespace BkJob.Module.Tests;

/// <summary>The address of the online help, and what the module calls itself to a server.</summary>
public sealed class ProductTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    [Fact]
    public void Every_cmdlet_has_an_online_help_address()
    {
        using var session = new Session();
        Outcome outcome = session.Run("Get-Command -Module BkJob | ForEach-Object HelpUri; (Get-Module BkJob).ProjectUri.OriginalString").ThrowIfFailed();
        Assert.InRange(outcome.Output.Count, 2, int.MaxValue);
        Assert.Single(outcome.Output.Distinct());
    }

    [Fact]
    public void User_agent_has_the_version_of_PowerShell()
    {
        using Session session = Session.ConnectedTo(simulator.Server);
        session.Run("Get-BkJobInstanceStatus 100").ThrowIfFailed();
        string version = session.Run("\"BkJob/$((Get-Module BkJob).Version) PowerShell/$($PSVersionTable.PSVersion)\"").Text;
        Assert.Equal(version, simulator.Server.Requests.All[^1].Headers["User-Agent"]);
    }
}
