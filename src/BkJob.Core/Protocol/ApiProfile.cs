using static BkJob.BkJobApi;

namespace BkJob.Protocol;

/// <summary>The properties that all operations of an API share: their paths, and how a scope is specified.</summary>
/// <param name="Api">The API.</param>
/// <param name="Path">The path of its operations, relative to the server for the ESB and to the API for the gateway.</param>
/// <param name="IsGateway">Whether it is offered by the API gateway, which reads credentials in the header only.</param>
internal sealed record ApiProfile(BkJobApi Api, string Path, bool IsGateway)
{
    /// <summary>The name of Job at the gateway.</summary>
    public const string GatewayName = "bk-job";

    // The path of ESB v3 is below compapi/v2, whatever its name.
    private static readonly Dictionary<BkJobApi, ApiProfile> All = new ApiProfile[]
    {
        new(EsbV2, "api/c/compapi/v2/job", IsGateway: false),
        new(EsbV3, "api/c/compapi/v2/jobv3", IsGateway: false),
        new(GatewayV3, "api/v3", IsGateway: true),
        new(GatewayV4, "api/v4", IsGateway: true),
    }.ToDictionary(profile => profile.Api);

    /// <summary>Whether scopes are specified by type and ID only; the other APIs require the business ID.</summary>
    public bool HasScopePairOnly => Api == GatewayV4;

    /// <summary>The profile of an API.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not an API.</exception>
    public static ApiProfile For(BkJobApi api) =>
        All.TryGetValue(api, out ApiProfile? profile) ? profile : throw new ArgumentOutOfRangeException(nameof(api), api, "The API is not known.");

    /// <summary>The path of an operation below the server's address.</summary>
    /// <param name="options">The options of the client; the server is the host of the gateway or the address of Job at the gateway.</param>
    /// <param name="operation">The operation, as this API names it.</param>
    public string GetPath(BkJobClientOptions options, string operation) => IsGateway
        ? $"{GetGatewayPrefix(options)}{Path}/{(options.ApplicationState ? "system/" : "")}{operation}"
        : $"{Path}/{operation}/";

    private static string GetGatewayPrefix(BkJobClientOptions options)
    {
        string path = options.Server.AbsolutePath.TrimEnd('/');
        return path.Length == 0 ? $"api/{GatewayName}/{options.Stage}/"
            : path.EndsWith($"/{GatewayName}", StringComparison.OrdinalIgnoreCase) ? $"{options.Stage}/"
            : "";
    }
}
