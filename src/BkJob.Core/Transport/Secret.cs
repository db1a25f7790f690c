using System.Net;
using System.Security;

namespace BkJob.Transport;

/// <summary>Decrypts a secret, or replaces it if the request is only displayed.</summary>
/// <param name="secret">The secret.</param>
/// <param name="encode">Encodes the decrypted secret.</param>
internal delegate string SecretReader(SecureString secret, Func<string, string> encode);

/// <summary>Conversions of secrets. A secret is plain text only while a request is written.</summary>
internal static class Secret
{
    public static string ToPlainText(this SecureString secret) => new NetworkCredential(string.Empty, secret).Password;

    /// <summary>Creates a SecureString from a text.</summary>
    public static SecureString ToSecureString(string secret) => new NetworkCredential(string.Empty, secret).SecurePassword;

    /// <summary>Decrypts a secret for a request that is sent.</summary>
    public static string Reveal(SecureString secret, Func<string, string> encode) => encode(ToPlainText(secret));

    /// <summary>The replacement of a secret in a displayed request.</summary>
    public static string Hide(SecureString secret, Func<string, string> encode) => SecretRedactor.Mask;

    /// <summary>
    /// Removes characters that a file adds to a secret: a line end, a byte order mark. No server issues a secret that begins or ends with
    /// white space, and a server that trims its input would echo a secret that is not recognized for redaction.
    /// </summary>
    public static string Trim(string secret)
    {
        int start = 0;
        int end = secret.Length;
        while (start < end && IsBlank(secret[start]))
        {
            start++;
        }

        while (end > start && IsBlank(secret[end - 1]))
        {
            end--;
        }

        return secret[start..end];
    }

    private static bool IsBlank(char c) => char.IsWhiteSpace(c) || c is '\0' or '\uFEFF' or '\u200B';
}
