namespace BkJob.Simulator.Esb;

/// <summary>The paths of an ESB that job states are asked for at. A slash at the end is as good as none.</summary>
internal static class EsbPath
{
    /// <summary>The API at a path; <see cref="ServerApis.None"/> where there is nothing.</summary>
    public static ServerApis Find(string path) => path.TrimEnd('/') switch
    {
        "/api/c/compapi/v2/job/get_job_instance_status" => ServerApis.EsbV2,
        "/api/c/compapi/v2/jobv3/get_job_instance_status" => ServerApis.EsbV3,
        _ => ServerApis.None,
    };

    /// <summary>What an ESB calls the system behind an API when it has trouble with it.</summary>
    public static string SystemOf(ServerApis api) => api == ServerApis.EsbV3 ? "JOBV3" : "JOB";
}
