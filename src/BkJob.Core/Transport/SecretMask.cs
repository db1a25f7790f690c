using System.Security;

namespace BkJob.Transport;

/// <summary>Servers echo what they were sent. What of it is secret is blotted out before anybody sees it.</summary>
internal static class SecretMask
{
    public static string? Apply(string? text, ConnectionSettings settings)
    {
        foreach (SecureString secret in new[] { settings.AppSecret, settings.Token, settings.AccessToken }.OfType<SecureString>())
        {
            text = secret.Length > 0 ? text?.Replace(Secret.Open(secret), "***", StringComparison.Ordinal) : text;
        }

        return text;
    }
}
