using BkJob.Simulator;

namespace BkJob.Module.Tests;

/// <summary>IDs are local to a server: no command applies those of one to another.</summary>
public sealed class ForeignServerTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    private readonly SimulatorServer _server = simulator.Server;

    [Theory]
    [InlineData("$job | Stop-BkJobInstance -Context two")]
    [InlineData("Stop-BkJobInstance -JobInstance $job -Context two")]
    [InlineData("$job.Steps[0] | Restart-BkJobStep -Context two")]
    [InlineData("$hosts | Restart-BkJobStep -Context two")]
    [InlineData("$job | Start-BkJobInstance -Context two")]
    [InlineData("$job | Add-Member Context two -PassThru | Stop-BkJobInstance")]
    [InlineData("$hosts | Start-BkJobScript -Script id -Language Shell -Account root -Context two")]
    [InlineData("Start-BkJobScript -Script id -Language Shell -Account root -Target $hosts -Context two")]
    [InlineData("Send-BkJobFile /data/a -From $hosts -Destination /srv/ -Target 7 -Account root -Context two")]
    [InlineData("Send-BkJobFile /data/a -From $hosts -Destination /srv/ -Target 7 -Account root")]
    [InlineData("Get-BkJobPlan -Context one | Select-Object -First 1 | Start-BkJobPlan -Context two")]
    public void Command_rejects_objects_of_another_tenant(string line)
    {
        using Session session = TwoContexts.Connect(_server);
        session.Run("$job = Get-BkJobInstanceStatus 100 -Context one; $hosts = Get-BkJobStepIpStatus 100 -Context one").ThrowIfFailed();
        int commands = CountCommands();
        Outcome outcome = session.Run($"{line} -Confirm:$false");
        Assert.NotEmpty(outcome.AllErrors);
        Assert.All(outcome.AllErrors, error =>
        {
            Assert.Equal("BkJobInvalidArgument", error.FullyQualifiedErrorId.Split(',')[0]);
            Assert.Contains("\"one\"", error.Exception.Message, StringComparison.Ordinal);
            Assert.Contains("-Context", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        });
        Assert.Equal(commands, CountCommands());
    }

    /// <summary>Another API of the same server has the same IDs.</summary>
    [Theory]
    [InlineData("$job | Restart-BkJobStep -Context three -WhatIf")]
    [InlineData("$hosts | Start-BkJobScript -Script id -Language Shell -Account root -Context three -WhatIf")]
    public void Command_accepts_objects_of_the_same_server(string line)
    {
        using Session session = TwoContexts.Connect(_server);
        session.Run(
            "Connect-BkJob $server -AppCode ops -AppSecret $secret -UserName admin -BizId 1 -Name three -TenantId one -Api EsbV3;"
            + "$job = Get-BkJobInstanceStatus 100 -Context one; $hosts = Get-BkJobStepIpStatus 100 -Context one").ThrowIfFailed();
        session.Run(line).ThrowIfFailed();
    }

    private int CountCommands() => _server.Requests.All.Count(request =>
        request.Operation.StartsWith("operate", StringComparison.Ordinal) || request.Operation.StartsWith("fast_", StringComparison.Ordinal)
        || request.Operation.StartsWith("execute", StringComparison.Ordinal));
}
