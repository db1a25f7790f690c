using BkJob.Simulator;

namespace BkJob.Module.Tests;

public sealed class StepIpStatusTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    /// <summary>Of job 100: step 10001 ran well on 20 hosts, 10002 failed on three of 20, 10003 did not begin.</summary>
    private const string FailedOf100 = "10.0.0.7 10.0.0.14 10.0.0.20";

    private readonly SimulatorServer _server = simulator.Server;

    [Theory]
    [InlineData("Get-BkJobStepIpStatus 100 -Failed", FailedOf100)]
    [InlineData("Get-BkJobStepIpStatus -Id 100 -BizId 1 -Failed", FailedOf100)]
    [InlineData("Get-BkJobInstanceStatus 100 | Get-BkJobStepIpStatus -Failed", FailedOf100)]
    [InlineData("(Get-BkJobInstanceStatus 100).Steps | Get-BkJobStepIpStatus -Failed", FailedOf100)]
    [InlineData("(Get-BkJobInstanceStatus 100).Steps[0] | Get-BkJobStepIpStatus -Failed", "")]
    [InlineData("Get-BkJobStepIpStatus -JobInstance (Get-BkJobInstanceStatus 100) -Failed", FailedOf100)]
    [InlineData("Get-BkJobStepIpStatus -StepInstance (Get-BkJobInstanceStatus 100).Steps[1] -Failed", FailedOf100)]
    [InlineData("Get-BkJobStepIpStatus 100 -Status 104", "10.0.0.7")]
    [InlineData("Get-BkJobStepIpStatus 100 -Status NonZeroExitCode, 1", "10.0.0.7 10.0.0.20")]
    [InlineData("Get-BkJobStepIpStatus 100 -Status '104', ScriptTimeout", "10.0.0.7 10.0.0.14")]
    [InlineData("Get-BkJobStepIpStatus 100 -Status 104, 9 -Failed", "10.0.0.7")]
    [InlineData("Get-BkJobStepIpStatus 100 -Status '104,1'", "10.0.0.7 10.0.0.20")]
    [InlineData("Get-BkJobStepIpStatus 100 -Status 'NonZeroExitCode, 1', ScriptTimeout", "10.0.0.7 10.0.0.14 10.0.0.20")]
    [InlineData("Get-BkJobStepIpStatus 100 -Status 4711", "")]
    [InlineData("Get-BkJobStepIpStatus 100 -StepInstanceId 10002 -Ip 10.0.0.1", "10.0.0.1")]
    [InlineData("Get-BkJobStepIpStatus 100 -StepInstanceId 10002 -Ip 10.0.0.1?, *.20 -Failed", "10.0.0.14 10.0.0.20")]
    [InlineData("Get-BkJobStepIpStatus 100 | Where Status -eq 104", "10.0.0.7")]
    [InlineData("Get-BkJobStepIpStatus 100 | Where Status -eq NonZeroExitCode", "10.0.0.7")]
    [InlineData("Get-BkJobStepIpStatus 100 -Failed | Get-BkJobStepIpStatus -Status 1", "10.0.0.20")]
    [InlineData("100..140 | Get-BkJobInstanceStatus | Where Id -eq 100 | Get-BkJobStepIpStatus -Failed", FailedOf100)]
    public void Pipeline_returns_these_hosts(string line, string addresses)
    {
        using Session session = Session.ConnectedTo(_server);
        Assert.Equal(addresses, string.Join(' ', session.Run($"{line} | ForEach-Object Ip").ThrowIfFailed().Output));
    }

    /// <summary>What is no code is refused, and never rounded to the code of another status.</summary>
    [Theory]
    [InlineData("nonsense")]
    [InlineData("1.5")]
    [InlineData("'103.5'")]
    [InlineData("9, 1e10")]
    [InlineData("'104,'")]
    [InlineData("'104,nonsense'")]
    [InlineData("''")]
    public void Invalid_status_is_rejected_with_a_message(string status)
    {
        using Session session = Session.ConnectedTo(_server);
        Outcome outcome = session.Run($"Get-BkJobStepIpStatus 100 -Status {status}");
        Assert.Contains("is not a valid host status. Specify a number or one of: ", outcome.AllErrors.Single().ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Get-BkJobStepIpStatus 100", 40)]
    [InlineData("Get-BkJobStepIpStatus 100 -StepInstanceId 10001", 20)]
    [InlineData("Get-BkJobStepIpStatus 100 -StepInstanceId 10001, 10002", 40)]
    [InlineData("Get-BkJobStepIpStatus 100 -StepInstanceId 10003", 0)]
    [InlineData("'', '10001', ' ' | ForEach-Object { [pscustomobject]@{ Id = '100'; StepInstanceId = $_ } } | Get-BkJobStepIpStatus", 100)]
    [InlineData("[pscustomobject]@{ Id = 100; StepInstanceId = $null } | Get-BkJobStepIpStatus", 40)]
    [InlineData("Get-BkJobStepIpStatus 100 -StepInstanceId @()", 0)]
    [InlineData("Get-BkJobStepIpStatus 126", 2000)]
    [InlineData("Get-BkJobStepIpStatus 126 -Failed", 40)]
    public void Pipeline_returns_this_many_hosts(string line, int count)
    {
        using Session session = Session.ConnectedTo(_server);
        Assert.Equal(count, session.Run(line).ThrowIfFailed().Output.Count);
    }

    [Fact]
    public void Failed_means_every_host_that_ended_without_success()
    {
        using Session session = Session.ConnectedTo(_server);
        string[] outcomes = session.Run("111, 116 | Get-BkJobStepIpStatus -Failed | ForEach-Object { \"$($_.Outcome)\" }").ThrowIfFailed().As<string>();
        Assert.Equal(["Failed", "Terminated", "Unknown"], outcomes.Distinct().Order());
    }

    [Fact]
    public void Present_hosts_are_not_requested_again()
    {
        using Session session = Session.ConnectedTo(_server);
        session.Run("$job = Get-BkJobInstanceStatus 100").ThrowIfFailed();
        _server.Requests.Clear();
        session.Run("$job | Get-BkJobStepIpStatus; $job.Steps | Get-BkJobStepIpStatus; Disconnect-BkJob; $job | Get-BkJobStepIpStatus").ThrowIfFailed();
        Assert.Empty(_server.Requests.All);
    }

    [Fact]
    public void Host_references_its_step_and_job()
    {
        using Session session = Session.ConnectedTo(_server);
        Assert.Equal(
            "10.0.0.7|||0|NonZeroExitCode|Failed|100|10002|1",
            session.Run("Get-BkJobStepIpStatus 100 -Ip 10.0.0.7 -Failed | ForEach-Object { $_.Ip, $_.Ipv6, $_.HostId, $_.CloudId, $_.Status, "
                + "$_.Outcome, $_.JobInstanceId, $_.StepInstanceId, $_.BizId -join '|' }").ThrowIfFailed().Text);
    }

    [Fact]
    public void Unknown_step_is_an_error()
    {
        using Session session = Session.ConnectedTo(_server);
        Outcome outcome = session.Run("100, 103 | Get-BkJobStepIpStatus -StepInstanceId 10001, 5");
        Assert.Equal(20, outcome.Output.Count);
        Assert.Equal(["BkJobInstanceNotFound"], outcome.ErrorIds);
        Assert.Equal(5L, outcome.Errors.Single().TargetObject);
    }
}
