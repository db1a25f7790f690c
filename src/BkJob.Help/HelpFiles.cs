namespace BkJob.Help;

/// <summary>Where the help of a language is: markdown that people write, and beside the manifest the files that Get-Help reads.</summary>
/// <param name="Root">The folder of the manifest.</param>
/// <param name="Culture">en-US or zh-CN.</param>
public sealed record HelpFiles(string Root, string Culture)
{
    /// <summary>Name of the MAML.</summary>
    public const string MamlName = "BkJob.dll-Help.xml";

    /// <summary>The languages that there are.</summary>
    public static IReadOnlyList<string> Cultures { get; } = ["en-US", "zh-CN"];

    /// <summary>The MAML of all cmdlets.</summary>
    public string MamlPath => Path.Combine(Root, Culture, MamlName);

    /// <summary>The pages of the cmdlets.</summary>
    public IReadOnlyList<CmdletPage> Pages() => [.. Markdown("*-*.md").Select(CmdletPage.Read)];

    /// <summary>The about topics: where the text of each belongs, and what it has to be.</summary>
    public IEnumerable<(string Path, string Text)> Topics() => Markdown("about_*.md").Select(path => (
        Path.Combine(Root, Culture, Path.GetFileNameWithoutExtension(path) + ".help.txt"),
        AboutTopic.Of(path, Culture == "zh-CN" ? "主题" : "TOPIC")));

    private IEnumerable<string> Markdown(string pattern) =>
        Directory.GetFiles(Path.Combine(Root, "docs", Culture), pattern).Order(StringComparer.Ordinal);
}
