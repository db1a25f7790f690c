using BkJob.Simulator;

namespace BkJob.Module.Tests;

/// <summary>How many requests are under way, and in what order things come out. Each test holds answers back by the server's clock.</summary>
public sealed class ThrottleTests : IAsyncLifetime
{
    private SimulatorServer _server = null!;

    public async ValueTask InitializeAsync() =>
        _server = await SimulatorServer.StartAsync(new SimulatorOptions { ManualClock = true });

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("", 8)]
    [InlineData("-ThrottleLimit 3", 3)]
    [InlineData("-ThrottleLimit 1", 1)]
    public async Task Concurrent_requests_reach_and_never_exceed_the_limit(string parameter, int limit)
    {
        // Every response waits until as many are held as may be; then all go on and the rest is answered at once.
        _server.Faults.Add(new Fault { Times = limit, Delay = TimeSpan.FromMinutes(1) });
        using Session session = Session.ConnectedTo(_server, "-TimeoutSec 600");
        Task<Outcome> run = Task.Run(() => session.Run($"100..131 | Get-BkJobInstanceStatus {parameter} | ForEach-Object Id"));
        await WaitUntil.TrueAsync(() => _server.Requests.InFlight == limit);
        _server.Clock.Advance(TimeSpan.FromMinutes(1));

        Outcome outcome = await run;
        Assert.Equal(Enumerable.Range(100, 32).Select(i => (object)(long)i), outcome.ThrowIfFailed().Output);
        Assert.Equal(limit, _server.Requests.MaxInFlight);
    }

    [Fact]
    public async Task Slow_first_response_delays_output_but_not_requests()
    {
        _server.Faults.Add(new Fault { JobInstanceId = 100, Delay = TimeSpan.FromMinutes(1) });
        using Session session = Session.ConnectedTo(_server, "-TimeoutSec 600");
        Task<Outcome> run = Task.Run(() => session.Run("100..120 | Get-BkJobInstanceStatus -ThrottleLimit 2 | ForEach-Object Id"));
        await WaitUntil.TrueAsync(() => _server.Requests.All.Count > 10);
        _server.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(Enumerable.Range(100, 21).Select(i => (object)(long)i), (await run).ThrowIfFailed().Output);
    }

    [Fact]
    public async Task Completed_results_are_written_during_input()
    {
        using Session session = Session.ConnectedTo(_server);
        using var isOut = new ManualResetEventSlim();
        session.Set("isOut", isOut);
        Task<Outcome> run = Task.Run(() => session.Run(
            "& { 100; 101; while (-not $isOut.Wait(10)) { 103 } } | Get-BkJobInstanceStatus | ForEach-Object { $isOut.Set() }"));
        (await run.WaitAsync(WaitUntil.Limit, TestContext.Current.CancellationToken)).ThrowIfFailed();
    }

    [Fact]
    public void Select_First_stops_the_requests()
    {
        using Session session = Session.ConnectedTo(_server);
        session.Run("$seen = 0; foreach ($i in 1) { 100..140 | Get-BkJobInstanceStatus -ThrottleLimit 1 | ForEach-Object { break } }");
        Assert.InRange(_server.Requests.All.Count, 1, 12);
    }
}
