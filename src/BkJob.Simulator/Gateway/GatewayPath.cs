namespace BkJob.Simulator.Gateway;

/// <summary>The target of a path of the API gateway.</summary>
/// <param name="Api">The API.</param>
/// <param name="NeedsUser">True if app and user must be authenticated; false under system/, where only the app is.</param>
internal readonly record struct GatewayPath(ServerApis Api, bool NeedsUser)
{
    /// <summary>Finds the target; null if there is none: the name of the gateway, its stage and the rest must match exactly.</summary>
    public static GatewayPath? Find(string path, string stage)
    {
        var start = $"/api/bk-job/{stage}/api/";
        return !path.StartsWith(start, StringComparison.Ordinal) ? null : path[start.Length..] switch
        {
            "v3/get_job_instance_status" => new GatewayPath(ServerApis.GatewayV3, true),
            "v3/system/get_job_instance_status" => new GatewayPath(ServerApis.GatewayV3, false),
            "v4/get_job_instance_status" => new GatewayPath(ServerApis.GatewayV4, true),
            "v4/system/get_job_instance_status" => new GatewayPath(ServerApis.GatewayV4, false),
            _ => null,
        };
    }
}
