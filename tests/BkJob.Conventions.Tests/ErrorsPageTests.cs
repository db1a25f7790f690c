using System.Management.Automation;
using System.Net;
using System.Reflection;
using System.Text.RegularExpressions;
using BkJob.Commands;
using BkJob.Transport;

namespace BkJob.Conventions.Tests;

/// <summary>docs/errors.md lists every error ID, and states of each what the code does.</summary>
public sealed partial class ErrorsPageTests
{
    /// <summary>Errors that are found without a response; of all others, the classifier decides what is retried.</summary>
    private static readonly BkJobErrorKind[] OfConnections =
        [BkJobErrorKind.ConnectionFailed, BkJobErrorKind.RequestTimeout, BkJobErrorKind.InvalidResponse];

    private static readonly Dictionary<string, string[]> Rows = File.ReadLines(Path.Combine(RepositoryFolder.Root, "docs", "errors.md"))
        .Where(line => line.StartsWith("| BkJob", StringComparison.Ordinal))
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries)[1..^1])
        .ToDictionary(cells => cells[0], StringComparer.Ordinal);

    public static TheoryData<BkJobErrorKind> EachKind => [.. Enum.GetValues<BkJobErrorKind>()];

    [Fact]
    public void Page_lists_every_ID_and_no_other() =>
        Assert.Equal(Enum.GetNames<BkJobErrorKind>().Select(name => $"BkJob{name}").Order(), Rows.Keys.Order());

    [Theory]
    [InlineData("en-US")]
    [InlineData("zh-CN")]
    public void Topic_lists_every_ID_and_no_other(string culture) => Assert.Equal(
        Rows.Keys.Order(),
        File.ReadLines(Path.Combine(RepositoryFolder.Root, "docs", culture, "about_BkJob.md"))
            .Select(line => IdOfRow().Match(line)).Where(row => row.Success).Select(row => row.Groups["id"].Value).Order());

    [Fact]
    public void Every_kind_is_used_in_the_sources()
    {
        string[] sources = [.. Directory.EnumerateFiles(Path.Combine(RepositoryFolder.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !BuildOutput().IsMatch(file)).Select(File.ReadAllText)];
        Assert.All(Enum.GetNames<BkJobErrorKind>(), kind => Assert.Contains(
            sources, source => Regex.IsMatch(source, $@"(?:new\(|BkJobException\(BkJobErrorKind\.|BkJobErrorKind\.){kind}\b")));
    }

    [Theory]
    [MemberData(nameof(EachKind))]
    public void Row_states_the_category(BkJobErrorKind kind)
    {
        MethodInfo method = typeof(BkJobCmdlet).Assembly.GetType("BkJob.RecommendedActions")!.GetMethod("GetCategory")!;
        var category = (ErrorCategory)method.Invoke(null, [kind])!;
        Assert.Equal(category.ToString(), Rows[$"BkJob{kind}"][1]);
    }

    [Theory]
    [MemberData(nameof(EachKind))]
    public void Row_states_whether_the_request_was_executed(BkJobErrorKind kind)
    {
        bool isProven = new BkJobException(kind, "").Delivery == Delivery.NotExecuted
            || DeliveryClassifier.Classify("1", kind) == Delivery.NotExecuted;
        Assert.Equal(isProven, Rows[$"BkJob{kind}"][5].StartsWith("no", StringComparison.Ordinal));
    }

    [Fact]
    public void Rows_state_which_responses_are_retried()
    {
        Dictionary<BkJobErrorKind, string> retried = ClassifyAll().GroupBy(response => response.Kind, response => response.IsTransient)
            .Where(kind => !OfConnections.Contains(kind.Key))
            .ToDictionary(kind => kind.Key, kind => kind.Distinct().Count() == 2 ? "some" : kind.First() ? "yes" : "no");
        Assert.NotEmpty(retried);
        Assert.All(retried, kind => Assert.Equal(kind.Value, FirstWord().Match(Rows[$"BkJob{kind.Key}"][4]).Value));
    }

    /// <summary>Every code that a server can send, and every status.</summary>
    private static IEnumerable<FaultClassification> ClassifyAll()
    {
        int[] codes = [.. Enumerable.Range(1_200_000, 110_000), .. Enumerable.Range(1_640_000, 20_000), 9_900_403];
        string[] messages = ["", "has expired"];
        return
        [
            .. from code in codes from message in messages select ResponseClassifier.Classify(HttpStatusCode.OK, $"{code}", message),
            .. from status in Enumerable.Range(400, 200) select ResponseClassifier.Classify((HttpStatusCode)status, null, null),
        ];
    }

    [GeneratedRegex(@"^\| (?<id>BkJob\w+) \|", RegexOptions.ExplicitCapture)]
    private static partial Regex IdOfRow();

    [GeneratedRegex(@"^\w+")]
    private static partial Regex FirstWord();

    [GeneratedRegex(@"[\\/](?:obj|bin)[\\/]")]
    private static partial Regex BuildOutput();
}
