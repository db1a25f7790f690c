using System.Reflection;

namespace BkJob.Module.Tests;

/// <summary>The real PowerShell that tests run as a process of its own, and its Pester: both come with the packages of this project.</summary>
internal static class Pwsh
{
    /// <summary>The manifest of Pester.</summary>
    public static string Pester { get; } = Path.Combine(GetMetadata("PesterFolder"), "Pester.psd1");

    /// <summary>Runs a PowerShell to its end.</summary>
    /// <param name="arguments">The arguments of pwsh.</param>
    /// <param name="variables">Environment variables on top of those of this process.</param>
    /// <returns>The exit code, and the output followed by the errors.</returns>
    public static Task<(int Code, string Screen)> RunAsync(string[] arguments, Dictionary<string, string> variables)
    {
        // BKJOB_PWSH names another version to test on.
        if (Environment.GetEnvironmentVariable("BKJOB_PWSH") is { Length: > 0 } program)
        {
            return ChildProcess.RunAsync(program, arguments, variables);
        }

        string tool = Path.Combine(GetMetadata("PwshFolder"), OperatingSystem.IsWindows() ? "win" : "unix", "pwsh.dll");
        return ChildProcess.RunDotnetAsync([tool, .. arguments], variables);
    }

    private static string GetMetadata(string key) =>
        typeof(Pwsh).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == key).Value!;
}
