namespace BkJob.Simulator.Esb;

/// <summary>The paths of an ESB for job states. A trailing slash is optional.</summary>
internal static class EsbPath
{
    /// <summary>The API at a path; <see cref="ServerApis.None"/> for an unknown path.</summary>
    public static ServerApis Find(string path) => path.TrimEnd('/') switch
    {
        "/api/c/compapi/v2/job/get_job_instance_status" => ServerApis.EsbV2,
        "/api/c/compapi/v2/jobv3/get_job_instance_status" => ServerApis.EsbV3,
        _ => ServerApis.None,
    };

    /// <summary>The name of the system behind an API in errors of an ESB.</summary>
    public static string SystemOf(ServerApis api) => api == ServerApis.EsbV3 ? "JOBV3" : "JOB";
}
