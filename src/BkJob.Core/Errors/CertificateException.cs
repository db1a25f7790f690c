using System.Net.Security;

namespace BkJob.Transport;

/// <summary>The certificate of a server is not valid. Unlike other TLS errors, this one is not transient.</summary>
internal sealed class CertificateException(SslPolicyErrors errors)
    : BkJobException(BkJobErrorKind.ConnectionFailed, "")
{
    /// <summary>Formats the message when it is displayed: the handshake runs on a thread without the culture of the user.</summary>
    public override string Message =>
        errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable) ? CoreMessages.CertificateMissing
        : errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) ? CoreMessages.CertificateForAnother
        : CoreMessages.CertificateUntrusted;
}
