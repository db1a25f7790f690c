namespace BkJob.Module.Tests;

/// <summary>A list of hosts that is missing, and the response of another job, as a user sees them.</summary>
public sealed class HostListTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    private const string WithoutHosts = """
        {"result":true,"data":{"job_instance":{"job_instance_id":100,"status":4},"step_instance_list":[
        {"step_instance_id":1,"name":"Copy","status":3,"step_ip_result_list":[{"ip":"192.0.2.1","status":9}]},
        {"step_instance_id":2,"name":"Patch","status":4,"step_ip_result_list":null},
        {"step_instance_id":3,"name":"Report","status":1,"step_ip_result_list":null}]}}
        """;

    [Theory]
    [InlineData("Get-BkJobInstanceStatus 100 | ForEach-Object Id", "")]
    [InlineData("Get-BkJobStepIpStatus 100 | ForEach-Object Ip", "")]
    [InlineData("Wait-BkJobInstance 100 -Timeout 0 -Quiet", "False")]
    public void Response_of_another_job_is_an_error(string line, string output)
    {
        using var server = RawResponse.OfJson(WithoutHosts.Replace("100", "101", StringComparison.Ordinal));
        using Session session = Connect(server);

        Outcome outcome = session.Run(line);

        Assert.Equal((output, "BkJobInvalidResponse"), (outcome.Text, outcome.ErrorIds.Single()));
    }

    [Theory]
    [InlineData("Get-BkJobStepIpStatus 100", "192.0.2.1", "2 Patch")]
    [InlineData("Get-BkJobInstanceStatus 100 -IncludeHosts | Get-BkJobStepIpStatus", "192.0.2.1", "2 Patch")]
    [InlineData("Get-BkJobInstanceStatus 100 -IncludeHosts | Get-BkJobStepIpStatus -Failed", "", "2 Patch")]
    [InlineData("(Get-BkJobInstanceStatus 100).Steps[1] | Get-BkJobStepIpStatus", "", "2 Patch")]
    [InlineData("(Get-BkJobInstanceStatus 100 -IncludeHosts).Steps[0] | Get-BkJobStepIpStatus", "192.0.2.1", null)]
    [InlineData("Get-BkJobStepIpStatus 100 -StepInstanceId 3", "", null)]
    [InlineData("Get-BkJobStepIpStatus 100 -StepInstanceId 1", "192.0.2.1", null)]
    public void Missing_host_list_is_reported(string line, string hosts, string? words)
    {
        using var server = RawResponse.OfJson(WithoutHosts);
        using Session session = Connect(server);

        Outcome outcome = session.Run($"{line} | ForEach-Object Ip");

        Assert.Equal(hosts, outcome.Text);
        Assert.Equal(words is null ? [] : ["BkJobInvalidResponse"], outcome.ErrorIds);
        Assert.All(outcome.Errors, error => Assert.Contains($": {words}.", error.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void Piped_step_that_is_gone_is_reported()
    {
        using Session session = Session.ConnectedTo(simulator.Server, "-Api GatewayV4");
        session.Set("other", session.Run("(Get-BkJobInstanceStatus 102).Steps[0]").ThrowIfFailed().Output[0]);

        Outcome outcome = session.Run(
            "$copy = $other | Select-Object *; $copy.PSTypeNames.Insert(0, 'Deserialized.BkJob.StepInstance'); $copy.JobInstanceId = 100; "
            + "$copy | Get-BkJobStepIpStatus | ForEach-Object Ip");

        Assert.Equal(["BkJobInstanceNotFound"], outcome.ErrorIds);
    }

    private static Session Connect(RawResponse server)
    {
        var session = new Session();
        session.Set("address", server.Address);
        session.Set("secret", Session.Secure("demo-secret"));
        session.Run("Connect-BkJob $address -Api EsbV3 -AppCode ops -AppSecret $secret -UserName admin -BizId 1 -MaximumRetryCount 0")
            .ThrowIfFailed();
        return session;
    }
}
