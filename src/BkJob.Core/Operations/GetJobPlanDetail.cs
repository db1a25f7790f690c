using System.Text.Json.Serialization;
using BkJob.Protocol;
using static BkJob.BkJobApi;

namespace BkJob.Operations;

/// <summary>
/// Reads a job plan with its variables and steps (<c>get_job_plan_detail</c>, over ESB v2 <c>get_job_detail</c>; protocol-actions.md
/// §2.3). A plan without variables or steps has no list. Scripts and their parameters are not read: they can contain secrets.
/// </summary>
internal static class GetJobPlanDetail
{
    public static readonly Operation<JobPlanRequest, JobPlan> Operation = new()
    {
        Names = new Dictionary<BkJobApi, string>
        {
            [EsbV3] = "get_job_plan_detail",
            [GatewayV3] = "get_job_plan_detail",
            [EsbV2] = "get_job_detail",
        },
        WriteParameters = static (parameters, request) =>
        {
            parameters.Scope(request.Scope);
            parameters.Number(parameters.Api.Api == EsbV2 ? "bk_job_id" : "job_plan_id", request.PlanId);
        },
        CreateReader = static (request, api, options) => api.Api == EsbV2
            ? new JsonResponseReader<PlanV2Dto, JobPlan>(
                JobJson.Default.PlanV2Dto, plan => plan.Validate(request, options.TimeZone), plan => plan.ToPlan(options.TimeZone, request.Origin))
            : new JsonResponseReader<PlanDto, JobPlan>(
                JobJson.Default.PlanDto, plan => plan.Validate(request), plan => plan.ToPlan(request.Origin)),
    };

    // The ID of the plan is id, though the API documentation calls it job_plan_id (protocol-actions.md §2.3).
    internal sealed record PlanDto(
        long? BkBizId, string? BkScopeType, string? BkScopeId, long? Id, long? JobTemplateId, string? Name, string? Creator, long? CreateTime,
        string? LastModifyUser, long? LastModifyTime, bool? NeedUpdate, PlanVariableDto?[]? GlobalVarList, PlanStepDto?[]? StepList)
    {
        public ResponseParseError? Validate(JobPlanRequest request) =>
            Id is null ? ResponseParseError.Missing("data.id")
            : Id != request.PlanId ? ResponseParseError.OtherPlan("data.id", request.PlanId, Id.Value)
            : DtoValues.ValidateScope(request.Scope, new JobScope(BkBizId, BkScopeType, BkScopeId), "data.")
                ?? DtoValues.ValidateEpoch(CreateTime, "data.create_time")
                ?? DtoValues.ValidateEpoch(LastModifyTime, "data.last_modify_time")
                ?? ValidateNames(GlobalVarList, variable => variable?.Name, "data.global_var_list");

        public JobPlan ToPlan(object? origin) => new()
        {
            Id = Id!.Value,
            BizId = BkBizId,
            ScopeType = BkScopeType,
            ScopeId = BkScopeId,
            Name = Name ?? "",
            TemplateId = JobTemplateId,
            Creator = Creator,
            CreateTime = DtoValues.ToTime(CreateTime),
            LastModifier = LastModifyUser,
            LastModifyTime = DtoValues.ToTime(LastModifyTime),
            NeedUpdate = NeedUpdate,
            DetailIncluded = true,
            Variables = new ItemList<PlanVariable>([.. (GlobalVarList ?? []).Select(variable => variable!.ToVariable())]),
            Steps = new ItemList<PlanStep>([.. (StepList ?? []).OfType<PlanStepDto>().Select(step => step.ToStep())]),
            Origin = origin,
        };
    }

    internal sealed record PlanVariableDto(
        long? Id, string? Name, string? Value, PlanServerDto? Server, string? Description, int? Type,
        [property: JsonConverter(typeof(FlagConverter))] bool? Required, bool? Used)
    {
        public PlanVariable ToVariable() => CreateVariable(Id, Name!, Type, Description, Value, Server?.ToTarget(), Required, Used);
    }

    internal sealed record PlanStepDto(long? Id, string? Name, int? Type, PlanScriptDto? ScriptInfo, PlanFileDto? FileInfo)
    {
        public PlanStep ToStep()
        {
            PlanServerDto? server = ScriptInfo?.Server ?? FileInfo?.FileDestination?.Server;
            PlanAccountDto? account = ScriptInfo?.Account ?? FileInfo?.FileDestination?.Account;
            return new PlanStep
            {
                Id = Id,
                Name = Name ?? "",
                Type = (StepType?)Type,
                Account = account?.Alias ?? account?.Name,
                TargetVariable = string.IsNullOrEmpty(server?.Variable) ? null : server.Variable,
                Target = server?.ToTarget(),
            };
        }
    }

    internal sealed record PlanScriptDto(PlanAccountDto? Account, PlanServerDto? Server);

    internal sealed record PlanFileDto(PlanFileDestinationDto? FileDestination);

    internal sealed record PlanFileDestinationDto(PlanAccountDto? Account, PlanServerDto? Server);

    internal sealed record PlanAccountDto(string? Name, string? Alias);

    internal sealed record PlanV2Dto(
        long? BkBizId, string? BkScopeType, string? BkScopeId, long? BkJobId, string? Name, string? Creator, string? CreateTime,
        string? LastModifyUser, string? LastModifyTime, PlanVariableV2Dto?[]? GlobalVars, PlanStepV2Dto?[]? Steps)
    {
        public ResponseParseError? Validate(JobPlanRequest request, TimeZoneInfo zone) =>
            BkJobId is null ? ResponseParseError.Missing("data.bk_job_id")
            : BkJobId != request.PlanId ? ResponseParseError.OtherPlan("data.bk_job_id", request.PlanId, BkJobId.Value)
            : DtoValues.ValidateScope(request.Scope, new JobScope(BkBizId, BkScopeType, BkScopeId), "data.")
                ?? DtoValues.ValidateTime(CreateTime, zone, "data.create_time")
                ?? DtoValues.ValidateTime(LastModifyTime, zone, "data.last_modify_time")
                ?? ValidateNames(GlobalVars, variable => variable?.Name, "data.global_vars");

        public JobPlan ToPlan(TimeZoneInfo zone, object? origin) => new()
        {
            Id = BkJobId!.Value,
            BizId = BkBizId,
            ScopeType = BkScopeType,
            ScopeId = BkScopeId,
            Name = Name ?? "",
            Creator = Creator,
            CreateTime = DtoValues.ToTime(CreateTime, zone),
            LastModifier = LastModifyUser,
            LastModifyTime = DtoValues.ToTime(LastModifyTime, zone),
            DetailIncluded = true,
            Variables = new ItemList<PlanVariable>([.. (GlobalVars ?? []).Select(variable => variable!.ToVariable())]),
            Steps = new ItemList<PlanStep>([.. (Steps ?? []).OfType<PlanStepV2Dto>().Select(step => step.ToStep())]),
            Origin = origin,
        };
    }

    // Old servers send ip_list beside the variable instead of in target_server.
    internal sealed record PlanVariableV2Dto(
        long? Id, string? Name, string? Value, PlanServerV2Dto? TargetServer, PlanHostDto?[]? IpList, string? Description, int? Category)
    {
        public PlanVariable ToVariable() => CreateVariable(
            Id, Name!, Category, Description, Value, (TargetServer ?? new PlanServerV2Dto(IpList, null, null)).ToTarget(), isRequired: null, isUsed: null);
    }

    internal sealed record PlanStepV2Dto(long? StepId, string? Name, int? Type, string? Account, PlanServerV2Dto? TargetServer, PlanHostDto?[]? IpList)
    {
        public PlanStep ToStep() => new()
        {
            Id = StepId,
            Name = Name ?? "",
            Type = (StepType?)Type,
            Account = string.IsNullOrEmpty(Account) ? null : Account,
            Target = (TargetServer ?? new PlanServerV2Dto(IpList, null, null)).ToTarget(),
        };
    }

    private static ResponseParseError? ValidateNames<T>(T[]? items, Func<T, string?> getName, string field)
    {
        int missing = Array.FindIndex(items ?? [], item => getName(item) is null);
        return missing < 0 ? null : ResponseParseError.Missing($"{field}[{missing}].name");
    }

    private static PlanVariable CreateVariable(
        long? id, string name, int? type, string? description, string? value, BkJobTarget? target, bool? isRequired, bool? isUsed) => new()
        {
            Id = id,
            Name = name,
            Type = (VariableType?)type,
            Description = string.IsNullOrEmpty(description) ? null : description,
            IsRequired = isRequired,
            // The server sends asterisks for a cipher; a start that sent them back would replace the secret.
            Default = (VariableType?)type is VariableType.Cipher or VariableType.Host ? null : value,
            DefaultTarget = (VariableType?)type == VariableType.Host ? target : null,
            IsUsed = isUsed,
        };
}

/// <summary>Requests a job plan.</summary>
/// <param name="PlanId">The plan, 1 or more.</param>
/// <param name="Scope">The business or business set that it belongs to.</param>
internal sealed record JobPlanRequest(long PlanId, JobScope Scope) : BkJobRequest(Scope)
{
    /// <inheritdoc/>
    public override string Subject => FormattableString.Invariant($"job_plan_id={PlanId}");
}
