using System.Text.RegularExpressions;
using BkJob.Protocol;

namespace BkJob.Transport;

/// <summary>
/// Parses the address of a server in the common forms: the host alone, or the full address of an API or endpoint as in the API
/// documentation. The path of the API is removed, because each request adds it.
/// </summary>
internal static class ServerAddress
{
    private const RegexOptions Options =
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking;

    // protocol.md §1.1, §2.1: /api/c/compapi/v2/job/<endpoint>/, with jobv3 for v3.
    private static readonly Regex OfEsb = new("/api/c/compapi(/v2(/(?<system>job|jobv3)(/\\w+)?)?)?$", Options);

    // protocol.md §2.1: /api/bk-job/<stage>/api/v3/[system/]<endpoint>. The part up to the stage stays: it may differ between gateways.
    private static readonly Regex OfGateway = new("/api/(?<version>v3|v4)(/system)?(/\\w+)?$", Options);

    /// <summary>The base address, to which requests add the path of the API.</summary>
    public static Uri Base(Uri server)
    {
        if (server.DnsSafeHost.Contains("%25", StringComparison.Ordinal))
        {
            // RFC 6874 escapes the zone ID in a URL; the network stack requires it unescaped.
            string text = server.OriginalString;
            server = new Uri(text.Remove(text.IndexOf("%25", StringComparison.Ordinal) + 1, 2));
        }

        string path = server.AbsolutePath.TrimEnd('/');
        string kept = OfEsb.Replace(path, "");
        kept = kept == path ? OfGateway.Replace(path, "") : kept;
        return kept == path && server.Query.Length == 0 ? server : WithPath(server, kept + "/");
    }

    /// <summary>The API of an address; null if it contains none.</summary>
    public static BkJobApi? ApiOf(Uri server)
    {
        string path = server.AbsolutePath.TrimEnd('/');
        return OfEsb.Match(path).Groups["system"] is { Success: true } system ? Of(system, "job", BkJobApi.EsbV2, BkJobApi.EsbV3)
            : OfGateway.Match(path).Groups["version"] is { Success: true } version ? Of(version, "v3", BkJobApi.GatewayV3, BkJobApi.GatewayV4)
            : null;
    }

    /// <summary>The stage at the end of an address of the gateway; null if it contains none.</summary>
    public static string? StageOf(Uri server)
    {
        string last = server.AbsolutePath.TrimEnd('/').Split('/')[^1];
        return last.Length > 0 && last != ApiProfile.GatewayName ? last : null;
    }

    /// <summary>The same server with another path and query.</summary>
    // UriBuilder would lose the zone id of an IPv6 address (http://[fe80::1%eth0]); a relative reference keeps it.
    public static Uri WithPath(Uri server, string pathAndQuery) => new(server, "/" + pathAndQuery.TrimStart('/'));

    private static BkJobApi Of(Group found, string first, BkJobApi ofFirst, BkJobApi other) =>
        found.Value.Equals(first, StringComparison.OrdinalIgnoreCase) ? ofFirst : other;
}
