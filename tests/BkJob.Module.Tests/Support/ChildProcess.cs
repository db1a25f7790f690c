using System.Diagnostics;
using System.Text;

namespace BkJob.Module.Tests;

/// <summary>Runs a program to its end.</summary>
internal static class ChildProcess
{
    /// <summary>Runs dotnet.</summary>
    /// <param name="arguments">Behind dotnet.</param>
    /// <param name="variables">On top of those of this process, except for those that connect the module.</param>
    /// <param name="folder">Where to run it; null for where this process runs.</param>
    /// <param name="input">What is typed into it.</param>
    /// <returns>The exit code, and all that it printed: the output, then the errors.</returns>
    public static Task<(int Code, string Screen)> RunDotnetAsync(
        string[] arguments, Dictionary<string, string> variables, string? folder = null, string input = "") =>
        RunAsync("dotnet", arguments, variables, folder, input);

    /// <summary>Runs a program that is found on the PATH. Where the test is given up, it and its children end too.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">There is no such program.</exception>
    public static async Task<(int Code, string Screen)> RunAsync(
        string program, string[] arguments, Dictionary<string, string> variables, string? folder = null, string input = "")
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        // Other tests connect with them at the same time. BKJOB_MODULE names the module under test.
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("BKJOB_", StringComparison.Ordinal) && name != "BKJOB_MODULE").ToArray())
        {
            start.Environment.Remove(name);
        }

        // A process that is killed, as some tests do, would leave the pipes for its debugger in the temporary folder.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        foreach ((string name, string value) in variables)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        try
        {
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (process.ExitCode, await output + await errors);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
