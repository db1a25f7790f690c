using System.Globalization;
using System.Text;

namespace BkJob;

/// <summary>
/// Text measured in cells of the screen. PowerShell up to 7.6 takes each character for one cell, so that a progress bar with Chinese in it
/// runs into the next line, and a rest of it stays there.
/// </summary>
internal static class CellText
{
    private const char NoWidth = '\u200B';

    /// <summary>How many cells a text takes. The escape sequences of colours take none.</summary>
    public static int Count(string text)
    {
        int cells = 0;
        bool isColour = false;
        foreach (Rune rune in text.EnumerateRunes())
        {
            isColour = isColour || rune.Value == '\e';
            cells += isColour ? 0 : IsWide(rune) ? 2 : 1;
            isColour = isColour && rune.Value != 'm';
        }

        return cells;
    }

    /// <summary>Truncates a text to a number of cells, with a mark at its end. A character that consists of several stays whole.</summary>
    /// <param name="text">Text that is harmless to print.</param>
    /// <param name="maxCells">The most cells, 1 or more.</param>
    /// <param name="mark">Stands for what is left out.</param>
    public static string Truncate(string text, int maxCells, string mark = "…")
    {
        if (Count(text) <= maxCells)
        {
            return text;
        }

        // Colours are kept wherever they are: without the last one, the rest of the line would be coloured.
        var kept = new StringBuilder();
        int cells = mark.Length;
        bool isColour = false;
        bool isFull = false;
        TextElementEnumerator elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext())
        {
            string element = elements.GetTextElement();
            isColour = isColour || element == "\e";
            if (isColour)
            {
                kept.Append(element);
                isColour = element != "m";
            }
            else if (!isFull)
            {
                cells += Count(element);
                isFull = cells > maxCells;
                kept.Append(isFull ? mark : element);
            }
        }

        return kept.ToString();
    }

    /// <summary>Makes a text as long as it is wide, with characters that take no cell.</summary>
    /// <param name="text">Text that is harmless to print.</param>
    public static string Widen(string text) => text + new string(NoWidth, Math.Max(0, Count(text) - text.Length));

    /// <summary>East Asian characters, their full-width forms, and whatever is beyond the first 65 536: emoji, mostly.</summary>
    private static bool IsWide(Rune rune) => rune.Value is (>= 0x1100 and <= 0x115F) or 0x2329 or 0x232A
        or (>= 0x2E80 and <= 0xA4CF and not 0x303F) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF)
        or (>= 0xFE10 and <= 0xFE19) or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6) or > 0xFFFF;
}
