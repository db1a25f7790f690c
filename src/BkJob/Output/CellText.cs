using System.Text;

namespace BkJob;

/// <summary>
/// Text measured in cells of the screen. PowerShell up to 7.6 takes each character for one cell, so that a progress bar with Chinese in it
/// runs into the next line, and a rest of it stays there for ever.
/// </summary>
internal static class CellText
{
    private const char NoWidth = '\u200B';

    /// <summary>How many cells a text takes.</summary>
    public static int Count(string text) => text.EnumerateRunes().Sum(rune => IsWide(rune) ? 2 : 1);

    /// <summary>Truncates a text to a number of cells, with an ellipsis.</summary>
    /// <param name="text">Text that is harmless to print.</param>
    /// <param name="maxCells">The most cells, 1 or more.</param>
    public static string Truncate(string text, int maxCells)
    {
        if (Count(text) <= maxCells)
        {
            return text;
        }

        var shown = new StringBuilder();
        int cells = 1;
        foreach (Rune rune in text.EnumerateRunes())
        {
            cells += IsWide(rune) ? 2 : 1;
            if (cells > maxCells)
            {
                break;
            }

            shown.Append(rune);
        }

        return shown.Append('…').ToString();
    }

    /// <summary>Makes a text as long as it is wide, with characters that take no cell.</summary>
    /// <param name="text">Text that is harmless to print.</param>
    public static string Widen(string text) => text + new string(NoWidth, Math.Max(0, Count(text) - text.Length));

    /// <summary>East Asian characters, their full-width forms, and whatever is beyond the first 65 536: emoji, mostly.</summary>
    private static bool IsWide(Rune rune) => rune.Value is
        (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF)
        or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6) or > 0xFFFF;
}
