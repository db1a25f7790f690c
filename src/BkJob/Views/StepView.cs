using System.ComponentModel;
using System.Management.Automation;

namespace BkJob.Views;

/// <summary>Texts of the views for a step. Public because a type definition calls it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class StepView
{
    private static readonly int[] BehindName = [Cell.Hosts, Cell.Duration, BlockView.TypeWidth];

    /// <summary>A cell of the table.</summary>
    public static string CellId(PSObject step) => Cell.Right(ViewText.Number(step, "Id"), Cell.Id);

    /// <summary>A cell of the table.</summary>
    public static string CellStatus(PSObject step) => Cell.Left(ViewText.Status(step), Cell.Status);

    /// <summary>A cell of the table.</summary>
    public static string CellName(PSObject step) => Cell.Main(DisplayName(step), [Cell.Id, Cell.Status], Cell.LeastName, BehindName);

    /// <summary>A cell of the table.</summary>
    public static string CellHosts(PSObject step) => Cell.Right(ViewText.Hosts(step), Cell.Hosts);

    /// <summary>A cell of the table.</summary>
    public static string CellDuration(PSObject step) => Cell.Right(ViewText.Duration(step), Cell.Duration);

    /// <summary>A cell of the table.</summary>
    public static string CellType(PSObject step) => Cell.Left(ViewText.Text(step, "Type"), BlockView.TypeWidth);

    /// <summary>The sanitized name.</summary>
    public static string DisplayName(PSObject step) => ViewText.Text(step, "Name");

    /// <summary>The duration, so far if it is running.</summary>
    public static TimeSpan? Duration(PSObject step) => ViewText.DurationOf(step);

    /// <summary>The step with its hosts and actions.</summary>
    public static string Tree(PSObject step) => JobTree.DrawStep(step);

    /// <summary>A line of the list.</summary>
    public static string TextStatus(PSObject step) => ViewText.Status(step);

    /// <summary>A line of the list.</summary>
    public static string TextOperator(PSObject step) => ViewText.Text(step, "Operator");

    /// <summary>A line of the list.</summary>
    public static string TextCreateTime(PSObject step) => ViewText.Time(step, "CreateTime");

    /// <summary>A line of the list.</summary>
    public static string TextStartTime(PSObject step) => ViewText.Time(step, "StartTime");

    /// <summary>A line of the list.</summary>
    public static string TextEndTime(PSObject step) => ViewText.Time(step, "EndTime");

    /// <summary>A line of the list.</summary>
    public static string TextDuration(PSObject step) => ViewText.Duration(step);

    /// <summary>A line of the list.</summary>
    public static string TextHosts(PSObject step) => ViewText.HostsInWords(step);

    /// <summary>A line of the list.</summary>
    public static string TextOperations(PSObject step) =>
        ViewText.Text(string.Join("; ", DeserializedValue.Items(DeserializedValue.Property(step, "Operations"))));

    /// <summary>A line of the list.</summary>
    public static string TextActions(PSObject step) => ViewText.Actions(step);
}
