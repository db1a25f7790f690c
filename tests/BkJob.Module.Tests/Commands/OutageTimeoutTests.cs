using BkJob.Simulator;

namespace BkJob.Module.Tests;

/// <summary>Wait-BkJobInstance -OutageTimeout.</summary>
public sealed class OutageTimeoutTests
{
    [Theory]
    [InlineData("0", "")]
    [InlineData("0.5", "for 1 s (-OutageTimeout)")]
    public async Task Wait_is_abandoned_after_the_outage(string seconds, string words)
    {
        await using SimulatorServer server = await SimulatorServer.StartAsync(
            new SimulatorOptions { ManualClock = true }, TestContext.Current.CancellationToken);
        server.Faults.Add(new Fault { JobInstanceId = 100, HttpStatus = 502, Times = null });
        using Session session = Session.ConnectedTo(server);

        Outcome outcome = session.Run($"100, 103 | Wait-BkJobInstance -PollInterval 0.3 -Timeout 60 -OutageTimeout {seconds} -Verbose");

        Assert.Equal(["BkJobServerError"], outcome.ErrorIds);
        Assert.Contains(words, outcome.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.Equal(seconds != "0", outcome.Verbose.Any(line => line.Contains("no valid response for", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("-2")]
    [InlineData("-0.5")]
    [InlineData("4000001")]
    [InlineData("([double]::NaN)")]
    public void Invalid_value_is_rejected(string value)
    {
        using var session = new Session();

        Outcome outcome = session.Run($"Wait-BkJobInstance 100 -OutageTimeout {value}");

        Assert.Contains("Specify 0 to", Assert.Single(outcome.AllErrors).ToString(), StringComparison.Ordinal);
    }
}
