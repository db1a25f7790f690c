using System.Globalization;
using System.Text;

namespace BkJob;

/// <summary>
/// Measures text in cells of the screen. PowerShell up to 7.6 counts each character as one cell, so a progress bar with Chinese text
/// continues on the next line, and a part of it stays on the screen.
/// </summary>
internal static class CellText
{
    private const char NoWidth = '\u200B';

    /// <summary>The number of cells of a text. Escape sequences of colours take none.</summary>
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

    /// <summary>Truncates a text to a number of cells, with a mark at its end. A grapheme cluster is never split.</summary>
    /// <param name="text">Sanitized text.</param>
    /// <param name="maxCells">The maximum number of cells, 1 or more.</param>
    /// <param name="mark">The mark of truncation.</param>
    public static string Truncate(string text, int maxCells, string mark = "…")
    {
        if (Count(text) <= maxCells)
        {
            return text;
        }

        // All colour sequences are kept: without the last one, the rest of the line would be coloured.
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

    /// <summary>Pads a text with zero-width characters, so that its length equals its width.</summary>
    /// <param name="text">Sanitized text.</param>
    public static string Widen(string text) => text + new string(NoWidth, Math.Max(0, Count(text) - text.Length));

    /// <summary>East Asian characters, their full-width forms, and all characters above U+FFFF, mostly emoji.</summary>
    private static bool IsWide(Rune rune) => rune.Value is (>= 0x1100 and <= 0x115F) or 0x2329 or 0x232A
        or (>= 0x2E80 and <= 0xA4CF and not 0x303F) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF)
        or (>= 0xFE10 and <= 0xFE19) or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6) or > 0xFFFF;
}
