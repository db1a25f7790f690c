using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using BkJob.Benchmarks.Measuring;

namespace BkJob.Benchmarks.Engines;

/// <summary>A real pwsh, each time in a fresh process.</summary>
internal sealed class Pwsh : IEngine
{
    private readonly string _tool;

    private Pwsh(string tool, string version) => (_tool, Name) = (tool, $"pwsh {version}");

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>The pwsh that the build has downloaded: no figure depends on what this machine has installed.</summary>
    public static async Task<Pwsh> CreateAsync()
    {
        string folder = typeof(Pwsh).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "PwshFolder").Value!;
        string tool = Path.Combine(folder, OperatingSystem.IsWindows() ? "win" : "unix", "pwsh.dll");
        return new Pwsh(tool, (await RunAsync(tool, "$PSVersionTable.PSVersion.ToString()")).Trim());
    }

    /// <inheritdoc/>
    public async Task<Cost[]> MeasureAsync(LineRun run)
    {
        string[] words =
        [
            $"& {Quoted(ScriptFile.PathOf(ScriptFile.Lines))}",
            $"-Manifest {Quoted(Repository.Manifest)} -Server {Quoted(run.Server.ToString())} -Api {run.Api}",
            $"-Lines {string.Join(',', run.Lines.Select(Quoted))} -Expected {run.Expected}",
            $"-WarmUpSeconds {run.WarmUpSeconds} -WarmUp {run.WarmUp} -Rounds {run.Rounds}",
            "| ConvertTo-Json -AsArray",
        ];
        string json = await RunAsync(_tool, string.Join(' ', words));
        return [.. JsonSerializer.Deserialize<LineReading[]>(json)!.Select(reading => reading.Cost)];
    }

    /// <summary>Imports a module in a fresh process.</summary>
    /// <returns>Milliseconds.</returns>
    public Task<double> ImportAsync(string manifest) => TimeAsync(ScriptFile.Import, $"-Manifest {Quoted(manifest)}");

    /// <summary>Asks the first question of a session by BkJob.</summary>
    /// <returns>Milliseconds.</returns>
    public Task<double> SendFirstRequestAsync(Uri server) =>
        TimeAsync(ScriptFile.FirstRequest, $"-Server {Quoted(server.ToString())} -Manifest {Quoted(Repository.Manifest)}");

    /// <summary>Asks the first question of a session by <c>Invoke-RestMethod</c>.</summary>
    /// <returns>Milliseconds.</returns>
    public Task<double> InvokeFirstAsync(Uri server) => TimeAsync(ScriptFile.FirstRequest, $"-Server {Quoted(server.ToString())}");

    private async Task<double> TimeAsync(string script, string arguments) => double.Parse(
        await RunAsync(_tool, $"& {Quoted(ScriptFile.PathOf(script))} {arguments}"), CultureInfo.InvariantCulture);

    private static Task<string> RunAsync(string tool, string command) => ChildProcess.RunAsync(new ProcessStartInfo(
        "dotnet", [tool, "-NoLogo", "-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass", "-Command", command]));

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
