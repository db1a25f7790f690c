using BkJob.Help;

namespace BkJob.Module.Tests.Help;

/// <summary>The help of the repository, and the tables that go over it.</summary>
internal static class HelpOf
{
    private static readonly string[] Cmdlets =
        ["Connect-BkJob", "Disconnect-BkJob", "Get-BkJobContext", "Get-BkJobInstanceStatus", "Get-BkJobStepIpStatus", "Wait-BkJobInstance"];

    private static readonly string[] Topics = ["about_BkJob", "about_BkJob_Connections", "about_BkJob_Objects", "about_BkJob_Waiting"];

    public static string Root => Repository.Root;

    public static TheoryData<string, string> EachCmdlet => Each(Cmdlets);

    public static TheoryData<string, string> EachTopic => Each(Topics);

    public static TheoryData<string> EachFile => [.. Cmdlets, .. Topics];

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
