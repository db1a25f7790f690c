using System.Globalization;
using System.Text;

namespace BkJob;

/// <summary>Makes text that people and servers wrote harmless to look at.</summary>
public static class DisplayText
{
    /// <summary>Four times the longest name that Job takes.</summary>
    private const int Most = 2048;

    /// <summary>
    /// The same text with what a terminal would act on made visible: control characters as their pictures (␛), marks that turn
    /// the writing direction or hide as code points (<c>\u202E</c>). A text longer than any person reads is cut.
    /// </summary>
    /// <param name="text">Any text; null is empty.</param>
    public static string Harmless(string? text)
    {
        if (text is null || text.Length <= Most)
        {
            return HarmlessWhole(text);
        }

        // Not between the two halves of a character.
        int end = char.IsHighSurrogate(text[Most - 1]) ? Most - 1 : Most;
        return HarmlessWhole(text[..end]) + "…";
    }

    /// <summary>The same, however long it is.</summary>
    /// <param name="text">Any text; null is empty.</param>
    public static string HarmlessWhole(string? text)
    {
        if (text is null || !text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            return text ?? "";
        }

        var shown = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (rune.Value < ' ')
            {
                shown.Append((char)('\u2400' + rune.Value));
            }
            else if (rune.Value == '\u007F')
            {
                shown.Append('\u2421');
            }
            else if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            {
                shown.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}");
            }
            else
            {
                shown.Append(rune);
            }
        }

        return shown.ToString();
    }
}
