using System.ComponentModel;
using System.Text.RegularExpressions;

namespace BkJob.Module.Tests;

/// <summary>The suite of tests/Pester, in a PowerShell of its own, where this machine has one.</summary>
public sealed partial class PesterTests
{
    /// <summary>What Run.ps1 ends with where the suite can't be run.</summary>
    private const int Skipped = 77;

    private const int LongEnough = 600_000;

    [Fact(Timeout = LongEnough)]
    public async Task Pester_suite_passes()
    {
        string runner = Path.Combine(PackedModule.Root, "tests", "Pester", "Run.ps1");
        (int code, string screen) = await RunAsync("-NoProfile", "-NonInteractive", "-File", runner);
        Assert.SkipWhen(code == Skipped, screen.Trim());
        Assert.True(code == 0, screen);
        Assert.Matches(Summary(), screen);
        TestContext.Current.TestOutputHelper!.WriteLine(screen);
    }

    private static async Task<(int Code, string Screen)> RunAsync(params string[] arguments)
    {
        try
        {
            return await ChildProcess.RunAsync("pwsh", arguments, []);
        }
        catch (Win32Exception)
        {
            return (Skipped, "Skipped: there is no pwsh on the PATH.");
        }
    }

    [GeneratedRegex("^Pester .*: [1-9][0-9]* passed, 0 failed, ", RegexOptions.Multiline)]
    private static partial Regex Summary();
}
