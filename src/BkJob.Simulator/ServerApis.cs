namespace BkJob.Simulator;

/// <summary>The APIs of Job. One server may offer several at a time.</summary>
[Flags]
public enum ServerApis
{
    /// <summary>No API.</summary>
    None = 0,

    /// <summary>ESB, v2: paths /api/c/compapi/v2/job/{operation}/.</summary>
    EsbV2 = 1,

    /// <summary>ESB, v3: paths /api/c/compapi/v2/jobv3/{operation}/.</summary>
    EsbV3 = 2,

    /// <summary>API gateway, v3: paths /api/bk-job/{stage}/api/v3/[system/]{operation}.</summary>
    GatewayV3 = 4,

    /// <summary>API gateway, v4: paths /api/bk-job/{stage}/api/v4/[system/]{operation}.</summary>
    GatewayV4 = 8,

    /// <summary>All APIs.</summary>
    All = EsbV2 | EsbV3 | GatewayV3 | GatewayV4,
}

/// <summary>Splits a set of APIs.</summary>
internal static class ServerApiList
{
    private static readonly ServerApis[] Single = [ServerApis.EsbV2, ServerApis.EsbV3, ServerApis.GatewayV3, ServerApis.GatewayV4];

    /// <summary>The APIs of a set, the oldest first.</summary>
    public static IReadOnlyList<ServerApis> Of(ServerApis apis) => [.. Single.Where(api => apis.HasFlag(api))];

    /// <summary>Parses comma-separated names (case-insensitive); null if one is not valid.</summary>
    public static ServerApis? Parse(string names)
    {
        var apis = ServerApis.None;
        foreach (var name in names.Split(','))
        {
            var api = Single.FirstOrDefault(one => one.ToString().Equals(name, StringComparison.OrdinalIgnoreCase));
            if (api == ServerApis.None)
            {
                return null;
            }

            apis |= api;
        }

        return apis;
    }
}
