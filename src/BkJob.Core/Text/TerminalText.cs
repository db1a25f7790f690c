using System.Buffers;
using System.Globalization;
using System.Text;

namespace BkJob;

/// <summary>Sanitizes text that users and servers wrote for a terminal.</summary>
public static class TerminalText
{
    /// <summary>Four times the longest name that Job accepts.</summary>
    private const int MaxLength = 2048;

    /// <summary>Joins several emoji, such as a family.</summary>
    private const int Joiner = 0x200D;

    /// <summary>The flags of England, Scotland and Wales are a black flag and tags that spell the region.</summary>
    private const string BlackFlag = "\U0001F3F4";
    private const int FirstTag = 0xE0020;
    private const int LastTag = 0xE007F;

    /// <summary>
    /// Makes characters that a terminal would interpret visible: control characters as their pictures (␛), bidirectional and invisible
    /// marks as code points (<c>\u202E</c>), except within an emoji. A very long text is truncated.
    /// </summary>
    /// <param name="text">Any text; null is empty.</param>
    public static string Sanitize(string? text) => Sanitize(text, MaxLength);

    /// <summary>Sanitizes a text, and truncates it to another length.</summary>
    /// <param name="text">Any text; null is empty.</param>
    /// <param name="maxLength">The maximum length; null for none.</param>
    public static string Sanitize(string? text, int? maxLength)
    {
        if (text?.Length > maxLength)
        {
            // Not between two surrogates.
            int end = char.IsHighSurrogate(text[maxLength.Value - 1]) ? maxLength.Value - 1 : maxLength.Value;
            return Sanitize(text[..end], maxLength: null) + "…";
        }

        if (text is null || !text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            return text ?? "";
        }

        var shown = new StringBuilder(text.Length);
        ReadOnlySpan<char> rest = text;
        while (!rest.IsEmpty)
        {
            int length = StringInfo.GetNextTextElementLength(rest);
            AppendElement(shown, rest[..length]);
            rest = rest[length..];
        }

        return shown.ToString();
    }

    /// <summary>Appends a text element: a letter with its accents, an emoji with all its parts.</summary>
    private static void AppendElement(StringBuilder shown, ReadOnlySpan<char> element)
    {
        bool isFlag = element.StartsWith(BlackFlag, StringComparison.Ordinal);
        int at = 0;
        foreach (Rune rune in element.EnumerateRunes())
        {
            at += rune.Utf16SequenceLength;
            if (IsPrintable(rune) || (rune.Value == Joiner && IsSymbol(element[at..])) || (isFlag && rune.Value is >= FirstTag and <= LastTag))
            {
                shown.Append(rune);
            }
            else if (rune.Value < ' ')
            {
                shown.Append((char)('\u2400' + rune.Value));
            }
            else if (rune.Value == '\u007F')
            {
                shown.Append('\u2421');
            }
            else
            {
                shown.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}");
            }
        }
    }

    /// <summary>Whether a joiner before it is inside an emoji: within a text element, joiners join only these.</summary>
    private static bool IsSymbol(ReadOnlySpan<char> next) =>
        Rune.DecodeFromUtf16(next, out Rune rune, out _) == OperationStatus.Done && Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherSymbol;

    private static bool IsPrintable(Rune rune) => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
