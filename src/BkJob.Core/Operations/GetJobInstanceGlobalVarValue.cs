using BkJob.Protocol;
using static BkJob.BkJobApi;

namespace BkJob.Operations;

/// <summary>
/// Reads the values of the variables of a job after each step (<c>get_job_instance_global_var_value</c>, protocol-actions.md §5). A job
/// without variables has no list or an empty one.
/// </summary>
internal static class GetJobInstanceGlobalVarValue
{
    private const string Name = "get_job_instance_global_var_value";

    public static readonly Operation<JobVariableRequest, IReadOnlyList<JobVariable>> Operation = new()
    {
        Names = new Dictionary<BkJobApi, string> { [EsbV2] = Name, [EsbV3] = Name, [GatewayV3] = Name },
        WriteParameters = static (parameters, request) =>
        {
            parameters.Scope(request.Scope);
            parameters.Number("job_instance_id", request.JobInstanceId);
        },
        CreateReader = static (request, api, _) => api.Api == EsbV2
            ? new JsonResponseReader<VariableValuesV2Dto, IReadOnlyList<JobVariable>>(
                JobJson.Default.VariableValuesV2Dto, values => values.Validate(request.JobInstanceId), values => values.ToVariables())
            : new JsonResponseReader<VariableValuesDto, IReadOnlyList<JobVariable>>(
                JobJson.Default.VariableValuesDto, values => values.Validate(request.JobInstanceId), values => values.ToVariables()),
    };

    internal sealed record VariableValuesDto(long? JobInstanceId, VariableStepDto?[]? StepInstanceVarList)
    {
        public ResponseParseError? Validate(long requested) => ValidateInstance(JobInstanceId, requested)
            ?? First(StepInstanceVarList, (step, n) => step?.StepInstanceId is null
                ? ResponseParseError.Missing($"data.step_instance_var_list[{n}].step_instance_id")
                : First(step.GlobalVarList, (variable, v) => variable?.Name is null
                    ? ResponseParseError.Missing($"data.step_instance_var_list[{n}].global_var_list[{v}].name")
                    : null));

        public IReadOnlyList<JobVariable> ToVariables() =>
            [.. from step in StepInstanceVarList ?? []
                from variable in step.GlobalVarList ?? []
                select Create(JobInstanceId!.Value, step.StepInstanceId!.Value, variable!.Name!, variable.Type, variable.Value)];
    }

    internal sealed record VariableStepDto(long? StepInstanceId, VariableValueDto?[]? GlobalVarList);

    internal sealed record VariableValueDto(string? Name, string? Value, int? Type);

    internal sealed record VariableValuesV2Dto(long? JobInstanceId, VariableStepV2Dto?[]? JobInstanceVarValues)
    {
        public ResponseParseError? Validate(long requested) => ValidateInstance(JobInstanceId, requested)
            ?? First(JobInstanceVarValues, (step, n) => step?.StepInstanceId is null
                ? ResponseParseError.Missing($"data.job_instance_var_values[{n}].step_instance_id")
                : First(step.StepInstanceVarValues, (variable, v) => variable?.Name is null
                    ? ResponseParseError.Missing($"data.job_instance_var_values[{n}].step_instance_var_values[{v}].name")
                    : null));

        public IReadOnlyList<JobVariable> ToVariables() =>
            [.. from step in JobInstanceVarValues ?? []
                from variable in step.StepInstanceVarValues ?? []
                select Create(JobInstanceId!.Value, step.StepInstanceId!.Value, variable!.Name!, variable.Category, variable.Value)];
    }

    internal sealed record VariableStepV2Dto(long? StepInstanceId, VariableValueV2Dto?[]? StepInstanceVarValues);

    internal sealed record VariableValueV2Dto(string? Name, string? Value, int? Category);

    private static ResponseParseError? ValidateInstance(long? received, long requested) =>
        received is null ? ResponseParseError.Missing("data.job_instance_id")
        : received != requested ? ResponseParseError.OtherInstance("data.job_instance_id", requested, received.Value)
        : null;

    private static ResponseParseError? First<T>(T[]? items, Func<T, int, ResponseParseError?> validate) =>
        (items ?? []).Select(validate).FirstOrDefault(error => error is not null);

    // Job returns no ciphers here, but its documentation shows one with its text.
    private static JobVariable Create(long job, long step, string name, int? type, string? value) => new()
    {
        JobInstanceId = job,
        StepInstanceId = step,
        Name = name,
        Type = (VariableType?)type,
        Value = (VariableType?)type == VariableType.Cipher ? null : value,
    };
}

/// <summary>Requests the variables of a job.</summary>
/// <param name="JobInstanceId">The job instance, 1 or more.</param>
/// <param name="Scope">The business or business set that it belongs to.</param>
internal sealed record JobVariableRequest(long JobInstanceId, JobScope Scope) : BkJobRequest(Scope)
{
    /// <inheritdoc/>
    public override string Subject => FormattableString.Invariant($"job_instance_id={JobInstanceId}");
}
