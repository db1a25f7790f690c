using System.Security;

namespace BkJob.Core.Tests.Support;

internal static class Secrets
{
    public static SecureString AsSecret(this string text)
    {
        var secret = new SecureString();
        foreach (char c in text)
        {
            secret.AppendChar(c);
        }

        return secret;
    }
}
