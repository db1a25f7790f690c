using System.Text;

namespace BkJob.Benchmarks.Report;

/// <summary>Rows as a table: of Markdown, with the columns in line for those who read it on a terminal.</summary>
internal static class Table
{
    private static readonly string[] Heads = ["what", "ours", "compared with", "ratio", "goal", "holds"];

    public static string Of(IEnumerable<Row> rows)
    {
        string[][] cells = [.. rows.Select(CellsOf)];
        int[] widths = [.. Heads.Select((head, column) => cells.Select(row => row[column].Length).Append(head.Length).Max())];
        var text = new StringBuilder();
        Append(text, Heads, widths);
        Append(text, [.. widths.Select(width => new string('-', width))], widths);
        foreach (string[] row in cells)
        {
            Append(text, row, widths);
        }

        return text.ToString();
    }

    private static string[] CellsOf(Row row) =>
    [
        .. new[]
        {
            row.What, row.Ours, row.Other, row.Ratio, row.Goal,
            row.Holds switch { true => "yes", false => "NO", null => "" },
        }.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal)),
    ];

    private static void Append(StringBuilder text, string[] cells, int[] widths) =>
        text.Append("| ").AppendJoin(" | ", cells.Select((cell, column) => cell.PadRight(widths[column]))).Append(" |\n");
}
