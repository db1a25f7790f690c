using System.Management.Automation;
using System.Net;
using System.Net.Sockets;
using BkJob.Simulator;

namespace BkJob.Module.Tests;

/// <summary>Ctrl+C ends a cmdlet within a quarter of a second, wherever it stands, and leaves nothing running.</summary>
public sealed class StopTests : IAsyncLifetime
{
    private SimulatorServer _server = null!;

    public async ValueTask InitializeAsync() =>
        _server = await SimulatorServer.StartAsync(new SimulatorOptions { ManualClock = true });

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("102 | Wait-BkJobInstance -PollInterval 60")]
    [InlineData("101, 102, 107 | Wait-BkJobInstance -PollInterval 60 -Quiet")]
    [InlineData("101 | Get-BkJobLog -Follow")]
    public Task Stop_cancels_a_polling_delay(string line) => StopsAt(
        line, _ => _server.Requests is { All.Count: > 0, InFlight: 0 });

    [Theory]
    [InlineData("102 | Wait-BkJobInstance")]
    [InlineData("102, 110, 115 | Wait-BkJobInstance -ThrottleLimit 1")]
    [InlineData("Get-BkJobInstanceStatus 100")]
    [InlineData("100..130 | Get-BkJobInstanceStatus -ThrottleLimit 2")]
    [InlineData("100..130 | Get-BkJobStepIpStatus -Failed")]
    [InlineData("100..130 | Get-BkJobLog -Failed")]
    [InlineData("102 | Get-BkJobLog -Follow")]
    [InlineData("Find-BkJobInstance")]
    [InlineData("Find-BkJobInstance -Status 3, 4 -IncludeTotalCount")]
    [InlineData("Get-BkJobPlan")]
    [InlineData("1..30 | Get-BkJobPlan")]
    [InlineData("100..130 | Get-BkJobVariable")]
    [InlineData("100, 104 | Restart-BkJobStep")]
    [InlineData("Start-BkJobPlan 1000450")]
    [InlineData("Start-BkJobScript -Script id -Language Shell -Target 0:10.0.0.1 -Account root")]
    public async Task Stop_cancels_a_pending_response(string line)
    {
        _server.Faults.Add(new Fault { Times = null, Delay = TimeSpan.FromMinutes(1) });
        await StopsAt(line, _ => _server.Requests.InFlight > 0);
        await WaitUntil.TrueAsync(() => _server.Requests.InFlight == 0);
    }

    [Theory]
    [InlineData("Wait-BkJobInstance 100")]
    [InlineData("Get-BkJobInstanceStatus 100")]
    public async Task Stop_cancels_slow_body(string line)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Task begun = BeginResponseAsync(listener);
        await StopsAt(line, _ => begun.IsCompletedSuccessfully, $"http://{listener.LocalEndpoint}");
    }

    private static async Task BeginResponseAsync(TcpListener listener)
    {
        CancellationToken end = TestContext.Current.CancellationToken;
        Socket socket = await listener.AcceptSocketAsync(end);
        await socket.ReceiveAsync(new byte[8192], end);
        await socket.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n{\"result\": true, "u8.ToArray(), end);
    }

    [Theory]
    [InlineData("1..20 | Wait-BkJobInstance")]
    [InlineData("1..20 | Get-BkJobInstanceStatus")]
    public async Task Stop_cancels_a_pending_connection(string line)
    {
        // Nobody accepts: the first connections fill the queue of the listener, the others stay on their way.
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start(0);
        await StopsAt(line, _ => listener.Pending(), $"http://{listener.LocalEndpoint}");
    }

    [Fact]
    public Task Stop_cancels_a_retry_delay() => StopsAt(
        "1..20 | Wait-BkJobInstance -Verbose",
        shell => shell.Streams.Verbose.Any(line => line.Message.Contains("Retrying in", StringComparison.Ordinal)),
        "http://127.0.0.1:1");

    private async Task StopsAt(string line, Func<PowerShell, bool> isThere, string? server = null)
    {
        using Session session = Session.ConnectedTo(_server);
        if (server is not null)
        {
            session.Run($"Connect-BkJob {server} -AppCode ops -AppSecret $secret -UserName admin -BizId 1").ThrowIfFailed();
        }

        using PowerShell shell = PowerShell.Create(session.Runspace);
        shell.AddScript(line).BeginInvoke();
        await WaitUntil.TrueAsync(() => isThere(shell));

        long began = TimeProvider.System.GetTimestamp();
        shell.Stop();
        Assert.InRange(TimeProvider.System.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromMilliseconds(250));
        Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
    }
}
