namespace BkJob.Help;

/// <summary>The help of a language: its markdown source, and the generated files for Get-Help beside the manifest.</summary>
/// <param name="Root">The folder of the manifest.</param>
/// <param name="Culture">en-US or zh-CN.</param>
public sealed record HelpFiles(string Root, string Culture)
{
    /// <summary>Name of the MAML.</summary>
    public const string MamlName = "BkJob.dll-Help.xml";

    /// <summary>The languages.</summary>
    public static IReadOnlyList<string> Cultures { get; } = ["en-US", "zh-CN"];

    /// <summary>The MAML of all cmdlets.</summary>
    public string MamlPath => Path.Combine(Root, Culture, MamlName);

    /// <summary>The pages of the cmdlets.</summary>
    public IReadOnlyList<CmdletPage> Pages() => [.. Markdown("*-*.md").Select(CmdletPage.Read)];

    /// <summary>The about topics: the path of each, and its text.</summary>
    public IEnumerable<(string Path, string Text)> Topics() => Markdown("about_*.md").Select(path => (
        Path.Combine(Root, Culture, Path.GetFileNameWithoutExtension(path) + ".help.txt"),
        AboutTopic.Of(path, Culture == "zh-CN" ? "主题" : "TOPIC")));

    private IEnumerable<string> Markdown(string pattern) =>
        Directory.GetFiles(Path.Combine(Root, "docs", Culture), pattern).Order(StringComparer.Ordinal);
}
