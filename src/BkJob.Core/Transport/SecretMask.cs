using System.Buffers;
using System.Security;
using System.Text;

namespace BkJob.Transport;

/// <summary>Servers echo what they were sent. What of it is secret is blotted out before anybody sees it.</summary>
internal static class SecretMask
{
    private const string Blot = "***";
    private const int LongestId = 64;

    /// <summary>Less than this of an encoded secret stands in many a text that has nothing to do with it.</summary>
    private const int ShortestEncoded = 8;

    private static readonly SearchValues<char> IdCharacters =
        SearchValues.Create("-_.0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    /// <summary>
    /// The text without the secrets of a connection, in whatever way it writes them: servers of many languages quote what they got
    /// as JSON, as a URL, as a form, as HTML, in hexadecimal digits or in base64, some of it twice.
    /// </summary>
    public static string? Apply(string? text, ConnectionSettings settings)
    {
        if (string.IsNullOrEmpty(text))
        {
            return text;
        }

        var found = new List<(int Begin, int End)>();
        PlainText? plain = null;
        foreach (string secret in Secrets(settings))
        {
            plain ??= PlainText.Of(text);
            AddWritten(found, plain, PlainText.Of(secret).Text);
            AddEncoded(found, text, Encoding.UTF8.GetBytes(secret));
        }

        return found.Count == 0 ? text : BlotOut(text, found);
    }

    /// <summary>The same for an id, cheap enough for every answer: what looks like one quotes nothing.</summary>
    public static string? ApplyToId(string? id, ConnectionSettings settings) =>
        id is null ? null
        : id.Length > LongestId || id.AsSpan().ContainsAnyExcept(IdCharacters) ? Apply(id, settings)
        : Secrets(settings).Aggregate(id, (masked, secret) => masked.Replace(secret, Blot, StringComparison.Ordinal));

    /// <summary>Longest first: one secret may begin like another, and what is left of the longer one is a secret still.</summary>
    private static IEnumerable<string> Secrets(ConnectionSettings settings) =>
        new[] { settings.AppSecret, settings.Token, settings.AccessToken }
            .OfType<SecureString>()
            .Where(secret => secret.Length > 0)
            .Select(Secret.Open)
            .OrderByDescending(secret => secret.Length);

    private static void AddWritten(List<(int Begin, int End)> found, PlainText plain, string secret)
    {
        int at = secret.Length == 0 ? -1 : plain.Text.IndexOf(secret, StringComparison.Ordinal);
        while (at >= 0)
        {
            Range source = plain.SourceOf(at, secret.Length);
            found.Add((source.Start.Value, source.End.Value));
            at = plain.Text.IndexOf(secret, at + 1, StringComparison.Ordinal);
        }
    }

    /// <summary>Encoded as a whole or behind something else, as an app code and a colon are.</summary>
    private static void AddEncoded(List<(int Begin, int End)> found, string text, byte[] secret)
    {
        AddAll(found, text, Convert.ToHexString(secret), char.IsAsciiHexDigit);
        foreach (int before in new[] { 0, 1, 2 })
        {
            string base64 = Base64Behind(before, secret);
            AddAll(found, text, base64, IsBase64);
            AddAll(found, text, base64.Replace('+', '-').Replace('/', '_'), IsBase64);
        }
    }

    /// <summary>Three bytes are four characters: of those that hold bits of a neighbour nothing is known.</summary>
    private static string Base64Behind(int before, byte[] secret)
    {
        string whole = Convert.ToBase64String([.. new byte[before], .. secret]);
        int known = (before + secret.Length) * 8 / 6;
        return whole[(((before * 8) + 5) / 6)..known];
    }

    /// <summary>Blots out the whole of what it stands in: the rest of an encoded text may hold the rest of a secret.</summary>
    private static void AddAll(List<(int Begin, int End)> found, string text, string encoded, Func<char, bool> isPart)
    {
        int at = encoded.Length < ShortestEncoded ? -1 : text.IndexOf(encoded, StringComparison.OrdinalIgnoreCase);
        while (at >= 0)
        {
            int begin = at;
            int end = at + encoded.Length;
            while (begin > 0 && isPart(text[begin - 1]))
            {
                begin--;
            }

            while (end < text.Length && isPart(text[end]))
            {
                end++;
            }

            found.Add((begin, end));
            at = end < text.Length ? text.IndexOf(encoded, end, StringComparison.OrdinalIgnoreCase) : -1;
        }
    }

    private static bool IsBase64(char c) => char.IsAsciiLetterOrDigit(c) || c is '+' or '/' or '-' or '_' or '=';

    private static string BlotOut(string text, List<(int Begin, int End)> found)
    {
        var masked = new StringBuilder(text.Length);
        int done = 0;
        foreach ((int begin, int end) in found.Order())
        {
            if (begin >= done)
            {
                masked.Append(text, done, begin - done).Append(Blot);
            }

            done = Math.Max(done, end);
        }

        return masked.Append(text, done, text.Length - done).ToString();
    }
}
