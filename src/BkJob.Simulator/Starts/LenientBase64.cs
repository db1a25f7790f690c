using System.Text;

namespace BkJob.Simulator.Starts;

/// <summary>
/// Decodes like the server: characters outside the alphabet are skipped, so any text is accepted (protocol-actions.md §4.3).
/// </summary>
internal static class LenientBase64
{
    private const int GroupLength = 4;

    public static string Decode(string text) => Encoding.UTF8.GetString(DecodeBytes(text));

    public static byte[] DecodeBytes(string text)
    {
        Span<char> digits = new char[text.Length + GroupLength];
        var count = 0;
        foreach (var c in text)
        {
            if (c == '=')
            {
                break;
            }

            if (DigitOf(c) is { } digit)
            {
                digits[count++] = digit;
            }
        }

        // A single character at the end has less than a byte.
        count -= count % GroupLength == 1 ? 1 : 0;
        var padding = (GroupLength - (count % GroupLength)) % GroupLength;
        digits.Slice(count, padding).Fill('=');
        return Convert.FromBase64String(digits[..(count + padding)].ToString());
    }

    private static char? DigitOf(char c) => c switch
    {
        '-' => '+',
        '_' => '/',
        '+' or '/' => c,
        _ => char.IsAsciiLetterOrDigit(c) ? c : null,
    };
}
