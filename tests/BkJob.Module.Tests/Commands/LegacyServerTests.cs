using BkJob.Simulator;

namespace BkJob.Module.Tests;

/// <summary>The oldest servers: an ESB that reads parameters alone, in front of Job 2.x.</summary>
public class LegacyServerTests
{
    [Fact]
    public async Task Same_line_works_and_what_worked_is_kept()
    {
        await using SimulatorServer server = await SimulatorServer.StartAsync(
            new SimulatorOptions { Esb = EsbEdition.Legacy, Generation = Generation.Job2, ManualClock = true },
            TestContext.Current.CancellationToken);
        using Session session = Session.ConnectedTo(server);
        Assert.Equal([100L], session.Run("Get-BkJobInstanceStatus -BizId 1 -Id 100 | Where Status -eq 4 | ForEach-Object Id").ThrowIfFailed().Output);
        session.Run("Get-BkJobInstanceStatus 103").ThrowIfFailed();
        Assert.Equal(["GET", "POST", "POST"], server.Requests.All.Select(request => request.Method));
        Assert.All(server.Requests.All, request => Assert.DoesNotContain("demo-secret", request.Query));
    }

    [Fact]
    public async Task Fields_of_Job_2_are_read()
    {
        await using SimulatorServer server = await SimulatorServer.StartAsync(
            new SimulatorOptions { ManualClock = true }, TestContext.Current.CancellationToken);
        using Session session = Session.ConnectedTo(server);
        Assert.Equal(
            "1 File/2 Script/3 Script",
            string.Join('/', session.Run("(Get-BkJobInstanceStatus 118).Blocks | ForEach-Object { \"$($_.Order) $($_.Type)\" }").ThrowIfFailed().Output));
        Assert.Equal(
            ["2", "3", "8"],
            session.Run("(Get-BkJobInstanceStatus 118).Steps[1].Operations | ForEach-Object { \"$($_.Code)\" }").ThrowIfFailed().Output);
    }
}
