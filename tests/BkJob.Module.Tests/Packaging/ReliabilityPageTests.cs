using System.Text.RegularExpressions;

namespace BkJob.Module.Tests;

/// <summary>The tests that docs/reliability.md and docs/stability.md name exist.</summary>
public sealed partial class ReliabilityPageTests
{
    [Theory]
    [InlineData("reliability.md")]
    [InlineData("stability.md")]
    public void Every_named_test_exists(string page)
    {
        Dictionary<string, string> classes = ReadTestClasses();
        (string Class, string Method)[] named =
        [
            .. TestName().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", page)))
                .Select(name => (name.Groups["class"].Value, name.Groups["method"].Value)),
        ];
        Assert.NotEmpty(named);
        Assert.DoesNotContain(named, test => !classes.TryGetValue(test.Class, out string? source) || !IsDeclared(source, test.Method));
    }

    [Fact]
    public void Every_row_of_a_table_names_a_test()
    {
        string[] rows = [.. ReadWithoutFigures().Where(line => Row().IsMatch(line))];
        Assert.NotEmpty(rows);
        Assert.DoesNotContain(rows, row => !TestName().IsMatch(row[row.TrimEnd('|', ' ').LastIndexOf('|')..]));
    }

    /// <summary>The lines of the page without the figures that the soak test writes.</summary>
    private static IEnumerable<string> ReadWithoutFigures()
    {
        bool isFigure = false;
        foreach (string line in File.ReadLines(Path.Combine(Repository.Root, "docs", "reliability.md")))
        {
            isFigure = line.StartsWith("<!-- from here on", StringComparison.Ordinal)
                || (isFigure && !line.StartsWith("<!-- up to here", StringComparison.Ordinal));
            if (!isFigure)
            {
                yield return line;
            }
        }
    }

    /// <summary>Source text by class name, from every test project.</summary>
    private static Dictionary<string, string> ReadTestClasses() =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*Tests.cs", SearchOption.AllDirectories)
            .GroupBy(Path.GetFileNameWithoutExtension)
            .ToDictionary(files => files.Key!, files => string.Concat(files.Select(File.ReadAllText)), StringComparer.Ordinal);

    private static bool IsDeclared(string source, string method) => method.Length == 0 || source.Contains($" {method}(", StringComparison.Ordinal);

    [GeneratedRegex(@"`(?<class>\w+Tests)(?:\.(?<method>\w+))?`", RegexOptions.ExplicitCapture)]
    private static partial Regex TestName();

    /// <summary>Rows of tables, without their headings and rules.</summary>
    [GeneratedRegex(@"^\| (?!fault |case )[^|]")]
    private static partial Regex Row();
}
