using System.Net;
using System.Net.Security;
using System.Text;

namespace BkJob.Transport;

/// <summary>Sets up the HTTP stack of a connection.</summary>
internal static class HttpHandler
{
    public static SocketsHttpHandler Make(ConnectionSettings settings)
    {
        var handler = new SocketsHttpHandler
        {
            // A redirect leads to a login page, or takes the credentials to another host.
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = settings.ConnectTimeout,
            AutomaticDecompression = DecompressionMethods.All,

            // Connections are made anew now and then, so that a server that moved is found.
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ActivityHeadersPropagator = null,

            // Servers send texts in UTF-8; read as Latin-1, which is the default, a secret in them would not be recognized.
            ResponseHeaderEncodingSelector = static (_, _) => Encoding.UTF8,
            PlaintextStreamFilter = static (context, _) => ValueTask.FromResult<Stream>(new TrackedStream(context.PlaintextStream)),
        };
        if (settings.Proxy is { } proxy)
        {
            handler.Proxy = proxy;
        }

        handler.SslOptions.RemoteCertificateValidationCallback = settings.SkipCertificateCheck ? AcceptAny : RefuseInWords;
        return handler;
    }

    private static readonly RemoteCertificateValidationCallback AcceptAny = (_, _, _, _) => true;

    private static readonly RemoteCertificateValidationCallback RefuseInWords = (_, _, _, errors) =>
        errors == SslPolicyErrors.None ? true : throw new CertificateException(errors);
}
