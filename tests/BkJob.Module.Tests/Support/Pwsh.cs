using System.Reflection;

namespace BkJob.Module.Tests;

/// <summary>The real PowerShell that tests run as a process of its own. It comes with the packages of the test project.</summary>
internal static class Pwsh
{
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

    /// <summary>Returns a value that the project file stores in the test assembly.</summary>
    public static string GetMetadata(string key) =>
        typeof(Pwsh).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == key).Value!;
}
