using BkJob.Protocol;
using static BkJob.BkJobApi;

namespace BkJob.Operations;

/// <summary>
/// Reads a page of the job plans, the one modified last first (<c>get_job_plan_list</c>, over ESB v2 <c>get_job_list</c>;
/// protocol-actions.md §2.3). Times are seconds over v3 and texts over v2.
/// </summary>
internal static class GetJobPlanList
{
    public static readonly Operation<JobPlanListRequest, JobPlanPage> Operation = new()
    {
        Names = new Dictionary<BkJobApi, string>
        {
            [EsbV3] = "get_job_plan_list",
            [GatewayV3] = "get_job_plan_list",
            [EsbV2] = "get_job_list",
        },
        WriteParameters = static (parameters, request) =>
        {
            parameters.Scope(request.Scope);
            parameters.Text("name", request.Name);
            if (parameters.Api.Api != EsbV2)
            {
                parameters.Number("job_template_id", request.TemplateId);
            }

            parameters.Number("start", request.Start);
            parameters.Number("length", request.Length);
        },
        CreateReader = static (request, api, options) => api.Api == EsbV2
            ? new JsonResponseReader<PlanListV2Dto, JobPlanPage>(
                JobJson.Default.PlanListV2Dto, list => list.Validate(request, options.TimeZone), list => list.ToPage(request, options.TimeZone))
            : new JsonResponseReader<PlanListDto, JobPlanPage>(
                JobJson.Default.PlanListDto, list => list.Validate(request), list => list.ToPage(request)),
    };

    internal sealed record PlanListDto(PlanRowDto?[]? Data, long? Start, long? Total)
    {
        public ResponseParseError? Validate(JobPlanListRequest request) =>
            ValidatePage(request, Data, Start, Total, (row, path) => row.Validate(request.Scope, path));

        public JobPlanPage ToPage(JobPlanListRequest request) =>
            new([.. (Data ?? []).Select(row => row!.ToPlan(request.Origin))], Total);
    }

    internal sealed record PlanRowDto(
        long? BkBizId, string? BkScopeType, string? BkScopeId, long? Id, long? JobTemplateId, string? Name, string? Creator, long? CreateTime,
        string? LastModifyUser, long? LastModifyTime, bool? NeedUpdate)
    {
        public ResponseParseError? Validate(JobScope scope, string path) =>
            Id is null ? ResponseParseError.Missing($"{path}id")
            : DtoValues.ValidateScope(scope, new JobScope(BkBizId, BkScopeType, BkScopeId), path)
                ?? DtoValues.ValidateEpoch(CreateTime, $"{path}create_time")
                ?? DtoValues.ValidateEpoch(LastModifyTime, $"{path}last_modify_time");

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
            Origin = origin,
        };
    }

    internal sealed record PlanListV2Dto(PlanRowV2Dto?[]? Data, long? Start, long? Total)
    {
        public ResponseParseError? Validate(JobPlanListRequest request, TimeZoneInfo zone) =>
            ValidatePage(request, Data, Start, Total, (row, path) => row.Validate(request.Scope, zone, path));

        public JobPlanPage ToPage(JobPlanListRequest request, TimeZoneInfo zone) =>
            new([.. (Data ?? []).Select(row => row!.ToPlan(zone, request.Origin))], Total);
    }

    internal sealed record PlanRowV2Dto(
        long? BkBizId, string? BkScopeType, string? BkScopeId, long? BkJobId, string? Name, string? Creator, string? CreateTime,
        string? LastModifyUser, string? LastModifyTime)
    {
        public ResponseParseError? Validate(JobScope scope, TimeZoneInfo zone, string path) =>
            BkJobId is null ? ResponseParseError.Missing($"{path}bk_job_id")
            : DtoValues.ValidateScope(scope, new JobScope(BkBizId, BkScopeType, BkScopeId), path)
                ?? DtoValues.ValidateTime(CreateTime, zone, $"{path}create_time")
                ?? DtoValues.ValidateTime(LastModifyTime, zone, $"{path}last_modify_time");

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
            Origin = origin,
        };
    }

    private static ResponseParseError? ValidatePage<TRow>(
        JobPlanListRequest request, TRow?[]? rows, long? start, long? total, Func<TRow, string, ResponseParseError?> validate)
        where TRow : class =>
        rows is null && total is null ? ResponseParseError.Missing("data.data")
        : start is { } received && received != request.Start ? ResponseParseError.OtherPage("data.start", request.Start, received)
        : (rows ?? []).Select((row, n) => row is null ? ResponseParseError.Missing($"data.data[{n}]") : validate(row, $"data.data[{n}]."))
            .FirstOrDefault(error => error is not null);
}

/// <summary>Requests a page of the job plans.</summary>
/// <param name="Scope">The business or business set.</param>
/// <param name="Start">The number of rows to skip.</param>
/// <param name="Length">The maximum number of rows, 1 or more.</param>
internal sealed record JobPlanListRequest(JobScope Scope, int Start, int Length) : BkJobRequest(Scope)
{
    /// <summary>A part of the name. <c>%</c> and <c>_</c> are wildcards of the server.</summary>
    public string? Name { get; init; }

    /// <summary>The template; not sent over ESB v2, which can't select by template.</summary>
    public long? TemplateId { get; init; }

    /// <inheritdoc/>
    public override string Subject => FormattableString.Invariant($"start={Start} length={Length}");
}

/// <summary>A page of the job plans.</summary>
/// <param name="Rows">The plans.</param>
/// <param name="Total">The number on all pages; null if the server does not return it.</param>
internal sealed record JobPlanPage(IReadOnlyList<JobPlan> Rows, long? Total);
