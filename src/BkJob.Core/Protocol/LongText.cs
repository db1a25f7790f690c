namespace BkJob.Protocol;

/// <summary>
/// How much of a text outside the result data is kept. A message or a request id of megabytes is a fault or an attack; no one reads it, and
/// it must not cost more memory than the result itself.
/// </summary>
internal static class LongText
{
    /// <summary>Bytes of a text as they are sent, escapes included.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <summary>The longest character: two escapes that belong together.</summary>
    public const int MaxUnit = 12;

    /// <summary>The fewest characters that a text has which was cut: each an escape.</summary>
    public const int MinCharsWhenCut = (MaxBytes - MaxUnit) / 6;

    /// <summary>Where a text has to be cut, so that neither a character nor an escape is divided.</summary>
    /// <param name="text">What follows the opening quote, at least <see cref="MaxBytes"/> and <see cref="MaxUnit"/> bytes or the whole text.</param>
    /// <returns>-1 for a text that ends before.</returns>
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
