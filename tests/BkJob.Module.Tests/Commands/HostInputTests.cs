using System.Management.Automation;
using BkJob.Simulator;

namespace BkJob.Module.Tests;

/// <summary>Hosts, rows of hosts and hashtables as input: each selects what it names, and nothing is read or returned twice.</summary>
public sealed class HostInputTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    private const string Failed = "Get-BkJobStepIpStatus 100 -Failed";
    private const string FailedOf100 = "10.0.0.7 10.0.0.14 10.0.0.20";

    private readonly SimulatorServer _server = simulator.Server;

    [Theory]
    [InlineData(Failed + " | Get-BkJobStepIpStatus | ForEach-Object Ip", FailedOf100)]
    [InlineData(Failed + " | Get-BkJobStepIpStatus -Status 104 | ForEach-Object Ip", "10.0.0.7")]
    [InlineData(Failed + " | ConvertTo-Csv | ConvertFrom-Csv | Get-BkJobStepIpStatus | ForEach-Object Ip", FailedOf100)]
    [InlineData(Failed + " | Select-Object JobInstanceId, StepInstanceId, Ip | Get-BkJobStepIpStatus | ForEach-Object Ip", FailedOf100)]
    [InlineData("@(" + Failed + ") + @(" + Failed + ") | Get-BkJobStepIpStatus | ForEach-Object Ip", FailedOf100)]
    [InlineData(Failed + " | Get-BkJobStepIpStatus -StepInstanceId 10001 | ForEach-Object { \"$($_.StepInstanceId) $($_.Ip)\" }", "10001 10.0.0.7 10001 10.0.0.14 10001 10.0.0.20")]
    [InlineData(Failed + " | Select-Object JobInstanceId, Ip -First 1 | Get-BkJobStepIpStatus | ForEach-Object { \"$($_.StepInstanceId) $($_.Ip)\" }", "10001 10.0.0.7 10002 10.0.0.7")]
    [InlineData(Failed + " | Select-Object JobInstanceId, Ip -First 1 | Get-BkJobLog | ForEach-Object { \"$($_.StepInstanceId) $($_.Ip)\" }", "10001 10.0.0.7 10002 10.0.0.7")]
    [InlineData(Failed + " | Get-BkJobLog | Get-BkJobStepIpStatus | ForEach-Object Ip", FailedOf100)]
    [InlineData(Failed + " | Get-BkJobVariable | ForEach-Object StepInstanceId | Select-Object -Unique", "10002")]
    [InlineData("(" + Failed + " | Get-BkJobVariable).Count - (" + Failed + " | Select-Object -First 1 | Get-BkJobVariable).Count", "0")]
    [InlineData(Failed + " | Get-BkJobInstanceStatus | ForEach-Object Id", "100 100 100")]
    [InlineData(Failed + " | ConvertTo-Csv | ConvertFrom-Csv | Get-BkJobInstanceStatus | ForEach-Object Id", "100 100 100")]
    [InlineData("$hosts = " + Failed + "; $hosts[0], 100, $hosts[1] | Get-BkJobInstanceStatus | ForEach-Object Id", "100 100 100")]
    [InlineData("100, 100 | Get-BkJobInstanceStatus | ForEach-Object Id", "100 100")]
    [InlineData("@{ Id = 100 }, @{ job_instance_id = '103'; bk_biz_id = 1 } | Get-BkJobInstanceStatus | ForEach-Object Id", "100 103")]
    [InlineData("@{ JobInstanceId = 100; StepInstanceId = 10002; Ip = '10.0.0.7' } | Get-BkJobStepIpStatus | ForEach-Object Ip", "10.0.0.7")]
    [InlineData("[pscustomobject]@{ Id = 1; JobInstanceId = 100; Status = 'started' } | Get-BkJobStepIpStatus -Failed | ForEach-Object Ip", FailedOf100)]
    [InlineData("(Get-BkJobInstanceStatus 100).Steps | Select-Object Id, JobInstanceId, Status | ConvertTo-Csv | ConvertFrom-Csv | Get-BkJobStepIpStatus -Failed | ForEach-Object Ip", FailedOf100)]
    public void Input_selects_what_it_names(string line, string output)
    {
        using Session session = Session.ConnectedTo(_server, "-Api EsbV3");
        Assert.Equal(output, string.Join(' ', session.Run(line).ThrowIfFailed().Output));
    }

    [Fact]
    public void Hosts_of_a_step_are_requested_together()
    {
        using Session session = Session.ConnectedTo(_server, "-Api EsbV3");
        session.Run($"$hosts = {Failed}").ThrowIfFailed();
        _server.Requests.Clear();
        session.Run("$hosts | Get-BkJobStepIpStatus").ThrowIfFailed();
        Assert.Single(_server.Requests.All);
    }

    [Fact]
    public void Host_of_a_row_that_the_job_does_not_have_is_an_error()
    {
        using Session session = Session.ConnectedTo(_server);
        Outcome outcome = session.Run("'10.0.0.7', '10.9.9.9' | ForEach-Object { [pscustomobject]@{ JobInstanceId = 100; StepInstanceId = 10002; Ip = $_ } } | Get-BkJobStepIpStatus");
        Assert.Equal("BkJobInstanceNotFound", Assert.Single(outcome.ErrorIds));
        Assert.Equal("10.9.9.9", outcome.Errors[0].TargetObject);
        Assert.Single(outcome.Output);
    }

    [Theory]
    [InlineData("[pscustomobject]@{ job_instance_id = 'abc'; line = 7 } | Get-BkJobInstanceStatus")]
    [InlineData("[pscustomobject]@{ PlanId = 'abc'; line = 7 } | Get-BkJobPlan")]
    [InlineData("[pscustomobject]@{ Ip = 'abc'; CloudId = 0; line = 7 } | Start-BkJobScript -Script id -Language Shell -Account root")]
    [InlineData("[pscustomobject]@{ Ip = '10.0.0.1'; CloudId = 0; line = 6 }, [pscustomobject]@{ Ip = '10.0.0.2'; line = 7 } | Start-BkJobScript -Script id -Language Shell -Account root")]
    [InlineData("[pscustomobject]@{ PlanId = 'abc'; line = 7 } | Start-BkJobPlan")]
    [InlineData("[pscustomobject]@{ line = 7 } | Group-BkJobLog")]
    public void Rejected_row_is_the_object_of_the_error(string line)
    {
        using Session session = Session.ConnectedTo(_server);
        ErrorRecord error = Assert.Single(session.Run(line).AllErrors);
        Assert.Equal(7, PSObject.AsPSObject(error.TargetObject).Properties["line"]?.Value);
    }

    [Theory]
    [InlineData("[pscustomobject]@{ Id = 100 }")]
    [InlineData("@{ Id = 100 }")]
    [InlineData("(" + Failed + ")[0]")]
    public void Row_at_the_position_of_IDs_is_to_be_piped(string value)
    {
        using Session session = Session.ConnectedTo(_server);
        Assert.Contains("Pipe it", Assert.Single(session.Run($"Get-BkJobInstanceStatus ({value})").AllErrors).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Find-BkJobInstance '[x'")]
    [InlineData("Get-BkJobPlan -Name Deploy, '[x'")]
    [InlineData("Get-BkJobContext '[x'")]
    [InlineData("Disconnect-BkJob '[x'")]
    [InlineData("Get-BkJobStepIpStatus 100 -Ip '[x'")]
    [InlineData("Get-BkJobLog 100 -Ip 10.0.0.7, '[x'")]
    public void Invalid_wildcard_pattern_is_an_invalid_argument(string line)
    {
        using Session session = Session.ConnectedTo(_server);
        ErrorRecord error = Assert.Single(session.Run(line).AllErrors);
        Assert.Equal("BkJobInvalidArgument", error.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Contains("'[x'", error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("Escape(", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }
}
