using System.Globalization;
using System.Net;

namespace BkJob.Transport;

/// <summary>Creates the errors of requests that got no response.</summary>
internal static class ConnectionErrors
{
    public static BkJobException CreateTimeout(BkJobClientOptions options, Exception cause) => new(
        BkJobErrorKind.RequestTimeout,
        CoreMessages.FormatNoResponseInTime(
            options.Server.Authority, options.Timeout.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture)),
        cause)
    { IsTransient = true };

    public static BkJobException CreateClosed(BkJobClientOptions options, Exception cause) => new(
        BkJobErrorKind.ConnectionFailed, CoreMessages.FormatConnectionEnded(options.Server.Authority), cause);

    /// <summary>The connection timed out; <see cref="BkJobClientOptions.Timeout"/> applies to the response only.</summary>
    public static BkJobException CreateConnectTimeout(BkJobClientOptions options, Exception cause) => new(
        BkJobErrorKind.ConnectionFailed,
        CoreMessages.FormatConnectTimedOut(
            GetTarget(options), options.ConnectTimeout.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture)),
        cause)
    { IsTransient = true, Delivery = Delivery.NotExecuted };

    public static BkJobException FromHttpException(BkJobClientOptions options, HttpRequestException cause, SecretRedactor redactor)
    {
        string server = options.Server.Authority;
        var certificate = cause.GetBaseException() as CertificateException;

        // The outer messages are generic; only the innermost one states the cause.
        string reason = redactor.Redact(cause.GetBaseException().Message)!;
        string text = cause.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => CoreMessages.FormatNameNotFound(ProxyName.Find(options) ?? server),
            HttpRequestError.SecureConnectionError when certificate is not null =>
                CoreMessages.FormatCertificateNotTrusted(server, certificate.Message),
            HttpRequestError.SecureConnectionError => CoreMessages.FormatNoSecureConnection(server, reason),
            HttpRequestError.ProxyTunnelError => CoreMessages.FormatProxyRefuses(
                ProxyName.Find(options) ?? CoreMessages.UnknownProxy, server, GetProxyReason(cause)),
            HttpRequestError.InvalidResponse => CoreMessages.FormatNotHttp(server),
            HttpRequestError.ResponseEnded => CoreMessages.FormatClosedWithoutResponse(server),
            _ when IsBeforeSending(cause) => CoreMessages.FormatNoConnection(GetTarget(options), reason.TrimEnd('.')),
            _ => CoreMessages.FormatClosedBeforeResponse(GetTarget(options), reason.TrimEnd('.')),
        };

        // These two quote received data, or the address of the proxy with its password, so they are not kept as inner exceptions.
        Exception? inner = cause.HttpRequestError is HttpRequestError.InvalidResponse or HttpRequestError.ProxyTunnelError
            || !redactor.IsClean(cause) ? null : cause;
        bool isProxyLogin = cause.StatusCode == HttpStatusCode.ProxyAuthenticationRequired;
        return new BkJobException(BkJobErrorKind.ConnectionFailed, text, inner)
        {
            IsTransient = certificate is null && !isProxyLogin,
            Delivery = IsBeforeSending(cause) ? Delivery.NotExecuted : Delivery.Unknown,
            Hint = cause.HttpRequestError == HttpRequestError.ProxyTunnelError ? ErrorHint.Proxy : ErrorHint.None,
        };
    }

    /// <summary>Whether no connection was established, so that no byte of the request was sent.</summary>
    private static bool IsBeforeSending(HttpRequestException cause) => cause.HttpRequestError is HttpRequestError.NameResolutionError
        or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;

    // The message of the HTTP stack would quote the proxy's address with its password.
    private static string GetProxyReason(HttpRequestException cause) => cause.StatusCode switch
    {
        HttpStatusCode.ProxyAuthenticationRequired => CoreMessages.ProxyNeedsCredential,
        { } status => CoreMessages.FormatProxyStatus((int)status),
        null => CoreMessages.ProxyNoTunnel,
    };

    private static string GetTarget(BkJobClientOptions options) =>
        ProxyName.Find(options) is { } proxy
            ? CoreMessages.FormatThroughProxy(options.Server.Authority, proxy)
            : options.Server.Authority;
}
