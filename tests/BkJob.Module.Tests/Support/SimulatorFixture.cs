using BkJob.Simulator;

namespace BkJob.Module.Tests;

/// <summary>One simulator for the tests of a class, with the fixed catalogue.</summary>
public sealed class SimulatorFixture : IAsyncLifetime
{
    public SimulatorServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() =>
        Server = await SimulatorServer.StartAsync(new SimulatorOptions { ManualClock = true });

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
