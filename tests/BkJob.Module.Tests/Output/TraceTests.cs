using System.Management.Automation;
using BkJob.Simulator;

namespace BkJob.Module.Tests;

/// <summary>-Verbose and -Debug: what goes over the wire, for the one who looks for a fault, and no secret in it.</summary>
public sealed class TraceTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    private readonly SimulatorServer _server = simulator.Server;

    [Theory]
    [InlineData("Header", "Get-BkJobInstanceStatus 100", "GET")]
    [InlineData("Body", "Get-BkJobInstanceStatus 100", "POST")]
    [InlineData("Query", "Get-BkJobStepIpStatus 100", "GET")]
    [InlineData("Body", "Wait-BkJobInstance 100", "POST")]
    public void Debug_shows_request_and_response_without_secrets(string location, string line, string method)
    {
        using Session session = Session.ConnectedTo(_server, $"-CredentialLocation {location} -WarningAction SilentlyContinue");
        string[] debug = Debug(session, line);
        Assert.StartsWith($"{method} {_server.Address}api/c/compapi/v2/job/get_job_instance_status/", debug[0]);
        Assert.Contains("job_instance_id", string.Concat(debug));
        Assert.Matches(@"^HTTP 200 after \d+ ms, request ID [0-9a-f]{32}: \{""code"":0", debug[^1]);
        Assert.DoesNotContain("demo-secret", string.Concat(debug));
        Assert.Equal(location != "Header", string.Concat(debug).Contains("***", StringComparison.Ordinal));
    }

    [Fact]
    public void Fields_with_a_secret_name_are_redacted()
    {
        _server.Faults.Add(new Fault { Body = """{"result":false,"code":1244006,"x":{"bk_token" : "of \"somebody\" else","Password":"p"},"message":"m"}""" });
        using Session session = Session.ConnectedTo(_server);
        string received = Debug(session, "Get-BkJobInstanceStatus 100 -ErrorAction SilentlyContinue")[^1];
        Assert.Contains("""{"bk_token" : "***","Password":"***"}""", received);
        Assert.DoesNotContain("somebody", received);
    }

    [Fact]
    public void Long_response_is_shown_from_its_start()
    {
        using Session session = Session.ConnectedTo(_server);
        string received = Debug(session, "Get-BkJobInstanceStatus 126")[^1];
        Assert.InRange(received.Length, 10_000, 17_000);
        Assert.EndsWith("...", received);
    }

    [Theory]
    [InlineData("Get-BkJobInstanceStatus 100")]
    [InlineData("$DebugPreference = 'Continue'; Get-BkJobInstanceStatus 100 -Debug:$false")]
    public void Traces_are_hidden_by_default(string line)
    {
        using Session session = Session.ConnectedTo(_server);
        Assert.Empty(Debug(session, line, preference: ""));
    }

    private static string[] Debug(Session session, string line, string preference = "$DebugPreference = 'Continue'; ")
    {
        using PowerShell shell = PowerShell.Create(session.Runspace);
        shell.AddScript($"{preference}{line} | Out-Null").Invoke();
        return [.. shell.Streams.Debug.Select(record => record.Message)];
    }
}
