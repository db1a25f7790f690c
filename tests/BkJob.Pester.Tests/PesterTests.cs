using System.Text.RegularExpressions;
using BkJob.Module.Tests;

namespace BkJob.Pester.Tests;

/// <summary>The suite of tests/Pester, on a real PowerShell. Its results are in TestResults/Pester.xml, where CI reads them.</summary>
public sealed partial class PesterTests
{
    private const int LongEnough = 600_000;

    [Fact(Timeout = LongEnough)]
    public async Task Pester_suite_passes()
    {
        string runner = Path.Combine(Repository.Root, "tests", "Pester", "Run.ps1");
        string pester = Path.Combine(Pwsh.GetMetadata("PesterFolder"), "Pester.psd1");
        string results = Path.Combine(Repository.Root, "TestResults", "Pester.xml");
        (int code, string screen) = await Pwsh.RunAsync(
            ["-NoProfile", "-NonInteractive", "-File", runner, "-Pester", pester, "-ResultPath", results], []);
        Assert.True(code == 0, screen);
        Assert.Matches(Summary(), screen);
        TestContext.Current.TestOutputHelper!.WriteLine(screen);
    }

    [GeneratedRegex(@"^Pester .*: (?<all>[1-9][0-9]*) of \k<all> tests passed", RegexOptions.Multiline)]
    private static partial Regex Summary();
}
