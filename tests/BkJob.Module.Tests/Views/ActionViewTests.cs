namespace BkJob.Module.Tests;

/// <summary>The available actions of jobs and steps, as users select and see them. Which there are is in ActionTableTests of the core.</summary>
public sealed class ActionViewTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    [Theory]
    [InlineData("(Get-BkJobInstanceStatus 100).Steps | Where-Object AvailableActions -Contains Restart | ForEach-Object Id", "10002")]
    [InlineData("(Get-BkJobInstanceStatus 100).Steps.Where({ 'Skip' -in $_.AvailableActions }).Id", "10002")]
    [InlineData("(Get-BkJobInstanceStatus 101).AvailableActions", "Start")]
    [InlineData("\"$((Get-BkJobInstanceStatus 100).Steps[1].AvailableActions)\"", "Restart RestartAll Skip")]
    [InlineData("$copy = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize((Get-BkJobInstanceStatus 100), 2)); $copy.Steps[1].AvailableActions", "Restart|RestartAll|Skip")]
    public void Steps_are_selected_by_action(string line, string expected)
    {
        using Session session = Session.ConnectedTo(simulator.Server);
        Assert.Equal(expected, string.Join('|', session.Run(line).ThrowIfFailed().Output));
    }

    [Theory]
    [InlineData("Get-BkJobInstanceStatus 100 | Format-Custom", "actions Restart, RestartAll, Skip", true)]
    [InlineData("(Get-BkJobInstanceStatus 100).Steps[1] | Format-List", "AvailableActions : Restart, RestartAll, Skip", true)]
    [InlineData("Get-BkJobInstanceStatus 101 | Format-List", "AvailableActions      : Start", true)]
    [InlineData("Get-BkJobInstanceStatus 100 | Format-List", "AvailableActions      : -", true)]
    [InlineData("Get-BkJobInstanceStatus 101", "Start,", false)]
    [InlineData("(Get-BkJobInstanceStatus 100).Steps", "Restart,", false)]
    public void Actions_are_in_lists_and_trees_only(string line, string text, bool isShown)
    {
        using Session session = Session.ConnectedTo(simulator.Server);
        Assert.Equal(isShown, session.Print(line).Contains(text, StringComparison.Ordinal));
    }
}
