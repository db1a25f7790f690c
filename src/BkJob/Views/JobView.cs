using System.ComponentModel;
using System.Management.Automation;

namespace BkJob.Views;

/// <summary>Texts of the views for a job instance. Public because a type definition calls it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class JobView
{
    private static readonly int[] BehindName = [Cell.Hosts, Cell.Start, Cell.Duration];

    /// <summary>The number of columns after the name that fit on the screen.</summary>
    internal static int CountColumnsBehindName() => Cell.CountFitting([Cell.Id, Cell.Status], Cell.LeastName, BehindName);

    /// <summary>A cell of the table.</summary>
    public static string CellId(PSObject job) => Cell.Right(ViewText.Number(job, "Id"), Cell.Id);

    /// <summary>A cell of the table.</summary>
    public static string CellStatus(PSObject job) => Cell.Left(ViewText.Status(job), Cell.Status);

    /// <summary>A cell of the table.</summary>
    public static string CellName(PSObject job) => Cell.Main(DisplayName(job), [Cell.Id, Cell.Status], Cell.LeastName, BehindName);

    /// <summary>A cell of the table.</summary>
    public static string CellHosts(PSObject job) => Cell.Right(ViewText.Hosts(job), Cell.Hosts);

    /// <summary>A cell of the table.</summary>
    public static string CellStart(PSObject job) => Cell.Left(ViewText.ShortStart(job), Cell.Start);

    /// <summary>A cell of the table.</summary>
    public static string CellDuration(PSObject job) => Cell.Right(ViewText.Duration(job), Cell.Duration);

    /// <summary>The sanitized name.</summary>
    public static string DisplayName(PSObject job) => ViewText.Text(job, "Name");

    /// <summary>When it started, as <c>StartTime</c>.</summary>
    public static object? Start(PSObject job) => DeserializedValue.Property(job, "StartTime");

    /// <summary>The duration, so far if it is running.</summary>
    public static TimeSpan? Duration(PSObject job) => ViewText.DurationOf(job);

    /// <summary>Type and ID of the scope.</summary>
    public static string Scope(PSObject job) =>
        ViewText.Text($"{DeserializedValue.Text(job, "ScopeType")} {DeserializedValue.Text(job, "ScopeId")}".Trim());

    /// <summary>A line of the list.</summary>
    public static string TextStatus(PSObject job) => ViewText.Status(job);

    /// <summary>A line of the list.</summary>
    public static string TextOperator(PSObject job) => ViewText.Text(job, "Operator");

    /// <summary>A line of the list.</summary>
    public static string TextCreateTime(PSObject job) => ViewText.Time(job, "CreateTime");

    /// <summary>A line of the list.</summary>
    public static string TextStartTime(PSObject job) => ViewText.Time(job, "StartTime");

    /// <summary>A line of the list.</summary>
    public static string TextEndTime(PSObject job) => ViewText.Time(job, "EndTime");

    /// <summary>A line of the list.</summary>
    public static string TextDuration(PSObject job) => ViewText.Duration(job);

    /// <summary>A line of the list.</summary>
    public static string TextSteps(PSObject job) => ViewText.Progress(job);

    /// <summary>A line of the list.</summary>
    public static string TextHosts(PSObject job) => ViewText.HostsInWords(job);

    /// <summary>A line of the list.</summary>
    public static string TextRequestId(PSObject job) => ViewText.Text(job, "RequestId");

    /// <summary>A line of the list.</summary>
    public static string TextActions(PSObject job) => ViewText.Actions(job);

    /// <summary>The tree of its steps.</summary>
    public static string Tree(PSObject job) => JobTree.Draw(job);
}
