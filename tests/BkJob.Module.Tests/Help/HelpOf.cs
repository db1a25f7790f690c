using BkJob.Help;

namespace BkJob.Module.Tests.Help;

/// <summary>The help of the repository, and the tables that go over it.</summary>
internal static class HelpOf
{
    private const string TopicPrefix = "about_";

    private static readonly string[] Pages =
        [.. Directory.GetFiles(Path.Combine(Root, "docs", "en-US"), "*.md").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    public static string Root => Repository.Root;

    public static string[] Cmdlets => Array.FindAll(Pages, page => !page.StartsWith(TopicPrefix, StringComparison.Ordinal));

    public static string[] Topics => Array.FindAll(Pages, page => page.StartsWith(TopicPrefix, StringComparison.Ordinal));

    public static TheoryData<string, string> EachCmdlet => Each(Cmdlets);

    public static TheoryData<string, string> EachTopic => Each(Topics);

    public static TheoryData<string> EachFile => [.. Pages];

    public static string MarkdownPath(string culture, string name) => Path.Combine(Root, "docs", culture, name + ".md");

    public static CmdletPage Page(string culture, string cmdlet) => CmdletPage.Read(MarkdownPath(culture, cmdlet));

    private static TheoryData<string, string> Each(string[] names)
    {
        var all = new TheoryData<string, string>();
        foreach (string culture in HelpFiles.Cultures)
        {
            foreach (string name in names)
            {
                all.Add(culture, name);
            }
        }

        return all;
    }
}
