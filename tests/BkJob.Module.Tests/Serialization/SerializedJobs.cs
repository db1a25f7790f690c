using System.Management.Automation.Runspaces;
using BkJob.Simulator;

namespace BkJob.Module.Tests;

/// <summary>One session with job 118 as $job and its copies, by the depth to which they were saved, as $copies[1] and $copies[2].</summary>
public sealed class SerializedJobs : IAsyncLifetime
{
    public const string Save = "[System.Management.Automation.PSSerializer]::Serialize";
    public const string Load = "[System.Management.Automation.PSSerializer]::Deserialize";

    public SimulatorServer Server { get; private set; } = null!;

    internal Session Session { get; private set; } = null!;

    /// <summary>A session without the module.</summary>
    internal Session Elsewhere { get; } = new(state: InitialSessionState.CreateDefault2());

    public async ValueTask InitializeAsync()
    {
        Server = await SimulatorServer.StartAsync(new SimulatorOptions { ManualClock = true });
        Session = Session.ConnectedTo(Server);
        Session.Run($"$job = Get-BkJobInstanceStatus 118; $copies = $null, {Load}({Save}($job, 1)), {Load}({Save}($job, 2))").ThrowIfFailed();
    }

    public ValueTask DisposeAsync()
    {
        Session.Dispose();
        Elsewhere.Dispose();
        return Server.DisposeAsync();
    }

    /// <summary>Saves objects as $text, and loads them where the module is not: there they are $copy.</summary>
    /// <param name="what">A script whose output is saved.</param>
    internal void LoadElsewhere(string what)
    {
        string text = Session.Run($"$things = & {{ {what} }}; $text = {Save}($things, 2); $text").ThrowIfFailed().Text;
        Elsewhere.Set("text", text);
        Elsewhere.Run($"$copy = @({Load}($text))").ThrowIfFailed();
    }
}
