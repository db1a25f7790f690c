namespace BkJob.Help;

/// <summary>A table of plain text. The last column uses the remaining width, and wraps.</summary>
public static class TextTable
{
    private const int Gap = 2;

    /// <summary>Draws a table.</summary>
    /// <param name="rows">The rows, the heading first.</param>
    /// <param name="width">The maximum number of columns.</param>
    public static IEnumerable<string> Lines(string[][] rows, int width)
    {
        int[] widths = [.. rows[0].Select((_, column) => rows.Max(row => EastAsianText.Width(row[column])))];
        widths[^1] = Math.Min(widths[^1], width - widths[..^1].Sum(column => column + Gap));
        string[] rule = [.. widths.Select(column => new string('-', column))];
        return rows.Take(1).Append(rule).Concat(rows.Skip(1)).SelectMany(row => Lines(row, widths));
    }

    private static IEnumerable<string> Lines(string[] row, int[] widths) =>
        EastAsianText.Wrap(row[^1], widths[^1]).Select((last, i) => Line([.. row[..^1].Select(cell => i == 0 ? cell : ""), last], widths));

    private static string Line(string[] cells, int[] widths) =>
        string.Concat(cells.Select((cell, column) => EastAsianText.Pad(cell, widths[column] + Gap))).TrimEnd();
}
