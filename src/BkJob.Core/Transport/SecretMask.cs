using System.Buffers;
using System.Globalization;
using System.Net;
using System.Security;
using System.Text;
using System.Text.RegularExpressions;

namespace BkJob.Transport;

/// <summary>Servers echo what they were sent. What of it is secret is blotted out before anybody sees it.</summary>
internal static class SecretMask
{
    private const string Blot = "***";
    private const int LongestId = 64;

    /// <summary>Without going back: a text of nothing but backslashes would take the square of its length.</summary>
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking;

    private static readonly SearchValues<char> IdCharacters =
        SearchValues.Create("-_.0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    /// <summary>
    /// The text without the secrets of a connection, in whatever way it writes them: servers of many languages quote what they got
    /// as JSON, as a URL, as a form or as HTML, some of it twice.
    /// </summary>
    public static string? Apply(string? text, ConnectionSettings settings)
    {
        if (string.IsNullOrEmpty(text))
        {
            return text;
        }

        foreach (string secret in Secrets(settings))
        {
            text = Regex.Replace(text, PatternOf(secret), Blot, Options);
        }

        return text;
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

    private static string PatternOf(string secret)
    {
        string base64 = Regex.Escape(Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)).TrimEnd('='));
        return $"(?:{string.Concat(secret.EnumerateRunes().Select(PatternOf))}|{base64}=*)";
    }

    /// <summary>One character in each of its writings.</summary>
    private static string PatternOf(Rune rune)
    {
        string raw = rune.ToString();
        string escaped = string.Concat(raw.Select(unit => FormattableString.Invariant($@"\\+u{(int)unit:X4}")));
        string percent = string.Concat(Encoding.UTF8.GetBytes(raw).Select(b => FormattableString.Invariant($"%{b:X2}")));
        string entity = string.Create(CultureInfo.InvariantCulture, $"&#(?:0*{rune.Value}|x0*{rune.Value:X});");
        string named = Regex.Escape(WebUtility.HtmlEncode(raw));
        string extra = raw switch { " " => @"|\+", "'" => "|&apos;", _ => "" };
        return $@"(?:\\*{Regex.Escape(raw)}|{escaped}|{percent}|{entity}|{named}{extra})";
    }
}
