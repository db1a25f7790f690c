using System.Net;
using System.Net.Security;
using System.Text;

namespace BkJob.Transport;

/// <summary>Creates the HTTP handler of a client.</summary>
internal static class HttpHandlerFactory
{
    /// <param name="options">The options of the client.</param>
    /// <param name="connectionLifetime">How long a connection is reused; zero for never.</param>
    public static SocketsHttpHandler Create(BkJobClientOptions options, TimeSpan connectionLifetime)
    {
        var handler = new SocketsHttpHandler
        {
            // A redirect leads to a login page, or would send the credentials to another host.
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = options.ConnectTimeout,
            AutomaticDecompression = DecompressionMethods.All,
            PooledConnectionLifetime = connectionLifetime,
            ActivityHeadersPropagator = null,

            // Servers send texts in UTF-8; decoded as Latin-1, which is the default, a secret in them would not be recognized.
            ResponseHeaderEncodingSelector = static (_, _) => Encoding.UTF8,
            PlaintextStreamFilter = static (context, _) => ValueTask.FromResult<Stream>(new TrackedStream(context.PlaintextStream)),
        };
        if (options.Proxy is { } proxy)
        {
            handler.Proxy = proxy;
        }

        handler.SslOptions.RemoteCertificateValidationCallback = options.SkipCertificateCheck ? AcceptAnyCertificate : ValidateCertificate;
        return handler;
    }

    private static readonly RemoteCertificateValidationCallback AcceptAnyCertificate = (_, _, _, _) => true;

    private static readonly RemoteCertificateValidationCallback ValidateCertificate = (_, _, _, errors) =>
        errors == SslPolicyErrors.None ? true : throw new CertificateException(errors);
}
