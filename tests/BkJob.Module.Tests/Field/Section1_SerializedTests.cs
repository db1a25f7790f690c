using System.Management.Automation.Runspaces;
using BkJob.Simulator;

namespace BkJob.Module.Tests.Field;

/// <summary>Copies in a session that never imported the module, as Receive-Job and Import-Clixml produce them.</summary>
public sealed class Section1_SerializedTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    private readonly SimulatorServer _server = simulator.Server;

    [Theory]
    [InlineData("$copies | Where-Object Outcome -eq Failed | ForEach-Object Id", "100 104")]
    [InlineData("$copies | Where-Object Outcome -in Succeeded, Cancelled | ForEach-Object Id", "103 108")]
    [InlineData("$copies | Where-Object { $_.Outcome -eq 'WaitingForUser' } | ForEach-Object Id", "107")]
    [InlineData("$copies | Where-Object Outcome -eq Unknown | ForEach-Object Id", "116")]
    [InlineData("$copies | Where-Object Status -eq 4 | ForEach-Object Id", "100 104")]
    [InlineData("$copies | Group-Object Outcome | Sort-Object Name | ForEach-Object Name", "Cancelled Failed Succeeded Unknown WaitingForUser")]
    [InlineData("$copies[0].Steps[1].IpStatuses | Where-Object Outcome -eq Failed | ForEach-Object Ip", "10.0.0.7 10.0.0.14 10.0.0.20")]
    [InlineData("$copies[0].Steps[1].IpStatuses | Where-Object Status -eq 104 | ForEach-Object Ip", "10.0.0.7")]
    public void Outcome_is_a_text_without_the_module(string line, string expected)
    {
        using Session session = Session.ConnectedTo(_server);
        foreach (int depth in new[] { 1, 2 })
        {
            string saved = session.Run(
                "$jobs = 100, 103, 104, 107, 108, 116 | Get-BkJobInstanceStatus; "
                + $"[System.Management.Automation.PSSerializer]::Serialize($jobs, {depth})").ThrowIfFailed().Text;
            using var elsewhere = new Session(state: InitialSessionState.CreateDefault());
            elsewhere.Set("saved", saved);
            elsewhere.Run("$copies = [System.Management.Automation.PSSerializer]::Deserialize($saved)").ThrowIfFailed();
            Assert.Equal(expected, string.Join(' ', elsewhere.Run(line).ThrowIfFailed().Output));
        }
    }
}
