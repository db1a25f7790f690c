using System.Text.RegularExpressions;

namespace BkJob.Module.Tests;

/// <summary>
/// English comments, strings, messages and documentation use the terms of the glossary in docs/architecture.md, and not the synonyms that
/// were used before them.
/// </summary>
public sealed partial class VocabularyTests
{
    private static readonly Lazy<(string Place, string Text)[]> Lines = new(() => [.. ReadCode(), .. ReadMessages(), .. ReadDocuments()]);

    /// <summary>A rejected term, and what to write instead.</summary>
    public static TheoryData<string, string> Terms => new()
    {
        { @"told|tells?|said", "returns, states, displays, indicates, logs" },
        { @"blot(?:s|ted)?(?: out)?|mends?|mended", "redact, restore" },
        { @"asked again|asks? again", "retried" },
        { @"for ever", "indefinitely" },
        { @"whoever|nobody|somebody|anybody|people|persons?", "user, administrator, caller" },
        { @"questions?(?! mark)", "request, query" },
        { @"answer(?:s|ed|ing)?", "response, respond" },
        { @"refus(?:e|es|al|als)", "reject, error" },
        { @"(?<![Tt]here )(?:is|are) no (?!longer)\w+", "is not a valid X, has no X" },
        { @"[Gg]ive (?!the request ID)", "Specify" },
        { @"speaks?|spoken", "supports, uses" },
        { @"harmless", "sanitized" },
        { @"cut off", "truncated" },
        { @"on its way|under way", "in flight, pending, concurrent" },
        { @"left out|leave (?:it|them) out", "omitted" },
        { @"stands? (?:in|at|for|behind|in front)", "is in, represents" },
        { @"comes? out|came out", "is returned" },
        { @"goes? on|went on", "continues" },
        { @"gives? up|gave up|given up", "abandons, times out" },
        { @"the clock on the wall", "wall-clock time" },
    };

    [Theory]
    [MemberData(nameof(Terms))]
    public void Rejected_term_is_not_used(string term, string use)
    {
        var pattern = new Regex($@"(?<![\w-])(?:{term})(?![\w-])", RegexOptions.ExplicitCapture);
        string[] found = [.. Lines.Value.Where(line => pattern.IsMatch(line.Text)).Select(line => $"{line.Place}: {line.Text.Trim()}")];
        Assert.True(found.Length == 0, $"Use instead: {use}.\n{string.Join('\n', found)}");
    }

    /// <summary>Comments and strings of the C# sources.</summary>
    private static IEnumerable<(string Place, string Text)> ReadCode() =>
        from file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
        where !BuildOutput().IsMatch(file)
        from line in ReadLines(file)
        from part in CommentOrString().Matches(line.Text)
        select (line.Place, part.Value);

    private static IEnumerable<(string Place, string Text)> ReadMessages() =>
        from file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*Messages.resx", SearchOption.AllDirectories)
        from line in ReadLines(file)
        select line;

    /// <summary>Prose of the documentation: code and output are tested as examples.</summary>
    private static IEnumerable<(string Place, string Text)> ReadDocuments()
    {
        string docs = Path.Combine(Repository.Root, "docs");
        string[] files =
        [
            .. Directory.EnumerateFiles(docs, "*.md"), .. Directory.EnumerateFiles(Path.Combine(docs, "en-US"), "*.md"),
            Path.Combine(Repository.Root, "README.md"),
        ];
        foreach (string file in files)
        {
            bool isCode = false;
            foreach ((string place, string text) in ReadLines(file))
            {
                bool isFence = text.StartsWith("```", StringComparison.Ordinal);
                isCode ^= isFence;
                if (!isCode && !isFence && !text.StartsWith("    ", StringComparison.Ordinal))
                {
                    yield return (place, InlineCode().Replace(text, "X"));
                }
            }
        }
    }

    private static IEnumerable<(string Place, string Text)> ReadLines(string file) => File.ReadLines(file)
        .Select((text, index) => ($"{Path.GetRelativePath(Repository.Root, file)}:{index + 1}", text));

    [GeneratedRegex(@"[\\/](?:bin|obj)[\\/]")]
    private static partial Regex BuildOutput();

    [GeneratedRegex("""(?<!:)//.*$|"[^"]*" """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex CommentOrString();

    [GeneratedRegex("`[^`]*`")]
    private static partial Regex InlineCode();
}
