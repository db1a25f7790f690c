using BkJob.Protocol;
using BkJob.Streaming;
using static BkJob.BkJobApi;

namespace BkJob.Operations;

/// <summary>Reads a job instance with its steps, and their hosts where they are requested (<c>get_job_instance_status</c>, protocol.md §1-§3).</summary>
internal static class GetJobInstanceStatus
{
    private const string Name = "get_job_instance_status";

    public static readonly Operation<JobInstanceQuery, JobInstance> Operation = new()
    {
        Names = new Dictionary<BkJobApi, string> { [EsbV2] = Name, [EsbV3] = Name, [GatewayV3] = Name, [GatewayV4] = Name },
        PrefersEsbV3 = false,
        WriteParameters = static (parameters, query) =>
        {
            parameters.Scope(query.Scope);
            parameters.Number("job_instance_id", query.JobInstanceId);
            if (query.IncludeHosts && JobStatusSchema.For(parameters.Api.Api).HostsParameter is { } hosts)
            {
                parameters.Flag(hosts, true);
            }
        },
        CreateReader = static (query, api, options) => new JobStatusReader(JobStatusSchema.For(api.Api), query, options.TimeZone),
    };
}
