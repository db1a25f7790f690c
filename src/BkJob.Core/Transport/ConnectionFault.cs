using System.Globalization;

namespace BkJob.Transport;

/// <summary>Puts into words why no answer came.</summary>
internal static class ConnectionFault
{
    public static BkJobException Timeout(ConnectionSettings settings, Exception cause) => new(
        BkJobErrorKind.RequestTimeout,
        CoreMessages.FormatNoAnswerInTime(
            settings.Server.Authority, settings.Timeout.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture)),
        cause)
    { IsTransient = true };

    public static BkJobException Closed(ConnectionSettings settings, Exception cause) => new(
        BkJobErrorKind.ConnectionFailed, CoreMessages.FormatConnectionEnded(settings.Server.Authority), cause);

    public static BkJobException Of(ConnectionSettings settings, HttpRequestException cause, SecretRedactor redactor)
    {
        string server = settings.Server.Authority;
        var certificate = cause.GetBaseException() as CertificateException;
        string text = cause.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => CoreMessages.FormatNameNotFound(server),
            HttpRequestError.SecureConnectionError when certificate is not null =>
                CoreMessages.FormatCertificateNotTrusted(server, certificate.Message),
            HttpRequestError.SecureConnectionError => CoreMessages.FormatNoSecureConnection(server),
            HttpRequestError.ProxyTunnelError => CoreMessages.FormatProxyRefuses(server),
            HttpRequestError.InvalidResponse => CoreMessages.FormatNotHttp(server),
            HttpRequestError.ResponseEnded => CoreMessages.FormatClosedWithoutAnswer(server),
            _ => CoreMessages.FormatNoConnection(server, redactor.Redact(cause.Message)),
        };

        // These two quote what was received, and the address of the proxy with its password: nobody may find that inside.
        Exception? inner = cause.HttpRequestError is HttpRequestError.InvalidResponse or HttpRequestError.ProxyTunnelError
            || !redactor.IsClean(cause) ? null : cause;
        return new BkJobException(BkJobErrorKind.ConnectionFailed, text, inner) { IsTransient = certificate is null };
    }
}
