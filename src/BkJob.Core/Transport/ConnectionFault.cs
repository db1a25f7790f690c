using System.Globalization;
using System.Net;

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

    /// <summary>No connection could be made in time; <see cref="ConnectionSettings.Timeout"/> is for the response alone.</summary>
    public static BkJobException ConnectTimeout(ConnectionSettings settings, Exception cause) => new(
        BkJobErrorKind.ConnectionFailed,
        CoreMessages.FormatConnectTimedOut(
            TargetOf(settings), settings.ConnectTimeout.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture)),
        cause)
    { IsTransient = true };

    public static BkJobException Of(ConnectionSettings settings, HttpRequestException cause, SecretRedactor redactor)
    {
        string server = settings.Server.Authority;
        var certificate = cause.GetBaseException() as CertificateException;

        // The outer messages say no more than that something failed; the innermost one says what.
        string reason = redactor.Redact(cause.GetBaseException().Message)!;
        string text = cause.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => CoreMessages.FormatNameNotFound(ProxyOf.Name(settings) ?? server),
            HttpRequestError.SecureConnectionError when certificate is not null =>
                CoreMessages.FormatCertificateNotTrusted(server, certificate.Message),
            HttpRequestError.SecureConnectionError => CoreMessages.FormatNoSecureConnection(server, reason),
            HttpRequestError.ProxyTunnelError => CoreMessages.FormatProxyRefuses(
                ProxyOf.Name(settings) ?? CoreMessages.UnknownProxy, server, ReasonOfProxy(cause)),
            HttpRequestError.InvalidResponse => CoreMessages.FormatNotHttp(server),
            HttpRequestError.ResponseEnded => CoreMessages.FormatClosedWithoutAnswer(server),
            _ => CoreMessages.FormatNoConnection(TargetOf(settings), reason),
        };

        // These two quote what was received, and the address of the proxy with its password: nobody may find that inside.
        Exception? inner = cause.HttpRequestError is HttpRequestError.InvalidResponse or HttpRequestError.ProxyTunnelError
            || !redactor.IsClean(cause) ? null : cause;
        bool isProxyLogin = cause.StatusCode == HttpStatusCode.ProxyAuthenticationRequired;
        return new BkJobException(BkJobErrorKind.ConnectionFailed, text, inner)
        {
            IsTransient = certificate is null && !isProxyLogin,
            Hint = cause.HttpRequestError == HttpRequestError.ProxyTunnelError ? ErrorHint.Proxy : ErrorHint.None,
        };
    }

    // The words of the HTTP stack would quote the proxy's address with its password.
    private static string ReasonOfProxy(HttpRequestException cause) => cause.StatusCode switch
    {
        HttpStatusCode.ProxyAuthenticationRequired => CoreMessages.ProxyNeedsCredential,
        { } status => CoreMessages.FormatProxyStatus((int)status),
        null => CoreMessages.ProxyNoTunnel,
    };

    private static string TargetOf(ConnectionSettings settings) =>
        ProxyOf.Name(settings) is { } proxy
            ? CoreMessages.FormatThroughProxy(settings.Server.Authority, proxy)
            : settings.Server.Authority;
}
