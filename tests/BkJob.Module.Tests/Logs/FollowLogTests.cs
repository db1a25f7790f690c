using System.Management.Automation;
using BkJob.Simulator;

namespace BkJob.Module.Tests.Logs;

/// <summary>Get-BkJobLog -Follow in a session; which lines are new is tested beside the follower.</summary>
public sealed class FollowLogTests : IAsyncLifetime
{
    private const string Describe = " | ForEach-Object { \"$($_.Ip) $($_.Attempt).$($_.Number) $($_.Text)\" }";

    private SimulatorServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await SimulatorServer.StartAsync(new SimulatorOptions { ManualClock = true });
        FastClock.Install(speed: 50);
    }

    public ValueTask DisposeAsync()
    {
        FastClock.Remove();
        return _server.DisposeAsync();
    }

    [Theory]
    [InlineData("EsbV2")]
    [InlineData("EsbV3")]
    [InlineData("GatewayV3")]
    [InlineData("GatewayV4")]
    public async Task Lines_are_those_of_the_complete_logs(string api)
    {
        _server.Jobs.Add(new SimulatedJob
        {
            Id = 9600,
            StartedAt = _server.Clock.Now.AddSeconds(1),
            Steps = [new SimulatedStep { Hosts = 3, FailedHosts = 1, Seconds = 6, LogLines = 12, PartialLines = true }],
        });
        using Session session = Session.ConnectedTo(_server, $"-Api {api}");
        using PowerShell shell = PowerShell.Create(session.Runspace);
        using var output = new PSDataCollection<PSObject>();
        IAsyncResult running = shell.AddScript("Get-BkJobLog 9600 -Follow" + Describe).BeginInvoke<PSObject, PSObject>(null, output);
        for (int second = 0; second < 12; second++)
        {
            int before = _server.Requests.All.Count;
            await WaitUntil.TrueAsync(() => running.IsCompleted || _server.Requests.All.Count >= before + 2);
            _server.Clock.Advance(TimeSpan.FromSeconds(0.7));
        }

        await Task.Factory.FromAsync(running, shell.EndInvoke).InTimeAsync();
        string[] followed = [.. output.Select(line => (string)line.BaseObject)];
        Assert.NotEmpty(followed);
        Assert.Equal(session.Run("Get-BkJobLog 9600 -Line" + Describe).ThrowIfFailed().As<string>().Order(StringComparer.Ordinal), followed.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Get-BkJobLog 103 -Follow | Select-Object -First 2 | % { $_.GetType().Name }", "LogLine LogLine")]
    [InlineData("Get-BkJobLog 103 -Follow -Raw -Tail 1 -Ip 10.0.0.1 | % { $_.GetType().Name }", "String")]
    [InlineData("Get-BkJobLog 103 -Follow -Tail 1 | Tee-Object -Variable t | Group-Object Ip, StepInstanceId | % Count | Select-Object -Unique", "1")]
    [InlineData("$ips = Get-BkJobStepIpStatus 104 -Failed | % Ip; $followed = Get-BkJobLog 104 -Follow -Failed | % Ip | Select-Object -Unique; \"$ips\" -eq \"$followed\"", "True")]
    [InlineData("Get-BkJobStepIpStatus 100 -Failed | Get-BkJobLog -Follow -Tail 1 | % Ip", "10.0.0.7 10.0.0.14 10.0.0.20")]
    public void Pipeline_continues_with_the_lines(string line, string expected)
    {
        using Session session = Session.ConnectedTo(_server);
        Assert.Equal(expected, string.Join(' ', session.Run(line).ThrowIfFailed().Output));
    }

    /// <summary>A command after it that wants no more stops the requests for all jobs.</summary>
    [Theory]
    [InlineData("101, 103 | Get-BkJobLog -Follow | Select-Object -First 1")]
    [InlineData("101, 103 | Wait-BkJobInstance | Select-Object -First 1")]
    [InlineData("try { 101, 103 | Wait-BkJobInstance | ForEach-Object { throw 'stop' } } catch { }")]
    public void Nothing_is_requested_after_the_pipeline_has_ended(string line)
    {
        using Session session = Session.ConnectedTo(_server);
        session.Run(line);
        int before = _server.Requests.All.Count;
        session.Run("Get-BkJobInstanceStatus 100, 104").ThrowIfFailed();
        Assert.Equal(before + 2, _server.Requests.All.Count);
    }

    [Fact]
    public void Line_as_a_text_is_sanitized_and_its_property_is_exact()
    {
        _server.Jobs.Add(new SimulatedJob { Id = 9601, Steps = [new SimulatedStep { Hosts = 1, LogText = "a\u001b]0;x\u0007b\n" }] });
        using Session session = Session.ConnectedTo(_server);
        Assert.Equal("True False", session.Run(
            "$line = Get-BkJobLog 9601 -Line | Select-Object -First 1; \"$($line.Text.Contains([char]27)) $(\"$line\".Contains([char]27))\"").ThrowIfFailed().Text);
    }

    [Fact]
    public void End_of_a_host_is_marked()
    {
        using Session session = Session.ConnectedTo(_server, "-Api EsbV3");
        string[] marks = [.. session.Run("Get-BkJobStepIpStatus 100 -Failed | Get-BkJobLog -Follow").ThrowIfFailed().Information.Select(record => $"{record.MessageData}")];
        Assert.Equal(
            ["── 10.0.0.7 ended: NonZeroExitCode, exit code 1", "── 10.0.0.14 ended: ScriptTimeout", "── 10.0.0.20 ended: AgentAbnormal"],
            marks);
    }

    [Theory]
    [InlineData("Get-BkJobLog 100 -Follow -Tail 1", "── step 10002 ")]
    [InlineData("Get-BkJobLog 103, 104 -Follow -Tail 1", "── job instance 10")]
    public void Change_of_the_step_is_marked(string line, string mark)
    {
        using Session session = Session.ConnectedTo(_server, "-Api EsbV3");
        Assert.Contains(session.Run(line).ThrowIfFailed().Information, record => $"{record.MessageData}".StartsWith(mark, StringComparison.Ordinal));
    }

    /// <summary>A job that only a user can continue is a warning with the command that continues it, over and over again not.</summary>
    [Theory]
    [InlineData("107", "Approve-BkJobStep 107 -BizId 1 or Deny-BkJobStep 107 -BizId 1")]
    [InlineData("101", "Start-BkJobInstance 101 -BizId 1")]
    public async Task Job_that_waits_for_a_user_is_one_warning(string id, string command)
    {
        using Session session = Session.ConnectedTo(_server, "-Api EsbV3");
        using PowerShell shell = PowerShell.Create(session.Runspace);
        _ = shell.AddScript($"Get-BkJobLog {id} -Follow").BeginInvoke();
        await WaitUntil.TrueAsync(() => shell.Streams.Warning.Count > 0 && _server.Requests.All.Count > 20);
        shell.Stop();
        Assert.EndsWith(command, Assert.Single(shell.Streams.Warning).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Wide_step_is_one_warning()
    {
        using Session session = Session.ConnectedTo(_server);
        Outcome outcome = session.Run("Get-BkJobLog 100 -Follow -MaxHosts 10 | Where-Object StepInstanceId -eq 10002 | ForEach-Object Ip | Select-Object -Unique").ThrowIfFailed();
        Assert.Contains("-MaxHosts", Assert.Single(outcome.Warnings, warning => warning.Contains("10002", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Equal(["10.0.0.7", "10.0.0.14", "10.0.0.20"], outcome.As<string>());
    }
}
