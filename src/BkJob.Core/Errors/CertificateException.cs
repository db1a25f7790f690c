using System.Net.Security;

namespace BkJob.Transport;

/// <summary>The certificate of a server is no good. Told apart from other faults of a secure connection: asking again does not mend it.</summary>
internal sealed class CertificateException(SslPolicyErrors errors)
    : BkJobException(BkJobErrorKind.ConnectionFailed, "")
{
    /// <summary>Put into words where somebody reads it: the handshake runs on a thread that knows nothing of the user's language.</summary>
    public override string Message =>
        errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable) ? CoreMessages.CertificateMissing
        : errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) ? CoreMessages.CertificateForAnother
        : CoreMessages.CertificateUntrusted;
}
