using System.Text;

namespace BkJob;

/// <summary>
/// The texts of a progress bar. PowerShell up to 7.6 takes each character for one cell of the screen, so that a bar with Chinese in it
/// runs into the next line, and a rest of it stays there for ever.
/// </summary>
internal static class ProgressTitle
{
    /// <summary>A longer one would be cut by PowerShell, by characters again: half of a screen of 80 columns, less what it takes for itself.</summary>
    public const int MostCells = 38;

    private const char NoWidth = '\u200B';

    /// <summary>Cuts a title, and makes it as long as it is wide, with characters that take no cell.</summary>
    /// <param name="text">Text that is harmless to print.</param>
    public static string Of(string text)
    {
        var title = new StringBuilder();
        int cells = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            int width = IsWide(rune) ? 2 : 1;
            if (cells + width >= MostCells)
            {
                title.Append('…');
                cells++;
                break;
            }

            title.Append(rune);
            cells += width;
        }

        return title.Append(NoWidth, Math.Max(0, cells - title.Length)).ToString();
    }

    /// <summary>Makes what stands beside the title as long as it is wide, and cuts nothing.</summary>
    /// <param name="text">Text that is harmless to print.</param>
    public static string Widened(string text)
    {
        int cells = text.EnumerateRunes().Sum(rune => IsWide(rune) ? 2 : 1);
        return text + new string(NoWidth, Math.Max(0, cells - text.Length));
    }

    /// <summary>East Asian characters, their full-width forms, and whatever is beyond the first 65 536: emoji, mostly.</summary>
    private static bool IsWide(Rune rune) => rune.Value is
        (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF)
        or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6) or > 0xFFFF;
}
