namespace BkJob.Module.Tests;

/// <summary>What stays in memory when a consumer is slow.</summary>
public sealed class SlowConsumerTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    [Fact]
    public void Slow_consumer_gets_every_job()
    {
        using Session session = Session.ConnectedTo(simulator.Server);

        Outcome outcome = session.Run("100, 103, 104 | Wait-BkJobInstance -PollInterval 0.2 -Timeout 60 -Verbose | ForEach-Object { Start-Sleep -Milliseconds 50; $_.Id }")
            .ThrowIfFailed();

        Assert.Equal([100L, 103L, 104L], outcome.As<long>().Order());
    }

    /// <summary>A name of megabytes is read, and completion keeps what it displays.</summary>
    [Fact]
    public void Completion_keeps_what_it_displays()
    {
        string name = new('n', 5_000_000);
        string body = $$$"""
            {"result":true,"data":{"job_instance":{"job_instance_id":100,"status":3,"name":"{{{name}}}"},"blocks":[{"step_instances":[
            {"step_instance_id":1,"name":"{{{name}}}","status":3,"step_ip_status":[]}]}]}}
            """;
        using var server = RawResponse.OfJson(body);
        using Session session = new();
        session.Set("address", server.Address);
        session.Set("secret", Session.Secure("demo-secret"));

        Outcome outcome = session.Run(
            "Connect-BkJob $address -AppCode ops -AppSecret $secret -UserName admin -BizId 1; (Get-BkJobInstanceStatus 100).Name.Length; "
            + "foreach ($line in 'Get-BkJobInstanceStatus ', 'Get-BkJobStepIpStatus 100 -StepInstanceId ') { "
            + "(TabExpansion2 $line).CompletionMatches[0].ToolTip.Length }").ThrowIfFailed();

        Assert.Equal(5_000_000, (int)outcome.Output[0]);
        Assert.All(outcome.Output.Skip(1), length => Assert.InRange((int)length, 100, 600));
    }
}
