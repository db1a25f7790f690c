using BkJob.Protocol;
using static BkJob.BkJobApi;

namespace BkJob.Operations;

/// <summary>
/// Requests that the server acts on a step (<c>operate_step_instance</c>, protocol-actions.md §3.1). As for a job, code 0 means that the
/// request was accepted.
/// </summary>
internal static class OperateStepInstance
{
    private const string Name = "operate_step_instance";

    public static readonly Operation<StepOperationRequest, long> Operation = new()
    {
        Names = new Dictionary<BkJobApi, string> { [EsbV2] = Name, [EsbV3] = Name, [GatewayV3] = Name },
        Kind = RequestKind.Command,
        WriteParameters = static (parameters, request) =>
        {
            parameters.Scope(request.Scope);
            parameters.Number("job_instance_id", request.JobInstanceId);
            parameters.Number("step_instance_id", request.StepInstanceId);
            parameters.Number("operation_code", request.OperationCode);
        },
        CreateReader = static (request, _, _) => new JsonResponseReader<StepResultDto, long>(
            JobJson.Default.StepResultDto, result => result.Validate(request), result => result.JobInstanceId!.Value),
    };

    /// <summary>v2 omits a step without a value.</summary>
    internal sealed record StepResultDto(long? JobInstanceId, long? StepInstanceId)
    {
        public ResponseParseError? Validate(StepOperationRequest request) =>
            JobInstanceId is null ? ResponseParseError.Missing("data.job_instance_id")
            : JobInstanceId != request.JobInstanceId
                ? ResponseParseError.OtherInstance("data.job_instance_id", request.JobInstanceId, JobInstanceId.Value)
            : StepInstanceId is { } step && step != request.StepInstanceId
                ? ResponseParseError.OtherStep("data.step_instance_id", request.StepInstanceId, step)
            : null;
    }
}

/// <summary>Requests an operation on a step.</summary>
/// <param name="JobInstanceId">The job instance.</param>
/// <param name="StepInstanceId">The step of the job instance.</param>
/// <param name="Scope">The business or business set that it belongs to.</param>
/// <param name="OperationCode">2, 3, 6 or 8 to 13 (protocol.md §1.7).</param>
internal sealed record StepOperationRequest(long JobInstanceId, long StepInstanceId, JobScope Scope, int OperationCode) : BkJobRequest(Scope)
{
    /// <inheritdoc/>
    public override string Subject => FormattableString.Invariant(
        $"job_instance_id={JobInstanceId} step_instance_id={StepInstanceId} operation_code={OperationCode}");
}
