using static BkJob.BkJobApi;

namespace BkJob.Transport;

/// <summary>Which API to try where a server does not speak the chosen one.</summary>
internal static class ApiSuggestions
{
    /// <summary>What Job calls an internal error. Container jobs end in it over v2 and v3, each time.</summary>
    private const string InternalError = "1240002";

    /// <summary>The APIs to try, most likely first.</summary>
    /// <param name="kind">What went wrong.</param>
    /// <param name="api">The API of the request.</param>
    /// <param name="responseInfo">The response.</param>
    public static IReadOnlyList<BkJobApi> For(BkJobErrorKind kind, BkJobApi api, ResponseMetadata responseInfo) => kind switch
    {
        BkJobErrorKind.ApiNotFound => WhenNotSupported(api, responseInfo.IsFromGateway),
        BkJobErrorKind.ServerError when responseInfo.Code == InternalError && api != GatewayV4 => [GatewayV4],
        _ => [],
    };

    /// <summary>A gateway may also stand in front of an ESB, so none is ever ruled out; who answered only says what to try first.</summary>
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
