using System.ComponentModel;
using System.Management.Automation;

namespace BkJob.Views;

/// <summary>Texts of the views for a job plan, its variables, steps and targets. Public because a type definition calls it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PlanView
{
    private const int TemplateId = 10;
    private const int Modifier = 12;
    private const int Time = 19;
    private const int VariableName = 20;
    private const int VariableType = 16;
    private const int Required = 10;
    private const int StepTarget = 24;

    /// <summary>The minimum width of a description: its column is the last one, which PowerShell shrinks.</summary>
    private const int LeastDescription = 20;

    /// <summary>A screen on which all columns fit.</summary>
    private const int EnoughForDescription = 100;
    private static readonly int[] BehindName = [TemplateId, Time, Modifier];
    private static readonly int[] BeforeDefault = [VariableName, VariableType, Required];
    private static readonly int[] BehindDefault = [LeastDescription];

    /// <summary>A cell of the table.</summary>
    public static string CellId(PSObject plan) => Cell.Right(ViewText.Number(plan, "Id"), SummaryView.Id);

    /// <summary>A cell of the table.</summary>
    public static string CellName(PSObject plan) => Cell.Main(DisplayName(plan), [SummaryView.Id], Cell.LeastName, BehindName);

    /// <summary>A cell of the table.</summary>
    public static string CellTemplateId(PSObject plan) => Cell.Right(ViewText.Number(plan, "TemplateId"), TemplateId);

    /// <summary>A cell of the table.</summary>
    public static string CellModified(PSObject plan) => Cell.Left(TextLastModifyTime(plan), Time);

    /// <summary>A cell of the table.</summary>
    public static string CellModifier(PSObject plan) => Cell.Left(TextLastModifier(plan), Modifier);

    /// <summary>The sanitized name of a plan, variable or step.</summary>
    public static string DisplayName(PSObject item) => ViewText.Text(item, "Name");

    /// <summary>A line of the list.</summary>
    public static string TextCreator(PSObject plan) => ViewText.Text(plan, "Creator");

    /// <summary>A line of the list.</summary>
    public static string TextCreateTime(PSObject plan) => ViewText.Time(plan, "CreateTime");

    /// <summary>A line of the list.</summary>
    public static string TextLastModifier(PSObject plan) => ViewText.Text(plan, "LastModifier");

    /// <summary>A line of the list.</summary>
    public static string TextLastModifyTime(PSObject plan) => ViewText.Time(plan, "LastModifyTime");

    /// <summary>A line of the list for each variable, with its default value.</summary>
    public static string TextVariables(PSObject plan) => Lines(plan, "Variables", variable => TreeVariable(PSObject.AsPSObject(variable)));

    /// <summary>A line of the list for each step, with its hosts.</summary>
    public static string TextSteps(PSObject plan) => Lines(plan, "Steps", step => TreeStep(PSObject.AsPSObject(step)));

    /// <summary>The tree of its variables and steps.</summary>
    public static string Tree(PSObject plan) => PlanTree.Draw(plan);

    /// <summary>A variable in one line.</summary>
    public static string TreeVariable(PSObject variable)
    {
        string required = DeserializedValue.Property(variable, "IsRequired") is true ? $", {Messages.VariableRequired}" : "";
        string value = TextDefault(variable) is var text && text != ViewText.None ? $" = {text}" : "";
        return $"{DisplayName(variable)} ({ViewText.Text(variable, "Type")}{required}){value}";
    }

    /// <summary>A step in one line.</summary>
    public static string TreeStep(PSObject step)
    {
        string target = TextTarget(step) is var text && text != ViewText.None ? $" > {text}" : "";
        return $"{DisplayName(step)} ({ViewText.Text(step, "Type")}){target}";
    }

    /// <summary>A cell of the table of variables.</summary>
    public static string CellVariable(PSObject variable) => Cell.Left(DisplayName(variable), VariableName);

    /// <summary>A cell of the table of variables.</summary>
    public static string CellVariableType(PSObject variable) => Cell.Left(ViewText.Text(variable, "Type"), VariableType);

    /// <summary>A cell of the table of variables.</summary>
    public static string CellRequired(PSObject variable) => Cell.Left(ViewText.Text(variable, "IsRequired"), Required);

    /// <summary>A cell of the table of variables. The default is more important than the description.</summary>
    public static string CellDefault(PSObject variable)
    {
        int[] behind = Cell.CountFitting(BeforeDefault, Cell.LeastName, BehindDefault) > 0 ? BehindDefault : [];
        return Cell.Main(TextDefault(variable), BeforeDefault, Cell.LeastValue, behind, EnoughForDescription);
    }

    /// <summary>A cell of the table of variables.</summary>
    public static string CellDescription(PSObject variable)
    {
        string text = TextDescription(variable);
        return Cell.Left(text, Math.Max(LeastDescription, CellText.Count(text)));
    }

    /// <summary>The default value or hosts of a variable; dots for a cipher, whose value is not read.</summary>
    public static string TextDefault(PSObject variable) =>
        DeserializedValue.Enum<VariableType>(DeserializedValue.Property(variable, "Type")) == BkJob.VariableType.Cipher ? "•••"
        : DeserializedValue.Property(variable, "DefaultTarget") is { } target ? TextHosts(PSObject.AsPSObject(target))
        : ViewText.Text(variable, "Default");

    /// <summary>A line of the list.</summary>
    public static string TextDescription(PSObject variable) => ViewText.Text(variable, "Description");

    /// <summary>A cell of the table of steps.</summary>
    public static string CellStepType(PSObject step) => Cell.Left(ViewText.Text(step, "Type"), BlockView.TypeWidth);

    /// <summary>A cell of the table of steps.</summary>
    public static string CellStepName(PSObject step) =>
        Cell.Main(DisplayName(step), [SummaryView.Id, BlockView.TypeWidth], Cell.LeastName, [StepTarget]);

    /// <summary>A cell of the table of steps.</summary>
    public static string CellStepTarget(PSObject step) => Cell.Left(TextTarget(step), StepTarget);

    /// <summary>The hosts of a step, or the variable that has them.</summary>
    public static string TextTarget(PSObject step) =>
        DeserializedValue.Text(step, "TargetVariable") is { Length: > 0 } variable ? $"${{{ViewText.Text(variable)}}}"
        : DeserializedValue.Property(step, "Target") is { } target ? TextHosts(PSObject.AsPSObject(target))
        : ViewText.None;

    /// <summary>A line of the list.</summary>
    public static string TextAccount(PSObject step) => ViewText.Text(step, "Account");

    /// <summary>The hosts, nodes and groups of a target.</summary>
    public static string TextHosts(PSObject target)
    {
        IReadOnlyList<object> addresses = Items(target, "Addresses");
        IReadOnlyList<object> hosts = addresses.Count == DeserializedValue.Number(target, "Count") ? addresses : Items(target, "HostIds");
        return ViewText.Text(new ItemList<object>([.. hosts, .. Items(target, "TopologyNodes"), .. Items(target, "DynamicGroups")]).ToString());
    }

    /// <summary>A line of the list.</summary>
    public static string TextHostIds(PSObject target) => ViewText.Text(string.Join("; ", Items(target, "HostIds")));

    /// <summary>A line of the list.</summary>
    public static string TextAddresses(PSObject target) => ViewText.Text(string.Join("; ", Items(target, "Addresses")));

    /// <summary>A line of the list.</summary>
    public static string TextTopologyNodes(PSObject target) => ViewText.Text(string.Join("; ", Items(target, "TopologyNodes")));

    /// <summary>A line of the list.</summary>
    public static string TextDynamicGroups(PSObject target) => ViewText.Text(string.Join("; ", Items(target, "DynamicGroups")));

    private static IReadOnlyList<object> Items(PSObject item, string name) => DeserializedValue.Items(DeserializedValue.Property(item, name));

    private static string Lines(PSObject plan, string name, Func<object, string> format) =>
        DeserializedValue.Property(plan, "DetailIncluded") is not true ? Messages.DetailNotIncluded
        : Items(plan, name) is { Count: > 0 } items ? string.Join('\n', items.Select(format))
        : ViewText.None;
}
