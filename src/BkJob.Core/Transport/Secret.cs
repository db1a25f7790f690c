using System.Net;
using System.Security;

namespace BkJob.Transport;

/// <summary>Conversions of secrets. A secret is plain text only while a request is written.</summary>
internal static class Secret
{
    public static string ToPlainText(this SecureString secret) => new NetworkCredential(string.Empty, secret).Password;

    /// <summary>Makes a SecureString of a text.</summary>
    public static SecureString ToSecureString(string secret) => new NetworkCredential(string.Empty, secret).SecurePassword;

    /// <summary>What stands in place of a secret where a request is displayed.</summary>
    public static string Hide(SecureString secret) => SecretRedactor.Mask;

    /// <summary>
    /// The secret without what a file adds to it: a line end, a byte order mark. No server issues a secret that begins or ends with white
    /// space, and one that trims what it gets would return a secret that is not recognized.
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
