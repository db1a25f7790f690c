using BkJob.Simulator;

namespace BkJob.Module.Tests;

/// <summary>Objects that were read before an action on their job are read again; all others are used as they are.</summary>
public sealed class OutdatedInputTests : IAsyncLifetime
{
    private SimulatorServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await SimulatorServer.StartAsync(new SimulatorOptions { Catalogue = false, EngineDelay = TimeSpan.FromMilliseconds(50) });
        foreach (int id in new[] { 1, 2 })
        {
            _server.Jobs.Add(new SimulatedJob
            {
                Id = id,
                Name = "Failed",
                StartedAt = DateTimeOffset.UtcNow.AddHours(-1),
                Steps = [new() { Id = (id * 10) + 1, Name = "Restart", Hosts = 5, Seconds = 1, FailedHosts = 2, RetrySeconds = 0.1 }],
            });
        }
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("$job = Wait-BkJobInstance 1", "$job | Restart-BkJobStep", "($job | Wait-BkJobInstance).Status", "Succeeded")]
    [InlineData("$job = Wait-BkJobInstance 1", "$job | Restart-BkJobStep", "$job | Wait-BkJobInstance -Quiet", "True")]
    [InlineData("$job = Wait-BkJobInstance 1", "1 | Restart-BkJobStep -Wait", "@($job | Get-BkJobStepIpStatus -Failed).Count", "0")]
    [InlineData("$job = Wait-BkJobInstance 1", "1 | Restart-BkJobStep -Wait", "@($job | Get-BkJobLog -Failed).Count", "0")]
    [InlineData("$job = Wait-BkJobInstance 1", "1 | Skip-BkJobStep -Confirm:$false -Wait", "($job | Wait-BkJobInstance).Steps.Status", "ErrorIgnored")]
    [InlineData("$step = (Get-BkJobInstanceStatus 1 -IncludeHosts).Steps[0]", "$step | Restart-BkJobStep -Wait", "@($step | Get-BkJobStepIpStatus -Failed).Count", "0")]
    [InlineData("$hosts = Get-BkJobStepIpStatus 1 -Failed", "$hosts | Restart-BkJobStep -Wait", "@($hosts | Get-BkJobLog -Failed).Count", "0")]
    [InlineData("$hosts = Get-BkJobStepIpStatus 1 -Failed", "$hosts | Restart-BkJobStep -Wait", "($hosts | Get-BkJobLog).Status", "Succeeded Succeeded")]
    [InlineData("$job = Wait-BkJobInstance 1", "2 | Restart-BkJobStep -Wait", "($job | Wait-BkJobInstance).Status", "Failed")]
    [InlineData("$job = Wait-BkJobInstance 1", "1 | Restart-BkJobStep -WhatIf", "($job | Wait-BkJobInstance).Status", "Failed")]
    public void Object_shows_the_job_after_the_action(string read, string action, string line, string output)
    {
        // Over ESB v2, each job contains its hosts.
        using Session session = Session.ConnectedTo(_server, "-Api EsbV2");
        session.Run($"{read}; {action}").ThrowIfFailed();
        Assert.Equal(output, string.Join(' ', session.Run(line).ThrowIfFailed().Output));
    }

    [Theory]
    [InlineData("$job = Get-BkJobInstanceStatus 1 -IncludeHosts", "$job | Wait-BkJobInstance; $job | Get-BkJobStepIpStatus")]
    [InlineData("$job = Restart-BkJobStep 1 -Wait -PassThru", "$job | Wait-BkJobInstance")]
    [InlineData("Restart-BkJobStep 1 -Wait; $job = Wait-BkJobInstance 1 -IncludeHosts", "$job | Wait-BkJobInstance; $job | Get-BkJobStepIpStatus")]
    public void Object_that_is_up_to_date_is_not_requested_again(string read, string line)
    {
        using Session session = Session.ConnectedTo(_server, "-Api EsbV3");
        session.Run(read).ThrowIfFailed();
        _server.Requests.Clear();
        session.Run(line).ThrowIfFailed();
        Assert.Empty(_server.Requests.All);
    }
}
