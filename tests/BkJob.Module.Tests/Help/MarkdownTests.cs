using BkJob.Help;
using Markdig.Extensions.Tables;
using Markdig.Syntax;

namespace BkJob.Module.Tests.Help;

/// <summary>What the pages have to hold, in both languages.</summary>
public sealed class MarkdownTests(HelpSession shared) : IClassFixture<HelpSession>
{
    private static readonly string[] OfActions =
        ["NotConnected", "InvalidArgument", "WaitTimeout", "OperationNotAllowed", "OutcomeUnknown", "NotSupported"];

    private static readonly string[] OfStarts = [.. OfActions, "StartUnknown", "EmptyTarget", "InvalidTarget", "TooManyTargets"];

    /// <summary>Errors that don't come from a server or a network.</summary>
    private static readonly Dictionary<string, string[]> OwnErrors = new()
    {
        ["Connect-BkJob"] = ["InvalidArgument"],
        ["Disconnect-BkJob"] = ["NotConnected"],
        ["Get-BkJobContext"] = ["NotConnected"],
        ["Get-BkJobInstanceStatus"] = ["NotConnected", "InvalidArgument"],
        ["Get-BkJobStepIpStatus"] = ["NotConnected", "InvalidArgument", "InstanceNotFound"],
        ["Find-BkJobInstance"] = ["NotConnected", "InvalidArgument", "NotSupported"],
        ["Get-BkJobLog"] = ["NotConnected", "InvalidArgument", "InstanceNotFound"],
        ["Get-BkJobPlan"] = ["NotConnected", "InvalidArgument", "PlanNotFound", "NotSupported"],
        ["Get-BkJobVariable"] = ["NotConnected", "InvalidArgument"],
        ["Group-BkJobLog"] = ["InvalidArgument"],
        ["Save-BkJobLog"] = ["InvalidArgument", "FileNotWritten"],
        ["Show-BkJobInstance"] = ["NotConnected", "InvalidArgument", "NotSupported"],
        ["Approve-BkJobStep"] = [.. OfActions, "NotApprover"],
        ["Deny-BkJobStep"] = [.. OfActions, "NotApprover"],
        ["Restart-BkJobStep"] = [.. OfActions, "NothingToRestart"],
        ["Resume-BkJobStep"] = OfActions,
        ["Send-BkJobFile"] = OfStarts,
        ["Skip-BkJobStep"] = OfActions,
        ["Start-BkJobInstance"] = OfActions,
        ["Start-BkJobPlan"] = [.. OfStarts, "PlanNotFound", "AmbiguousPlan", "UnknownVariable", "MissingVariable", "InvalidVariable"],
        ["Start-BkJobScript"] = OfStarts,
        ["Stop-BkJobInstance"] = OfActions,
        ["Wait-BkJobInstance"] = ["NotConnected", "InvalidArgument", "WaitTimeout", "InstanceFailed"],
    };

    // The kinds that not every cmdlet with requests can return.
    private const string OfSomeCmdlets = "WaitTimeout|InstanceFailed|OperationNotAllowed|OutcomeUnknown|NotSupported|Plan|FileNotWritten"
        + "|NotApprover|NothingToRestart|StartUnknown|Variable|Target";

    private static readonly string[] CmdletsWithoutRequests =
        ["Connect-BkJob", "Disconnect-BkJob", "Get-BkJobContext", "Group-BkJobLog", "Save-BkJobLog", "Show-BkJobInstance"];

    public static TheoryData<string, string> EachCmdlet => HelpOf.EachCmdlet;

    public static TheoryData<string> EachFile => HelpOf.EachFile;

    public static TheoryData<string> EachCulture => [.. HelpFiles.Cultures];

    [Fact]
    public void Each_exported_cmdlet_has_a_page() =>
        Assert.Equal(shared.Session.Run("(Get-Module BkJob).ExportedCmdlets.Keys | Sort-Object").ThrowIfFailed().As<string>(), HelpOf.Cmdlets);

    [Theory]
    [MemberData(nameof(EachCmdlet))]
    public void Page_has_examples_and_describes_everything(string culture, string cmdlet)
    {
        CmdletPage page = HelpOf.Page(culture, cmdlet);
        Assert.InRange(page.Examples.Count, 5, 20);
        Assert.True(page.Examples.Count(example => example.Output.Length > 0) >= 5, "five examples show what they print");
        Assert.All(page.Examples, example => Assert.NotEmpty(example.Introduction));
        Assert.All(page.Parameters, parameter => Assert.NotEmpty(parameter.Description));
        Assert.All([.. page.Inputs, .. page.Outputs], type => Assert.NotEmpty(type.Description));
        Assert.NotEmpty(page.Links);
        Assert.DoesNotContain("{{", File.ReadAllText(HelpOf.MarkdownPath(culture, cmdlet)), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(EachCmdlet))]
    public void Page_names_each_error_of_the_cmdlet(string culture, string cmdlet)
    {
        string[] ofServers = CmdletsWithoutRequests.Contains(cmdlet)
            ? []
            : shared.Session.Run($"[enum]::GetNames([BkJob.BkJobErrorKind]) -notmatch '{OfSomeCmdlets}'").ThrowIfFailed().As<string>();
        string notes = string.Join('\n', HelpOf.Page(culture, cmdlet).Notes);
        Assert.All(OwnErrors[cmdlet].Concat(ofServers), id => Assert.Contains($"- BkJob{id}", notes, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(EachFile))]
    public void Both_languages_have_the_same_structure_and_code(string file) =>
        Assert.Equal(ShapeOf("en-US", file), ShapeOf("zh-CN", file));

    [Theory]
    [MemberData(nameof(EachCulture))]
    public void Every_status_is_in_a_table_with_its_number(string culture)
    {
        string[] jobs = shared.Session.Run("[enum]::GetValues([BkJob.JobStatus]) | ForEach-Object { \"$([int]$_) $_\" }").As<string>();
        string[] hosts = shared.Session.Run("[enum]::GetValues([BkJob.IpStatus]) | ForEach-Object { \"$([int]$_) $_\" }").As<string>();
        string[][][] tables = Tables(culture);

        Assert.Equal(jobs.Order(), StatusesIn(tables.Single(table => table.Length == jobs.Length + 1 && table[0].Length == 4)).Order());
        Assert.Equal(hosts.Order(), StatusesIn(tables.Single(table => table[1][0] == "0")).Order());
    }

    [Theory]
    [InlineData("JobInstance", 0)]
    [InlineData("StepInstance", 1)]
    [InlineData("StepIpStatus", 2)]
    [InlineData("HostLog", 3)]
    [InlineData("JobInstanceSummary", 4)]
    [InlineData("JobPlan", 5)]
    public void Every_property_is_in_the_table_of_its_type(string type, int table)
    {
        string[] properties = shared.Session.Run($"[BkJob.{type}].GetProperties().Name").As<string>();
        Assert.All(HelpFiles.Cultures, culture => Assert.Equal(
            properties.Order(), Tables(culture)[table].Skip(1).SelectMany(row => row[0].Split(", ")).Order()));
    }

    private static string[][][] Tables(string culture) =>
        [.. MarkdownText.Read(HelpOf.MarkdownPath(culture, "about_BkJob_Objects")).OfType<Table>().Select(MarkdownText.RowsOf)];

    /// <summary>Number and name from each pair of columns that has them.</summary>
    private static IEnumerable<string> StatusesIn(string[][] table) => table.Skip(1)
        .SelectMany(row => new[] { $"{row[0]} {row[1]}", $"{row[2]} {row[3]}" })
        .Where(cell => char.IsAsciiDigit(cell[0]));

    private static string[] ShapeOf(string culture, string file) =>
        [.. MarkdownText.Read(HelpOf.MarkdownPath(culture, file)).Skip(1).Select(Shape)];

    private static string WithoutComment(string line) => line.Split("# ")[0].TrimEnd();

    /// <summary>What a translation keeps: kinds of blocks, names of cmdlets and parameters, how long lists and tables are, and code.</summary>
    private static string Shape(Block block) => block switch
    {
        HeadingBlock { Level: 1 } => MarkdownText.Of(block),
        HeadingBlock heading => $"heading {heading.Level} {(MarkdownText.Of(block) is ['-', ..] name ? name : "")}",
        FencedCodeBlock { Info: "output" } => "output",
        FencedCodeBlock code => string.Join('\n', MarkdownText.Of(code).Split('\n').Select(WithoutComment)),
        ListBlock list => $"list of {list.Count}",
        Table table => $"table of {table.Count}",
        _ => block.GetType().Name,
    };
}
