using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Net;
using BkJob.Benchmarks.Engines;

namespace BkJob.Benchmarks.Soak;

/// <summary>A session with the module, in which one thread runs commands one after another.</summary>
internal sealed class SoakSession : IDisposable
{
    private readonly Uri _server;
    private readonly BkJobApi _api;
    private readonly Runspace _runspace = HostedEngine.Open();

    /// <summary>Imports the module.</summary>
    /// <param name="server">The server that <see cref="Connect"/> connects to.</param>
    /// <param name="api">The API.</param>
    public SoakSession(Uri server, BkJobApi api)
    {
        (_server, _api) = (server, api);
        Run(shell => shell.AddCommand("Import-Module").AddArgument(Repository.Manifest), _ => { });
    }

    /// <summary>Creates a context.</summary>
    public void Connect() => Run(
        shell => shell.AddCommand("Connect-BkJob").AddArgument(_server)
            .AddParameter("Api", _api.ToString())
            .AddParameter("AppCode", "ops")
            .AddParameter("AppSecret", new NetworkCredential("", "demo-secret").SecurePassword)
            .AddParameter("UserName", "admin")
            .AddParameter("BizId", 1)
            .AddParameter("TimeoutSec", 5),
        _ => { });

    /// <summary>Closes the context.</summary>
    public void Disconnect() => Run(shell => shell.AddCommand("Disconnect-BkJob"), _ => { });

    /// <summary>Runs a pipeline to its end.</summary>
    /// <param name="addCommands">Adds its commands.</param>
    /// <param name="onOutput">Called with each object that it writes.</param>
    /// <returns>The errors and the number of warnings.</returns>
    public (IReadOnlyList<ErrorRecord> Errors, int Warnings) Run(Action<PowerShell> addCommands, Action<object> onOutput)
    {
        using var shell = PowerShell.Create(_runspace);
        using var output = new PSDataCollection<PSObject>();
        output.DataAdded += (_, added) => onOutput(output[added.Index].BaseObject);
        addCommands(shell);
        shell.Invoke(null, output);

        // The session keeps its last 256 errors. They would be counted as growth until there are that many.
        ((ArrayList)_runspace.SessionStateProxy.GetVariable("Error")).Clear();
        return ([.. shell.Streams.Error], shell.Streams.Warning.Count);
    }

    public void Dispose() => _runspace.Dispose();
}
