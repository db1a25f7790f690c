using System.Net.Security;

namespace BkJob.Transport;

/// <summary>The certificate of a server is no good. Told apart from other faults of a secure connection: asking again does not mend it.</summary>
internal sealed class CertificateException(SslPolicyErrors errors) : Exception(InWords(errors))
{
    private static string InWords(SslPolicyErrors errors) =>
        errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable) ? "it has none"
        : errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) ? "it is for another name"
        : "it has expired, or was made by nobody whom this machine trusts";
}
