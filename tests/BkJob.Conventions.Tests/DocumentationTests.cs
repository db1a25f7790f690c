using System.Text.RegularExpressions;

namespace BkJob.Conventions.Tests;

/// <summary>The pages of the repository are one book: every page is listed, and every link leads somewhere.</summary>
public sealed partial class DocumentationTests
{
    private static readonly string[] Pages =
    [
        .. Directory.EnumerateFiles(RepositoryFolder.Root, "*.md"),
        .. Directory.EnumerateFiles(Path.Combine(RepositoryFolder.Root, "docs"), "*.md", SearchOption.AllDirectories),
    ];

    /// <summary>Every page, relative to the repository.</summary>
    public static TheoryData<string> EachPage => [.. Pages.Select(page => Path.GetRelativePath(RepositoryFolder.Root, page))];

    /// <summary>The names of the pages in docs.</summary>
    public static TheoryData<string> EachChapter =>
    [
        .. Directory.EnumerateFiles(Path.Combine(RepositoryFolder.Root, "docs"), "*.md")
            .Select(page => Path.GetFileName(page)).Where(name => name != "README.md"),
    ];

    [Theory]
    [MemberData(nameof(EachPage))]
    public void Relative_link_leads_to_a_file_and_a_heading(string page)
    {
        string path = Path.Combine(RepositoryFolder.Root, page);
        Assert.DoesNotContain(
            RelativeLink().Matches(WithoutCode(File.ReadAllText(path))),
            link => !Exists(path, link.Groups["file"].Value, link.Groups["heading"].Value));
    }

    [Theory]
    [MemberData(nameof(EachChapter))]
    public void Chapter_is_in_the_contents_and_links_back(string chapter)
    {
        string docs = Path.Combine(RepositoryFolder.Root, "docs");
        Assert.Contains($"]({chapter})", File.ReadAllText(Path.Combine(docs, "README.md")), StringComparison.Ordinal);
        string start = string.Join('\n', File.ReadLines(Path.Combine(docs, chapter)).Take(8));
        Assert.Contains("](README.md)", start, StringComparison.Ordinal);
    }

    private static bool Exists(string page, string file, string heading)
    {
        string target = file.Length == 0 ? page : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(page)!, file));
        return (File.Exists(target) && (heading.Length == 0 || AnchorsOf(target).Contains(heading))) || (heading.Length == 0 && Directory.Exists(target));
    }

    /// <summary>The anchors that GitHub makes of headings: lower case, without punctuation, with hyphens for spaces.</summary>
    private static IEnumerable<string> AnchorsOf(string page) => Heading().Matches(File.ReadAllText(page))
        .Select(heading => Punctuation().Replace(heading.Groups["text"].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    private static string WithoutCode(string text) => Code().Replace(text, "");

    [GeneratedRegex(@"\]\((?![a-z]+:)(?<file>[^)#\s]*)(?:#(?<heading>[^)\s]*))?\)", RegexOptions.ExplicitCapture)]
    private static partial Regex RelativeLink();

    [GeneratedRegex(@"^#+ (?<text>.*)$", RegexOptions.ExplicitCapture | RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\p{L}\p{N}\s_-]")]
    private static partial Regex Punctuation();

    /// <summary>Fences, inline code and indented blocks.</summary>
    [GeneratedRegex(@"^```.*?^```|`[^`\n]*`|^    [^\n]*$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Code();
}
