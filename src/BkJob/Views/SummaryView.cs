using System.ComponentModel;
using System.Management.Automation;

namespace BkJob.Views;

/// <summary>Texts of the table of job instances of the history. Public because a type definition calls it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SummaryView
{
    /// <summary>
    /// Digits of the IDs of a large site; a longer one makes the column wider. With the digits of the largest ID, the operator and the
    /// duration would not fit on a screen of 80 columns.
    /// </summary>
    internal const int Id = 12;

    private const int Operator = 8;
    private static readonly int[] BehindName = [Cell.Start, Operator, Cell.Duration];

    /// <summary>A cell of the table.</summary>
    public static string CellId(PSObject job) => Cell.Right(ViewText.Number(job, "Id"), Id);

    /// <summary>A cell of the table.</summary>
    public static string CellName(PSObject job) => Cell.Main(JobView.DisplayName(job), [Id, Cell.Status], Cell.LeastName, BehindName);

    /// <summary>A cell of the table.</summary>
    public static string CellOperator(PSObject job) => Cell.Left(JobView.TextOperator(job), Operator);

    /// <summary>The job in one line.</summary>
    public static string Tree(PSObject job) =>
        $"{ViewText.Status(job)}  {ViewText.Number(job, "Id")} {JobView.DisplayName(job)}  {JobView.TextOperator(job)}  {ViewText.Time(job, "CreateTime")}  {ViewText.Duration(job)}";
}
