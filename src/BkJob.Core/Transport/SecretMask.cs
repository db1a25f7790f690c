using System.Security;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace BkJob.Transport;

/// <summary>Servers echo what they were sent. What of it is secret is blotted out before anybody sees it.</summary>
internal static class SecretMask
{
    private const string Blot = "***";

    /// <summary>The text without the secrets of a connection, in whatever way a request may have written them.</summary>
    public static string? Apply(string? text, ConnectionSettings settings)
    {
        if (string.IsNullOrEmpty(text))
        {
            return text;
        }

        // Longest first: one secret may begin like another, and what is left of the longer one is a secret still.
        IEnumerable<string> forms = new[] { settings.AppSecret, settings.Token, settings.AccessToken }
            .OfType<SecureString>()
            .Where(secret => secret.Length > 0)
            .SelectMany(secret => Forms(Secret.Open(secret)))
            .OrderByDescending(form => form.Length);
        return forms.Aggregate(text, (masked, form) => masked.Replace(form, Blot, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Forms(string secret) =>
    [
        secret,
        Uri.EscapeDataString(secret),
        JsonEncodedText.Encode(secret).Value,
        JsonEncodedText.Encode(secret, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).Value,
    ];
}
