using System.Diagnostics;
using System.Management.Automation.Runspaces;
using System.Reflection;
using Microsoft.PowerShell;

namespace BkJob.Demo;

/// <summary>A real PowerShell console.</summary>
internal static class Shell
{
    /// <summary>The manifest of the module in the build output.</summary>
    public static string Manifest => GetMetadata("Manifest");

    /// <summary>Runs PowerShell in this terminal until it exits.</summary>
    /// <param name="arguments">The arguments of pwsh.</param>
    /// <returns>Its exit code.</returns>
    public static async Task<int> RunAsync(params string[] arguments)
    {
        string tool = Path.Combine(GetMetadata("PwshFolder"), OperatingSystem.IsWindows() ? "win" : "unix", "pwsh.dll");

        // The console host of the SDK package replaces a missing pwsh, but has no PSReadLine and cannot start jobs.
        if (!File.Exists(tool))
        {
            return ConsoleShell.Start(InitialSessionState.CreateDefault(), bannerText: null, helpText: null, arguments);
        }

        using Process process = Process.Start(new ProcessStartInfo("dotnet", [tool, .. arguments]))!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    private static string GetMetadata(string key) =>
        typeof(Shell).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == key).Value!;
}
