namespace BkJob.Simulator;

/// <summary>The APIs that return job states. One server can provide several.</summary>
[Flags]
public enum ServerApis
{
    /// <summary>No API.</summary>
    None = 0,

    /// <summary>ESB, v2: GET and POST on /api/c/compapi/v2/job/get_job_instance_status/.</summary>
    EsbV2 = 1,

    /// <summary>ESB, v3: GET and POST on /api/c/compapi/v2/jobv3/get_job_instance_status/.</summary>
    EsbV3 = 2,

    /// <summary>API gateway, v3: GET on /api/bk-job/{stage}/api/v3/[system/]get_job_instance_status.</summary>
    GatewayV3 = 4,

    /// <summary>API gateway, v4: GET on /api/bk-job/{stage}/api/v4/[system/]get_job_instance_status.</summary>
    GatewayV4 = 8,

    /// <summary>All APIs.</summary>
    All = EsbV2 | EsbV3 | GatewayV3 | GatewayV4,
}
