namespace BkJob;

/// <summary>The APIs that BkJob supports.</summary>
public enum BkJobApi
{
    /// <summary>ESB v2: <c>/api/c/compapi/v2/job/</c>, of Job 2.x and Job 3.x.</summary>
    EsbV2 = 0,

    /// <summary>ESB v3: <c>/api/c/compapi/v2/jobv3/</c>, of Job 3.x.</summary>
    EsbV3,

    /// <summary>v3 behind the API gateway: <c>/api/bk-job/prod/api/v3/</c>, of Job 3.x.</summary>
    GatewayV3,

    /// <summary>
    /// v4 behind the API gateway: <c>/api/bk-job/prod/api/v4/</c>, of Job 3.11 and later. The only API that reads container jobs.
    /// </summary>
    GatewayV4,
}
