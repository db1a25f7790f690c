using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using BkJob.Benchmarks.Measuring;

namespace BkJob.Benchmarks.Engines;

/// <summary>A real pwsh, each time in a fresh process.</summary>
internal sealed class Pwsh : IEngine
{
    private readonly string _program;

    private Pwsh(string program, string version) => (_program, Name) = (program, $"pwsh {version}");

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>Looks for one on the PATH.</summary>
    /// <returns>Null when there is none.</returns>
    public static async Task<Pwsh?> FindAsync()
    {
        string name = OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh";
        string? program = Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        return program is null ? null : new Pwsh(program, (await RunAsync(program, "$PSVersionTable.PSVersion.ToString()")).Trim());
    }

    /// <inheritdoc/>
    public async Task<Cost[]> MeasureAsync(LineRun run)
    {
        string[] words =
        [
            $"& {Quoted(ScriptFile.PathOf(ScriptFile.Lines))}",
            $"-Manifest {Quoted(Repository.Manifest)} -Server {Quoted(run.Server.ToString())}",
            $"-Lines {string.Join(',', run.Lines.Select(Quoted))} -Expected {run.Expected}",
            $"-WarmUp {run.WarmUp} -Rounds {run.Rounds}",
            "| ConvertTo-Json -AsArray",
        ];
        string json = await RunAsync(_program, string.Join(' ', words));
        return [.. JsonSerializer.Deserialize<LineReading[]>(json)!.Select(reading => reading.Cost)];
    }

    /// <inheritdoc/>
    public Task<double> ImportAsync(string manifest) => TimeAsync(ScriptFile.Import, $"-Manifest {Quoted(manifest)}");

    /// <summary>Asks the first question of a session by BkJob.</summary>
    /// <returns>Milliseconds.</returns>
    public Task<double> AskFirstAsync(Uri server) =>
        TimeAsync(ScriptFile.FirstQuestion, $"-Server {Quoted(server.ToString())} -Manifest {Quoted(Repository.Manifest)}");

    /// <summary>Asks the first question of a session by <c>Invoke-RestMethod</c>.</summary>
    /// <returns>Milliseconds.</returns>
    public Task<double> InvokeFirstAsync(Uri server) => TimeAsync(ScriptFile.FirstQuestion, $"-Server {Quoted(server.ToString())}");

    private async Task<double> TimeAsync(string script, string arguments) => double.Parse(
        await RunAsync(_program, $"& {Quoted(ScriptFile.PathOf(script))} {arguments}"), CultureInfo.InvariantCulture);

    private static Task<string> RunAsync(string program, string command) => ChildProcess.RunAsync(new ProcessStartInfo(
        program, ["-NoLogo", "-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass", "-Command", command]));

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
