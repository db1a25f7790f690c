using BkJob.Logs;
using BkJob.Protocol;
using static BkJob.BkJobApi;

namespace BkJob.Operations;

/// <summary>
/// Reads the logs of many hosts of a step. Each generation of the API has a call of its own; all return the current attempt only
/// (protocol-actions.md §1).
/// </summary>
internal static class GetHostLogs
{
    public static readonly Operation<HostLogRequest, HostLogResult> Operation = new()
    {
        Names = new Dictionary<BkJobApi, string>
        {
            [EsbV2] = JobInstanceLogV2.Name,
            [EsbV3] = IpLogsV3.Name,
            [GatewayV3] = IpLogsV3.Name,
            [GatewayV4] = ObjectLogsV4.Name,
        },
        HasLists = true,
        WriteParameters = static (parameters, request) =>
        {
            parameters.Scope(request.Scope);
            parameters.Number("job_instance_id", request.JobInstanceId);
            switch (parameters.Api.Api)
            {
                case EsbV2: break;
                case GatewayV4: ObjectLogsV4.WriteHosts(parameters, request); break;
                default: IpLogsV3.WriteHosts(parameters, request); break;
            }
        },
        CreateReader = static (request, api, _) => api.Api switch
        {
            EsbV2 => JobInstanceLogV2.CreateReader(request),
            GatewayV4 => ObjectLogsV4.CreateReader(request),
            _ => IpLogsV3.CreateReader(request),
        },
    };
}

/// <summary>Requests the logs of hosts of a step.</summary>
/// <param name="JobInstanceId">The job instance.</param>
/// <param name="StepInstanceId">The step.</param>
/// <param name="Scope">The business or business set that it belongs to.</param>
/// <param name="Hosts">The hosts, at most 500, or 50 over v4.</param>
internal sealed record HostLogRequest(long JobInstanceId, long StepInstanceId, JobScope Scope, IReadOnlyList<StepIpStatus> Hosts)
    : BkJobRequest(Scope)
{
    /// <inheritdoc/>
    public override string Subject => FormattableString.Invariant(
        $"job_instance_id={JobInstanceId} step_instance_id={StepInstanceId} hosts={Hosts.Count}");

    /// <summary>Checks the IDs of a response.</summary>
    public ResponseParseError? ValidateIds(long? jobInstanceId, long? stepInstanceId) =>
        jobInstanceId is null ? ResponseParseError.Missing("data.job_instance_id")
        : jobInstanceId != JobInstanceId ? ResponseParseError.OtherInstance("data.job_instance_id", JobInstanceId, jobInstanceId.Value)
        : stepInstanceId is null ? ResponseParseError.Missing("data.step_instance_id")
        : stepInstanceId != StepInstanceId ? ResponseParseError.OtherStep("data.step_instance_id", StepInstanceId, stepInstanceId.Value)
        : null;
}
