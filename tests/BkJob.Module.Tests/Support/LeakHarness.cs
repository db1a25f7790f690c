using BkJob.Simulator;

namespace BkJob.Module.Tests;

/// <summary>A session with marked secrets in its variables, and a simulator that accepts them.</summary>
public sealed class LeakHarness : IAsyncLifetime
{
    private readonly VaultStandIn _vault = new();

    internal Session Session { get; } = new(width: 400);

    public SimulatorServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Server = await StartAsync(EsbEdition.Newest);
        Session.Set("app", Session.Secure(MarkedSecret.App.Value));
        Session.Set("plain", MarkedSecret.App.Value);
        Session.Set("token", Session.Secure(MarkedSecret.Token.Value));
        Session.Set("access", Session.Secure(MarkedSecret.Access.Value));
    }

    public ValueTask DisposeAsync()
    {
        Session.Dispose();
        _vault.Dispose();
        return Server.DisposeAsync();
    }

    /// <summary>As if no test had been here.</summary>
    internal void Reset()
    {
        Server.Faults.Clear();
        Server.Requests.Clear();
        Session.Set("server", Server.Address.ToString());
        Session.Run("Disconnect-BkJob *; $Error.Clear()");
    }

    public static Task<SimulatorServer> StartAsync(EsbEdition esb) => SimulatorServer.StartAsync(
        new SimulatorOptions
        {
            Esb = esb,
            ManualClock = true,
            AppSecret = MarkedSecret.App.Value,
            Token = MarkedSecret.Token.Value,
            AccessToken = MarkedSecret.Access.Value,
        },
        TestContext.Current.CancellationToken);
}
