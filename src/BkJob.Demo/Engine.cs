using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Microsoft.PowerShell;

namespace BkJob.Demo;

/// <summary>The PowerShell engine, hosted.</summary>
public sealed class Engine : IDisposable
{
    private readonly TerminalUI _terminal;

    /// <summary>Starts the engine with BkJob loaded by its manifest, as a user loads it.</summary>
    /// <param name="terminal">Where the words go.</param>
    public Engine(TerminalUI terminal)
        : this(terminal, MakeState(ManifestPath()))
    {
    }

    /// <summary>Starts the engine as it is told to.</summary>
    /// <param name="terminal">Where the words go.</param>
    /// <param name="state">What to load.</param>
    public Engine(TerminalUI terminal, InitialSessionState state)
    {
        _terminal = terminal;
        Runspace = RunspaceFactory.CreateRunspace(new TerminalHost(terminal), state);
        Runspace.Open();
    }

    /// <summary>The runspace that the lines run in.</summary>
    public Runspace Runspace { get; }

    /// <summary>The engine's own commands and one module.</summary>
    /// <param name="module">Path of a manifest or an assembly; null to leave loading to the names of commands and PSModulePath.</param>
    public static InitialSessionState MakeState(string? module)
    {
        InitialSessionState state = InitialSessionState.CreateDefault2();

        // On Windows the views of a module are files that the execution policy would look at.
        if (OperatingSystem.IsWindows())
        {
            state.ExecutionPolicy = ExecutionPolicy.Bypass;
        }

        if (module is not null)
        {
            state.ImportPSModule([module]);
        }

        return state;
    }

    /// <summary>Sets a variable that the commands can use.</summary>
    /// <param name="name">Without the dollar sign.</param>
    /// <param name="value">Any object.</param>
    public void Set(string name, object value) => Runspace.SessionStateProxy.SetVariable(name, value);

    /// <summary>Runs a line and prints what comes of it, as the prompt of pwsh would.</summary>
    /// <param name="line">PowerShell.</param>
    /// <param name="cancellation">Stops the line, as Ctrl+C does.</param>
    /// <returns>Whether it went without an error.</returns>
    public bool Run(string line, CancellationToken cancellation = default)
    {
        _terminal.HasErrors = false;
        using PowerShell shell = PowerShell.Create(Runspace);
        shell.AddScript(line);
        shell.Commands.Commands[0].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        shell.AddCommand("Out-Default");
        using CancellationTokenRegistration stop = cancellation.Register(() => shell.Stop());
        try
        {
            shell.Invoke();
        }
        catch (PipelineStoppedException)
        {
            // Ctrl+C: there is nothing left to say.
        }
        catch (RuntimeException e)
        {
            Print(e.ErrorRecord);
        }

        return !_terminal.HasErrors;
    }

    /// <inheritdoc/>
    public void Dispose() => Runspace.Dispose();

    /// <summary>Prints an error that ended the line as one that did not: the engine has views for those alone.</summary>
    private void Print(ErrorRecord error)
    {
        using PowerShell shell = PowerShell.Create(Runspace);
        shell.AddScript("param($e) & { [CmdletBinding()] param($e) $PSCmdlet.WriteError($e) } $e").AddArgument(error);
        shell.Commands.Commands[0].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        shell.AddCommand("Out-Default").Invoke();
    }

    /// <summary>The manifest at the root of the repository, looked for upwards from this program.</summary>
    public static string ManifestPath()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            string manifest = Path.Combine(at.FullName, "BkJob.psd1");
            if (File.Exists(manifest))
            {
                return manifest;
            }
        }

        throw new FileNotFoundException("BkJob.psd1 is in none of the folders above this program.");
    }
}
