using System.Net;
using System.Security;

namespace BkJob.Transport;

/// <summary>Opens a SecureString for the moment in which a request is written.</summary>
internal static class Secret
{
    public static string Open(SecureString secret) => new NetworkCredential(string.Empty, secret).Password;
}
