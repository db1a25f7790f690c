using System.Net;

namespace BkJob.Transport;

/// <summary>The proxy between a connection and its server.</summary>
internal static class ProxyOf
{
    /// <summary>Its host and port, without any credentials; null where requests go to the server directly.</summary>
    public static string? Name(ConnectionSettings settings)
    {
        IWebProxy proxy = settings.Proxy ?? HttpClient.DefaultProxy;
        return proxy.IsBypassed(settings.Server) ? null : proxy.GetProxy(settings.Server)?.Authority;
    }
}
