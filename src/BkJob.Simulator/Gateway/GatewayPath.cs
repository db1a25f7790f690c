namespace BkJob.Simulator.Gateway;

/// <summary>What a path of the API gateway leads to.</summary>
/// <param name="Api">The API.</param>
/// <param name="NeedsUser">True where app and user must prove who they are; false under system/, where the app alone does.</param>
internal readonly record struct GatewayPath(ServerApis Api, bool NeedsUser)
{
    /// <summary>Null where there is nothing: the name of the gateway, its stage and the rest must be right to the letter.</summary>
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
