using System.Diagnostics;
using System.Management.Automation.Runspaces;
using System.Reflection;
using Microsoft.PowerShell;

namespace BkJob.Demo;

/// <summary>A real PowerShell console.</summary>
internal static class Shell
{
    /// <summary>The pwsh that the build has downloaded.</summary>
    private static readonly string ToolPath = Path.Combine(
        typeof(Shell).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "PwshFolder").Value!,
        OperatingSystem.IsWindows() ? "win" : "unix",
        "pwsh.dll");

    /// <summary>Runs PowerShell in this terminal until it exits.</summary>
    /// <param name="arguments">The arguments of pwsh.</param>
    /// <returns>Its exit code.</returns>
    public static async Task<int> RunAsync(params string[] arguments)
    {
        // The console host of the SDK package stands in for a pwsh that is missing, but has no PSReadLine and can't start jobs.
        if (!File.Exists(ToolPath))
        {
            return ConsoleShell.Start(InitialSessionState.CreateDefault(), bannerText: null, helpText: null, arguments);
        }

        using Process process = Process.Start(new ProcessStartInfo("dotnet", [ToolPath, .. arguments]))!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
