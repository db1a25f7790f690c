using static BkJob.BkJobApi;

namespace BkJob.Transport;

/// <summary>The APIs to try if a server does not support the selected one.</summary>
internal static class ApiSuggestions
{
    /// <summary>Job's code for an internal error. v2 and v3 always return it for container jobs.</summary>
    private const string InternalError = "1240002";

    /// <summary>The APIs to try, most likely first.</summary>
    /// <param name="kind">The error.</param>
    /// <param name="api">The API of the request.</param>
    /// <param name="responseInfo">The response.</param>
    public static IReadOnlyList<BkJobApi> For(BkJobErrorKind kind, BkJobApi api, ResponseMetadata responseInfo) => kind switch
    {
        BkJobErrorKind.ApiNotFound => WhenNotSupported(api, responseInfo.IsFromGateway),
        BkJobErrorKind.ServerError when responseInfo.Code == InternalError && api != GatewayV4 => [GatewayV4],
        _ => [],
    };

    // An ESB can be behind a gateway, so no API is ever ruled out: the sender of the response only determines which one to try first.
    private static IReadOnlyList<BkJobApi> WhenNotSupported(BkJobApi api, bool isGatewayThere) => (api, isGatewayThere) switch
    {
        (EsbV2, true) => [GatewayV4, GatewayV3, EsbV3],
        (EsbV2, false) => [EsbV3, GatewayV4, GatewayV3],
        (EsbV3, true) => [GatewayV4, GatewayV3, EsbV2],
        (EsbV3, false) => [EsbV2, GatewayV4, GatewayV3],
        (GatewayV3, true) => [GatewayV4],
        (GatewayV4, true) => [GatewayV3],
        _ => [EsbV2, EsbV3],
    };
}
