using BkJob.Protocol;
using static BkJob.BkJobApi;

namespace BkJob.Operations;

/// <summary>
/// Requests that the server acts on a job (<c>operate_job_instance</c>, protocol-actions.md §3.1). Code 0 means that the request was
/// accepted; the server's engine executes it later, or drops it if the state no longer allows it.
/// </summary>
internal static class OperateJobInstance
{
    private const string Name = "operate_job_instance";

    public static readonly Operation<JobOperationRequest, long> Operation = new()
    {
        Names = new Dictionary<BkJobApi, string> { [EsbV2] = Name, [EsbV3] = Name, [GatewayV3] = Name },
        Kind = RequestKind.Command,
        WriteParameters = static (parameters, request) =>
        {
            parameters.Scope(request.Scope);
            parameters.Number("job_instance_id", request.JobInstanceId);
            parameters.Number("operation_code", request.OperationCode);
        },
        CreateReader = static (request, _, _) => new JsonResponseReader<ResultDto, long>(
            JobJson.Default.ResultDto, result => result.Validate(request.JobInstanceId), result => result.JobInstanceId!.Value),
    };

    internal sealed record ResultDto(long? JobInstanceId)
    {
        public ResponseParseError? Validate(long requested) =>
            JobInstanceId is null ? ResponseParseError.Missing("data.job_instance_id")
            : JobInstanceId != requested ? ResponseParseError.OtherInstance("data.job_instance_id", requested, JobInstanceId.Value)
            : null;
    }
}

/// <summary>Requests an operation on a job.</summary>
/// <param name="JobInstanceId">The job instance.</param>
/// <param name="Scope">The business or business set that it belongs to.</param>
/// <param name="OperationCode">1 to terminate it, 2 to start one that was created and not started (protocol.md §1.7).</param>
internal sealed record JobOperationRequest(long JobInstanceId, JobScope Scope, int OperationCode) : BkJobRequest(Scope)
{
    /// <inheritdoc/>
    public override string Subject => FormattableString.Invariant($"job_instance_id={JobInstanceId} operation_code={OperationCode}");
}
