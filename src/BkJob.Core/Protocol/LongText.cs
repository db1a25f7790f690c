namespace BkJob.Protocol;

/// <summary>
/// Limits the length of a text outside the result data. A message or a request ID of megabytes is an error or an attack, and must not
/// require more memory than the result itself.
/// </summary>
internal static class LongText
{
    /// <summary>The maximum length in bytes as sent, including escapes.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <summary>The length of the longest character: an escaped surrogate pair.</summary>
    public const int MaxUnit = 12;

    /// <summary>The minimum number of characters of a truncated text: if each is escaped.</summary>
    public const int MinCharsWhenCut = (MaxBytes - MaxUnit) / 6;

    /// <summary>Finds the position at which to truncate a text without splitting a character or an escape.</summary>
    /// <param name="text">The bytes after the opening quote: the whole text, or at least MaxBytes + MaxUnit bytes.</param>
    /// <returns>-1 for a text that is not longer.</returns>
    public static int FindCut(ReadOnlySpan<byte> text)
    {
        int at = 0;
        while (at < text.Length && text[at] != '"')
        {
            int unit = UnitLength(text[at..]);
            if (at + unit > MaxBytes)
            {
                return at;
            }

            at += unit;
        }

        return -1;
    }

    private static int UnitLength(ReadOnlySpan<byte> text) => text switch
    {
        [(byte)'\\', (byte)'u', (byte)'d' or (byte)'D', (byte)'8' or (byte)'9' or (byte)'a' or (byte)'A' or (byte)'b' or (byte)'B', ..] => 12,
        [(byte)'\\', (byte)'u', ..] => 6,
        [(byte)'\\', ..] => 2,
        [>= 0xF0, ..] => 4,
        [>= 0xE0, ..] => 3,
        [>= 0xC0, ..] => 2,
        _ => 1,
    };
}
