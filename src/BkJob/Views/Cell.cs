namespace BkJob.Views;

/// <summary>
/// Formats cells of tables. The tables specify no widths: PowerShell then makes each column as wide as its cells, which have the widths
/// below. PowerShell shrinks or drops only the last columns, so the last ones are the least important, and <see cref="Main"/> makes the
/// most important text so wide that a column which does not fit is dropped as a whole: part of a number would be another number.
/// </summary>
internal static class Cell
{
    /// <summary>Digits of the largest ID.</summary>
    public const int Id = 19;

    /// <summary>Digits of the largest code, with its sign.</summary>
    public const int Code = 11;

    /// <summary>
    /// The longest status of a job or step, with its symbol; one less on a screen of 60 columns, on which a name needs 20.
    /// </summary>
    public static int Status => Screen.Width < 60 ? 18 : 19;

    /// <summary>
    /// The longest status of a host, with its symbol; one less on a screen of 60 columns, on which an IPv6 address needs 39.
    /// </summary>
    public static int HostStatus => Screen.Width < 60 ? 19 : 20;

    public const int Hosts = 13;
    public const int Start = 5;
    public const int Duration = 10;

    /// <summary>The minimum width of a name; on a narrower screen, no other column is displayed.</summary>
    public const int LeastName = 20;

    /// <summary>The minimum width of a value in the last column, which has what the others leave: with less room it is dropped.</summary>
    public const int LeastValue = 8;

    /// <summary>Formats left-aligned text, truncated or padded to a width.</summary>
    public static string Left(string text, int width)
    {
        string shown = CellText.Truncate(text, width, Screen.HasSymbols ? "…" : "...");
        return shown + new string(' ', width - CellText.Count(shown));
    }

    /// <summary>Formats a right-aligned number, which is never truncated.</summary>
    public static string Right(string number, int width) => new string(' ', Math.Max(0, width - CellText.Count(number))) + number;

    /// <summary>
    /// Formats the most important text: it gets the width that the preceding columns leave, minus the following columns that fit. On a very
    /// wide screen only a long text makes it wider than needed for all columns to fit, because the following columns would be too far away.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="before">Widths of the preceding columns.</param>
    /// <param name="least">The minimum width of the text.</param>
    /// <param name="behind">Widths of the following columns, the most important first.</param>
    /// <param name="enough">A width of the screen at which all columns fit.</param>
    public static string Main(
        string text, ReadOnlySpan<int> before, int least, ReadOnlySpan<int> behind, int enough = Screen.DefaultWidth)
    {
        int cells = CellText.Count(text);
        int usual = Rest(Math.Min(Screen.Width, enough), before, least, behind);
        if (cells <= usual)
        {
            return Left(text, usual);
        }

        return Left(text, Math.Min(cells, Rest(Screen.Width, before, least, behind)));
    }

    /// <summary>The number of columns after the most important text that fit on the screen.</summary>
    /// <param name="before">Widths of the preceding columns.</param>
    /// <param name="least">The minimum width of the text.</param>
    /// <param name="behind">Widths of the following columns, the most important first.</param>
    public static int CountFitting(ReadOnlySpan<int> before, int least, ReadOnlySpan<int> behind) =>
        Fit(Screen.Width, before, least, behind).Columns;

    private static int Rest(int screen, ReadOnlySpan<int> before, int least, ReadOnlySpan<int> behind) =>
        Math.Max(Fit(screen, before, least, behind).Left, least);

    private static (int Columns, int Left) Fit(int screen, ReadOnlySpan<int> before, int least, ReadOnlySpan<int> behind)
    {
        int left = screen;
        foreach (int width in before)
        {
            left -= width + 1;
        }

        int columns = 0;
        while (columns < behind.Length && left - behind[columns] - 1 >= least)
        {
            left -= behind[columns] + 1;
            columns++;
        }

        return (columns, left);
    }
}
