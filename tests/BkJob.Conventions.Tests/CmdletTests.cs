using System.Management.Automation;
using System.Reflection;
using BkJob.Commands;

namespace BkJob.Conventions.Tests;

/// <summary>What is required of every cmdlet.</summary>
public sealed class CmdletTests
{
    /// <summary>Cmdlets that read, or that change only this session. All others change the state of a server.</summary>
    private static readonly string[] ReadingVerbs = ["Get", "Find", "Group", "Show", "Wait", "Connect", "Disconnect"];

    private static readonly Type[] Cmdlets = [.. typeof(BkJobCmdlet).Assembly.GetExportedTypes()
        .Where(type => type.GetCustomAttribute<CmdletAttribute>(inherit: false) is not null)];

    public static TheoryData<string> EachCmdlet => [.. Cmdlets.Select(GetName)];

    [Theory]
    [MemberData(nameof(EachCmdlet))]
    public void Cmdlet_that_changes_state_supports_ShouldProcess(string cmdlet)
    {
        CmdletAttribute attribute = GetAttribute(cmdlet);
        Assert.Equal(!ReadingVerbs.Contains(attribute.VerbName), attribute.SupportsShouldProcess);

        // Save-BkJobLog changes files and not the server.
        Assert.Equal(
            attribute.SupportsShouldProcess && attribute.VerbName != VerbsData.Save,
            Find(cmdlet).IsSubclassOf(typeof(JobActionCmdlet)) || Find(cmdlet).IsSubclassOf(typeof(StartCmdlet)));
    }

    [Theory]
    [MemberData(nameof(EachCmdlet))]
    public void Cmdlet_is_one_file_with_help_in_both_languages_and_exported(string cmdlet)
    {
        Assert.True(File.Exists(Path.Combine(RepositoryFolder.Root, "src", "BkJob", "Commands", Find(cmdlet).Name + ".cs")));
        Assert.True(File.Exists(Path.Combine(RepositoryFolder.Root, "docs", "en-US", cmdlet + ".md")));
        Assert.True(File.Exists(Path.Combine(RepositoryFolder.Root, "docs", "zh-CN", cmdlet + ".md")));
        Assert.Contains($"'{cmdlet}'", File.ReadAllText(Path.Combine(RepositoryFolder.Root, "BkJob.psd1")), StringComparison.Ordinal);
    }

    private static Type Find(string cmdlet) => Cmdlets.Single(type => GetName(type) == cmdlet);

    private static CmdletAttribute GetAttribute(string cmdlet) => Find(cmdlet).GetCustomAttribute<CmdletAttribute>(inherit: false)!;

    private static string GetName(Type type) =>
        type.GetCustomAttribute<CmdletAttribute>(inherit: false) is { } attribute ? $"{attribute.VerbName}-{attribute.NounName}" : "";
}
