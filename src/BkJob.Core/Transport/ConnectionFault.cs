namespace BkJob.Transport;

/// <summary>Puts into words why no answer came.</summary>
internal static class ConnectionFault
{
    public static BkJobException Timeout(ConnectionSettings settings, Exception cause) => new(
        BkJobErrorKind.RequestTimeout,
        FormattableString.Invariant($"{settings.Server.Authority} did not answer within {settings.Timeout.TotalSeconds:0.###} seconds."),
        cause)
    { IsTransient = true };

    public static BkJobException Closed(ConnectionSettings settings, Exception cause) => new(
        BkJobErrorKind.ConnectionFailed, $"The connection to {settings.Server.Authority} was ended while it was used.", cause);

    public static BkJobException Of(ConnectionSettings settings, HttpRequestException cause)
    {
        string server = settings.Server.Authority;
        var certificate = cause.GetBaseException() as CertificateException;
        string text = cause.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => $"The name of the server {server} can't be found.",
            HttpRequestError.SecureConnectionError when certificate is not null =>
                $"The certificate of {server} is not trusted: {certificate.Message}.",
            HttpRequestError.SecureConnectionError => $"No secure connection to {server} could be made.",
            HttpRequestError.ProxyTunnelError => $"The proxy does not let the request through to {server}.",
            HttpRequestError.InvalidResponse => $"{server} does not answer in HTTP.",
            HttpRequestError.ResponseEnded => $"{server} closed the connection without an answer.",
            _ => $"No connection to {server}: {cause.Message}",
        };

        // These two quote what was received, and the address of the proxy with its password: nobody may find that inside.
        Exception? inner = cause.HttpRequestError is HttpRequestError.InvalidResponse or HttpRequestError.ProxyTunnelError ? null : cause;
        return new BkJobException(BkJobErrorKind.ConnectionFailed, text, inner) { IsTransient = certificate is null };
    }
}
