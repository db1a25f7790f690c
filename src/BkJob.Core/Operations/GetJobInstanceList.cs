using BkJob.Protocol;
using static BkJob.BkJobApi;

namespace BkJob.Operations;

/// <summary>
/// Reads a page of the history, newest first (<c>get_job_instance_list</c>, protocol-actions.md §2.1, §2.2). The caller splits what the
/// server limits: 30 days (v3), one status, and the number of rows.
/// </summary>
internal static class GetJobInstanceList
{
    private const string Name = "get_job_instance_list";

    public static readonly Operation<JobInstanceListRequest, JobInstancePage> Operation = new()
    {
        Names = new Dictionary<BkJobApi, string> { [EsbV3] = Name, [GatewayV3] = Name, [GatewayV4] = Name },
        WriteParameters = static (parameters, request) =>
        {
            parameters.Scope(request.Scope);
            parameters.Number("create_time_start", request.CreateTimeStart);
            parameters.Number("create_time_end", request.CreateTimeEnd);
            parameters.Text("name", request.Name);
            parameters.Text("operator", request.Operator);
            parameters.Number("launch_mode", (long?)request.StartWay);
            parameters.Number("type", (long?)request.Type);
            parameters.Number("status", (long?)request.Status);
            parameters.Text("ip", request.Ip);
            parameters.Number("job_cron_id", request.CronId);
            parameters.Number(parameters.Api.Api == GatewayV4 ? "offset" : "start", request.Start);
            parameters.Number("length", request.Length);
        },
        CreateReader = static (request, api, _) => new JsonResponseReader<InstanceListDto, JobInstancePage>(
            JobJson.Default.InstanceListDto, list => list.Validate(request, api.Api), list => list.ToPage(request)),
    };

    // The rows are data over v3, where null is an empty page, and job_instance_list over v4, which has no total.
    internal sealed record InstanceListDto(InstanceRowDto?[]? Data, InstanceRowDto?[]? JobInstanceList, long? Start, long? Total)
    {
        public ResponseParseError? Validate(JobInstanceListRequest request, BkJobApi api)
        {
            string field = api == GatewayV4 ? "data.job_instance_list" : "data.data";
            if (Data is null && JobInstanceList is null && (api == GatewayV4 || Total is null))
            {
                return ResponseParseError.Missing(field);
            }

            if (Start is { } start && start != request.Start)
            {
                return ResponseParseError.OtherPage("data.start", request.Start, start);
            }

            // The path of a row is formatted for an error only: a page has a thousand rows.
            int invalid = Array.FindIndex(Rows, row => row is null || row.Validate(request, path: "") is not null);
            return invalid < 0 ? null
                : Rows[invalid]?.Validate(request, $"{field}[{invalid}].") ?? ResponseParseError.Missing($"{field}[{invalid}]");
        }

        public JobInstancePage ToPage(JobInstanceListRequest request) =>
            new([.. Rows.Select(row => row!.ToSummary(request.Origin))], Total);

        private InstanceRowDto?[] Rows => Data ?? JobInstanceList ?? [];
    }

    // Setters, because a constructor with so many parameters is called with an array in which each value is boxed.
    internal sealed class InstanceRowDto
    {
        public long? BkBizId { get; set; }

        public string? BkScopeType { get; set; }

        public string? BkScopeId { get; set; }

        public long? JobInstanceId { get; set; }

        public long? JobPlanId { get; set; }

        public long? JobTemplateId { get; set; }

        public string? Name { get; set; }

        public string? Operator { get; set; }

        public int? LaunchMode { get; set; }

        public int? Status { get; set; }

        public long? StartTime { get; set; }

        public long? EndTime { get; set; }

        public long? TotalTime { get; set; }

        public long? CreateTime { get; set; }

        public int? Type { get; set; }

        public ResponseParseError? Validate(JobInstanceListRequest request, string path) =>
            JobInstanceId is null ? ResponseParseError.Missing($"{path}job_instance_id")
            : Status is null ? ResponseParseError.Missing($"{path}status")
            : DtoValues.ValidateScope(request.Scope, new JobScope(BkBizId, BkScopeType, BkScopeId), path)
                ?? DtoValues.ValidateEpoch(CreateTime, $"{path}create_time")
                ?? DtoValues.ValidateEpoch(StartTime, $"{path}start_time")
                ?? DtoValues.ValidateEpoch(EndTime, $"{path}end_time")
                ?? DtoValues.ValidateMilliseconds(TotalTime, $"{path}total_time");

        public JobInstanceSummary ToSummary(object? origin) => new()
        {
            Id = JobInstanceId!.Value,
            BizId = BkBizId,
            ScopeType = BkScopeType,
            ScopeId = BkScopeId,
            Name = Name ?? "",
            Status = (JobStatus)Status!,
            Type = (JobType?)Type,
            Operator = Operator,
            StartWay = (StartWay?)LaunchMode,
            PlanId = JobPlanId,
            TemplateId = JobTemplateId,
            CreateTime = DtoValues.ToTime(CreateTime),
            StartTime = DtoValues.ToTime(StartTime),
            EndTime = DtoValues.ToTime(EndTime),
            TotalTime = DtoValues.ToTimeSpan(TotalTime),
            Origin = origin,
        };
    }
}

/// <summary>Requests a page of the history.</summary>
/// <param name="Scope">The business or business set.</param>
/// <param name="CreateTimeStart">The earliest time of creation, in milliseconds since 1970; 1 or more.</param>
/// <param name="CreateTimeEnd">The latest time of creation; later than the start.</param>
/// <param name="Start">The number of rows to skip.</param>
/// <param name="Length">The maximum number of rows, 1 or more.</param>
internal sealed record JobInstanceListRequest(JobScope Scope, long CreateTimeStart, long CreateTimeEnd, int Start, int Length) : BkJobRequest(Scope)
{
    /// <summary>A part of the name. <c>%</c> and <c>_</c> are wildcards of the server.</summary>
    public string? Name { get; init; }

    /// <summary>The exact user name.</summary>
    public string? Operator { get; init; }

    public StartWay? StartWay { get; init; }

    public JobType? Type { get; init; }

    public JobStatus? Status { get; init; }

    /// <summary>An IPv4 address of any step, in any cloud area.</summary>
    public string? Ip { get; init; }

    public long? CronId { get; init; }

    /// <inheritdoc/>
    public override string Subject => FormattableString.Invariant(
        $"create_time={CreateTimeStart}..{CreateTimeEnd} {(Status is { } status ? $"status={(int)status} " : "")}start={Start} length={Length}");
}

/// <summary>A page of the history.</summary>
/// <param name="Rows">The job instances, newest first.</param>
/// <param name="Total">The number on all pages; null over v4.</param>
internal sealed record JobInstancePage(IReadOnlyList<JobInstanceSummary> Rows, long? Total);
