using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace BkJob.Module.Tests;

/// <summary>
/// A secret that can be found again. Between its two marks stands every character that somebody writes in another way; the marks are
/// letters and digits, which nobody does. So one search finds a secret however it was escaped, and also half of one that was blotted
/// out badly.
/// </summary>
/// <param name="mark">Letters and digits that occur nowhere else.</param>
internal sealed class MarkedSecret(string mark)
{
    public static readonly MarkedSecret App = new("q7kap");
    public static readonly MarkedSecret Token = new("q7kto");
    public static readonly MarkedSecret Access = new("q7kac");

    public static readonly IReadOnlyList<MarkedSecret> All = [App, Token, Access];

    /// <summary>The ways in which the software on the other side writes a text.</summary>
    public static readonly IReadOnlyDictionary<string, Func<string, string>> Writings = new Dictionary<string, Func<string, string>>
    {
        ["as it is"] = secret => secret,
        ["URL"] = Uri.EscapeDataString,
        ["URL in small letters"] = secret => Uri.EscapeDataString(secret).ToLowerInvariant(),
        ["form"] = WebUtility.UrlEncode,
        ["JSON"] = secret => JsonEncodedText.Encode(secret).Value,
        ["JSON of a server in Go or Java"] = secret => JsonEncodedText.Encode(secret, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).Value,
        ["JSON of a server in Python"] = secret => string.Concat(secret.Select(
            c => c is '"' or '\\' ? $"\\{c}" : c < 128 ? $"{c}" : FormattableString.Invariant($"\\u{(int)c:x4}"))),
        ["HTML"] = WebUtility.HtmlEncode,
        ["base64"] = secret => Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)),
    };

    public string Value { get; } = $"{mark}First\"%2B+ &<密钥>'\\/{mark}Last";

    /// <summary>Whether a text holds any secret, or a part of one, in any writing.</summary>
    public static bool IsIn(string text) => All.Any(secret => secret.IsWithin(text));

    private bool IsWithin(string text) => Signs.Any(sign => text.Contains(sign, StringComparison.OrdinalIgnoreCase));

    /// <summary>The marks, and what they become in writings that leave no letter as it is.</summary>
    private IReadOnlyList<string> Signs { get; } =
    [
        mark,
        Convert.ToHexString(Encoding.ASCII.GetBytes(mark)),

        // Export-Clixml outside Windows writes a SecureString like this.
        Convert.ToHexString(Encoding.Unicode.GetBytes(mark)),

        // Three letters are four in base64, and a text can start at any of three places; what its neighbours change is left away.
        .. Enumerable.Range(0, 3).Select(skip => Convert.ToBase64String(Encoding.ASCII.GetBytes(new string(' ', skip) + mark + "First"))
            .Substring(skip == 0 ? 0 : 4, 8)),
    ];
}
