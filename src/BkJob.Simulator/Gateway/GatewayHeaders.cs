using System.Globalization;
using BkJob.Simulator.Requests;

namespace BkJob.Simulator.Gateway;

/// <summary>The headers that the gateway, and Job behind it, add to a response.</summary>
internal static class GatewayHeaders
{
    /// <summary>The headers of a response of the gateway.</summary>
    public static Dictionary<string, string> Of(ApiRequest request, GatewayError error)
    {
        var headers = Ids(request);
        headers["X-Bkapi-Error-Code"] = error.Code.ToString(CultureInfo.InvariantCulture);

        // A line break would end the header.
        headers["X-Bkapi-Error-Message"] = string.Concat(error.Message.Select(c => char.IsControl(c) ? ' ' : c));
        return headers;
    }

    /// <summary>The headers of a response of Job.</summary>
    public static Dictionary<string, string> Of(ApiRequest request, string jobRequestId)
    {
        var headers = Ids(request);
        headers["X-Bk-Job-Request-Id"] = jobRequestId;
        return headers;
    }

    // The second ID is that of the caller, if it sent one.
    private static Dictionary<string, string> Ids(ApiRequest request)
    {
        var id = Guid.NewGuid();
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["X-Bkapi-Request-ID"] = id.ToString("D"),
            ["X-Request-ID"] = request.Header("X-Request-ID") ?? id.ToString("N"),
        };
    }
}
