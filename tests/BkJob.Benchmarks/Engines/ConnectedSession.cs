using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Net;

namespace BkJob.Benchmarks.Engines;

/// <summary>A session of the hosted engine that is connected to the server. It runs one pipeline at a time.</summary>
internal sealed class ConnectedSession : IDisposable
{
    private readonly Runspace _runspace = HostedEngine.Open();
    private readonly PowerShell _shell;

    /// <summary>Imports the module and connects.</summary>
    /// <param name="server">The server.</param>
    /// <param name="api">The API.</param>
    public ConnectedSession(Uri server, BkJobApi api)
    {
        _shell = PowerShell.Create(_runspace);
        _shell.AddCommand("Import-Module").AddArgument(Repository.Manifest).AddStatement()
            .AddCommand("Connect-BkJob").AddArgument(server)
            .AddParameter("Api", api.ToString())
            .AddParameter("AppCode", "ops")
            .AddParameter("AppSecret", new NetworkCredential("", "benchmark").SecurePassword)
            .AddParameter("UserName", "admin")
            .Invoke();
    }

    /// <summary>Runs a pipeline.</summary>
    /// <param name="addCommands">Adds its commands.</param>
    /// <param name="onOutput">Called with each object that the pipeline writes.</param>
    public async Task RunAsync(Action<PowerShell> addCommands, Action<PSObject> onOutput)
    {
        using var output = new PSDataCollection<PSObject>();
        output.DataAdded += (_, added) => onOutput(output[added.Index]);
        _shell.Commands.Clear();
        addCommands(_shell);
        await _shell.InvokeAsync<PSObject, PSObject>(null, output);
        if (_shell.Streams.Error.FirstOrDefault() is { } error)
        {
            throw new InvalidOperationException(error.ToString(), error.Exception);
        }
    }

    /// <summary>Stops a pipeline, as Ctrl+C does.</summary>
    /// <param name="run">What <see cref="RunAsync"/> has returned.</param>
    public async Task StopAsync(Task run)
    {
        await _shell.StopAsync(null, null);
        try
        {
            await run;
        }
        catch (PipelineStoppedException)
        {
            // As requested.
        }
    }

    public void Dispose()
    {
        _shell.Dispose();
        _runspace.Dispose();
    }
}
