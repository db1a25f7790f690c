using System.Management.Automation;
using BkJob.Simulator;

namespace BkJob.Module.Tests;

/// <summary>An address without a match is an error; a wildcard without one is not.</summary>
public sealed class IpParameterTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    private readonly SimulatorServer _server = simulator.Server;

    [Theory]
    [InlineData("Get-BkJobStepIpStatus 100 -Ip 9.9.9.9", "", "9.9.9.9")]
    [InlineData("Get-BkJobStepIpStatus 100 -Ip 9.9.9.9, 9.9.9.8, 9.9.9.9", "", "9.9.9.9 9.9.9.8")]
    [InlineData("Get-BkJobStepIpStatus 100 -StepInstanceId 10002 -Ip 10.0.0.7, 9.9.9.9", "10.0.0.7", "9.9.9.9")]
    [InlineData("Get-BkJobStepIpStatus 100 -Failed -Ip 10.0.0.7, 10.0.0.1, 9.9.9.9", "10.0.0.7", "9.9.9.9")]
    [InlineData("Get-BkJobStepIpStatus 100 -Failed -Ip 10.0.0.1", "", "")]
    [InlineData("Get-BkJobStepIpStatus 100 -Status 104 -Ip 10.0.0.14", "", "")]
    [InlineData("Get-BkJobStepIpStatus 100 -Status 104 -Ip 10.0.0.7", "10.0.0.7", "")]
    [InlineData("Get-BkJobStepIpStatus 100 -StepInstanceId 10003 -Ip 10.0.0.1", "", "10.0.0.1")]
    [InlineData("Get-BkJobStepIpStatus 100 -Ip 9.9.9.*", "", "")]
    [InlineData("Get-BkJobStepIpStatus 100 -StepInstanceId 10002 -Failed -Ip *.7, 9.9.?.9", "10.0.0.7", "")]
    [InlineData("Get-BkJobStepIpStatus 100 -StepInstanceId 10002 -Ip ' 10.0.0.7 '", "10.0.0.7", "")]
    [InlineData("100, 111 | Get-BkJobStepIpStatus -StepInstanceId 10002 -Ip 10.0.0.20", "10.0.0.20", "")]
    [InlineData("Get-BkJobInstanceStatus 100 | Get-BkJobStepIpStatus -Ip 9.9.9.9", "", "9.9.9.9")]
    [InlineData("Get-BkJobInstanceStatus 100 | Get-BkJobStepIpStatus -Failed -Ip 10.0.0.7", "10.0.0.7", "")]
    public void Address_without_a_match_is_an_error(string line, string addresses, string missing)
    {
        using Session session = Session.ConnectedTo(_server);
        Outcome outcome = session.Run($"{line} | ForEach-Object Ip");
        Assert.Equal(addresses, string.Join(' ', outcome.Output));
        Assert.Equal(missing, string.Join(' ', outcome.Errors.Select(error => error.TargetObject)));
        Assert.All(outcome.Errors, error =>
        {
            Assert.StartsWith("BkJobInstanceNotFound,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Equal(ErrorCategory.ObjectNotFound, error.CategoryInfo.Category);
            Assert.Contains($"{error.TargetObject}", error.ToString(), StringComparison.Ordinal);
            Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
        });
    }

    [Fact]
    public void Job_that_can_not_be_read_is_the_only_error()
    {
        using Session session = Session.ConnectedTo(_server);
        Outcome outcome = session.Run("Get-BkJobStepIpStatus 99999 -Ip 9.9.9.9");
        Assert.Equal(99999L, Assert.Single(outcome.Errors).TargetObject);
    }

    [Theory]
    [InlineData("2001:db8::15", "2001:db8::15")]
    [InlineData("2001:DB8:0:0::15", "2001:db8::15")]
    [InlineData("2001:db8::16", "")]
    public void IPv6_is_found_in_any_notation(string address, string found)
    {
        using var server = RawResponse.OfJson(GatewayJob.Body);
        using var session = new Session();
        GatewayJob.Connect(session, server);
        Outcome outcome = session.Run($"Get-BkJobStepIpStatus 20000482006 -Ip {address} | ForEach-Object Ipv6");
        Assert.Equal(found, outcome.Text);
        Assert.Equal(found.Length > 0 ? 0 : 1, outcome.Errors.Count);
    }
}
