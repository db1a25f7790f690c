namespace BkJob.Protocol;

/// <summary>The dialects, by name: the one place where a new one is entered.</summary>
internal static class Dialects
{
    private static readonly Dictionary<BkJobApi, IDialect> All = new()
    {
        [BkJobApi.EsbV2] = new EsbV2(),
        [BkJobApi.EsbV3] = new EsbV3(),
        [BkJobApi.GatewayV3] = new GatewayV3(),
        [BkJobApi.GatewayV4] = new GatewayV4(),
    };

    public static IDialect Of(BkJobApi api) =>
        All.TryGetValue(api, out IDialect? dialect) ? dialect : throw new ArgumentOutOfRangeException(nameof(api), api, "No such API.");

    /// <summary>Whether an API lives behind the API gateway, which reads credentials in the header alone.</summary>
    public static bool IsGateway(BkJobApi api) => api is BkJobApi.GatewayV3 or BkJobApi.GatewayV4;
}
