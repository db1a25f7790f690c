using System.Text;

namespace BkJob.Simulator.Starts;

/// <summary>Decodes like the server: characters outside the alphabet are skipped, so any text is accepted (protocol-actions.md §4.3).</summary>
internal static class LenientBase64
{
    private const int GroupLength = 4;

    public static string Decode(string text) => Encoding.UTF8.GetString(DecodeBytes(text));

    public static byte[] DecodeBytes(string text)
    {
        var digits = new StringBuilder(text.Length + GroupLength);
        foreach (var c in text.TakeWhile(c => c != '='))
        {
            digits.Append(char.IsAsciiLetterOrDigit(c) || c is '+' or '/' ? c.ToString() : c switch
            {
                '-' => "+",
                '_' => "/",
                _ => "",
            });
        }

        // A single character at the end has less than a byte.
        digits.Length -= digits.Length % GroupLength == 1 ? 1 : 0;
        digits.Append('=', (GroupLength - (digits.Length % GroupLength)) % GroupLength);
        return Convert.FromBase64String(digits.ToString());
    }
}
