using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using BkJob.Benchmarks.Measuring;
using Microsoft.PowerShell;

namespace BkJob.Benchmarks.Engines;

/// <summary>The engine, hosted in this program, so that a line can call its code.</summary>
internal sealed class HostedEngine : IEngine
{
    /// <inheritdoc/>
    public string Name => "hosted engine";

    /// <summary>A fresh session, without any module.</summary>
    public static Runspace Open()
    {
        InitialSessionState state = InitialSessionState.CreateDefault2();

        // On Windows the views of a module are files that the execution policy would look at.
        if (OperatingSystem.IsWindows())
        {
            state.ExecutionPolicy = ExecutionPolicy.Bypass;
        }

        Runspace runspace = RunspaceFactory.CreateRunspace(state);
        runspace.Open();
        return runspace;
    }

    /// <inheritdoc/>
    public Task<Cost[]> MeasureAsync(LineRun run) => Task.Run(() =>
    {
        using Runspace runspace = Open();
        IList<PSObject> readings = Run(runspace, ScriptFile.Lines, new Dictionary<string, object>
        {
            ["Manifest"] = Repository.Manifest,
            ["Server"] = run.Server,
            ["Api"] = run.Api.ToString(),
            ["Lines"] = run.Lines,
            ["Expected"] = run.Expected,
            ["WarmUpSeconds"] = run.WarmUpSeconds,
            ["WarmUp"] = run.WarmUp,
            ["Rounds"] = run.Rounds,
        });
        return readings.Select(ToReading).Select(reading => reading.Cost).ToArray();
    });

    private static LineReading ToReading(PSObject line) => new(
        (double[])line.Properties[nameof(LineReading.Milliseconds)].Value, (long[])line.Properties[nameof(LineReading.Bytes)].Value);

    private static IList<PSObject> Run(Runspace runspace, string script, IDictionary parameters)
    {
        using PowerShell shell = PowerShell.Create(runspace);
        return shell.AddScript(File.ReadAllText(ScriptFile.PathOf(script))).AddParameters(parameters).Invoke();
    }
}
