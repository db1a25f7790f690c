namespace BkJob.Simulator;

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
