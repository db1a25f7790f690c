using System.Net;

namespace BkJob.Transport;

/// <summary>The proxy between a client and its server.</summary>
internal static class ProxyName
{
    /// <summary>Its host and port, without credentials; null if requests are sent to the server directly.</summary>
    public static string? Find(BkJobClientOptions options)
    {
        IWebProxy proxy = options.Proxy ?? HttpClient.DefaultProxy;
        return proxy.IsBypassed(options.Server) ? null : proxy.GetProxy(options.Server)?.Authority;
    }
}
