using System.Text.Json;
using BkJob.Hosts;
using static BkJob.Protocol.JsonValues;

namespace BkJob.Protocol;

/// <summary>
/// ESB v2, the API that the product was asked for. Two shapes live under its URL: Job 2.x sends the one of the API page
/// (block_order, order, operation_list, retry_count, +0800), Job 3.x another one (execute_count, scope fields, no zone). The
/// tables hold the fields of both.
/// </summary>
internal sealed class EsbV2 : IDialect
{
    private static readonly JsonShape Operation = new JsonShape()
        .Value("operation_code", (ref Utf8JsonReader r, StatusAnswer a) => TryInt(ref r, out a.Operation.Code))
        .Value("operation_name", (ref Utf8JsonReader r, StatusAnswer a) => TryText(ref r, out a.Operation.Name));

    private static readonly JsonShape Host = new JsonShape()
        .Host("ip", HostText.Ip)
        .Host("bk_cloud_id", HostNumber.CloudId)
        .Host("status", HostNumber.Status, HostNumberKind.Int);

    private static readonly JsonShape Step = new JsonShape()
        .Value("step_instance_id", (ref Utf8JsonReader r, StatusAnswer a) => TryLong(ref r, out a.Step.Id))
        .Value("step_id", (ref Utf8JsonReader r, StatusAnswer a) => TryLong(ref r, out a.Step.StepId))
        .Value("name", (ref Utf8JsonReader r, StatusAnswer a) => TryText(ref r, out a.Step.Name))
        .Value("type", (ref Utf8JsonReader r, StatusAnswer a) => TryInt(ref r, out a.Step.Type))
        .Value("operator", (ref Utf8JsonReader r, StatusAnswer a) => TryText(ref r, out a.Step.Operator))
        .Value("status", (ref Utf8JsonReader r, StatusAnswer a) => TryInt(ref r, out a.Step.Status))
        .Value("execute_count", (ref Utf8JsonReader r, StatusAnswer a) => TryInt(ref r, out a.Step.RetryCount))
        .Value("retry_count", (ref Utf8JsonReader r, StatusAnswer a) => TryInt(ref r, out a.Step.RetryCount))
        .Value("create_time", (ref Utf8JsonReader r, StatusAnswer a) => TryTime(ref r, a.Zone, out a.Step.CreateTime))
        .Value("start_time", (ref Utf8JsonReader r, StatusAnswer a) => TryTime(ref r, a.Zone, out a.Step.StartTime))
        .Value("end_time", (ref Utf8JsonReader r, StatusAnswer a) => TryTime(ref r, a.Zone, out a.Step.EndTime))
        .Value("total_time", (ref Utf8JsonReader r, StatusAnswer a) => TrySeconds(ref r, out a.Step.TotalTime))
        .Value("pause", (ref Utf8JsonReader r, StatusAnswer a) => TryFlag(ref r, out a.Step.PauseAfter))
        .Value("order", (ref Utf8JsonReader r, StatusAnswer a) => TryInt(ref r, out a.Step.Order))
        .Array(
            "operation_list",
            Operation,
            begin: a => a.Step.Operations!.Add(new StatusAnswer.OperationFields()),
            clear: a => a.Step.Operations = [])
        .Rows("step_ip_status", Host, begin: a => a.Hosts.Begin(), clear: a => a.BeginHosts());

    private static readonly JsonShape Block = new JsonShape()
        .Value("type", (ref Utf8JsonReader r, StatusAnswer a) => TryInt(ref r, out a.Block.Type))
        .Value("block_order", (ref Utf8JsonReader r, StatusAnswer a) => TryInt(ref r, out a.Block.Order))
        .Value("block_name", (ref Utf8JsonReader r, StatusAnswer a) => TryText(ref r, out a.Block.Name))
        .Array(
            "step_instances",
            Step,
            begin: a => a.Block.Steps.Add(new StatusAnswer.StepFields()),
            clear: a => a.Block.BeginSteps());

    private static readonly JsonShape Job = new JsonShape()
        .Value("job_instance_id", (ref Utf8JsonReader r, StatusAnswer a) => TryLong(ref r, out a.Job!.Id))
        .Value("bk_biz_id", (ref Utf8JsonReader r, StatusAnswer a) => TryLong(ref r, out a.Job!.BizId))
        .Value("bk_scope_type", (ref Utf8JsonReader r, StatusAnswer a) => TryText(ref r, out a.Job!.ScopeType))
        .Value("bk_scope_id", (ref Utf8JsonReader r, StatusAnswer a) => TryText(ref r, out a.Job!.ScopeId))
        .Value("bk_job_id", (ref Utf8JsonReader r, StatusAnswer a) => TryLong(ref r, out a.Job!.PlanId))
        .Value("name", (ref Utf8JsonReader r, StatusAnswer a) => TryText(ref r, out a.Job!.Name))
        .Value("status", (ref Utf8JsonReader r, StatusAnswer a) => TryInt(ref r, out a.Job!.Status))
        .Value("operator", (ref Utf8JsonReader r, StatusAnswer a) => TryText(ref r, out a.Job!.Operator))
        .Value("start_way", (ref Utf8JsonReader r, StatusAnswer a) => TryInt(ref r, out a.Job!.StartWay))
        .Value("create_time", (ref Utf8JsonReader r, StatusAnswer a) => TryTime(ref r, a.Zone, out a.Job!.CreateTime))
        .Value("start_time", (ref Utf8JsonReader r, StatusAnswer a) => TryTime(ref r, a.Zone, out a.Job!.StartTime))
        .Value("end_time", (ref Utf8JsonReader r, StatusAnswer a) => TryTime(ref r, a.Zone, out a.Job!.EndTime))
        .Value("total_time", (ref Utf8JsonReader r, StatusAnswer a) => TrySeconds(ref r, out a.Job!.TotalTime))
        .Value("current_step_instance_id", (ref Utf8JsonReader r, StatusAnswer a) =>
            TryLong(ref r, out a.Job!.CurrentStepInstanceId));

    private static readonly JsonShape Data = new JsonShape()
        .Value("is_finished", (ref Utf8JsonReader r, StatusAnswer a) => TryBool(ref r, out a.IsFinished))
        .Object("job_instance", Job, begin: a => a.Job = new StatusAnswer.JobFields())
        .Array("blocks", Block, begin: a => a.Blocks.Add(new StatusAnswer.BlockFields()), clear: a => a.BeginBlocks());

    /// <inheritdoc/>
    public JsonShape Shape { get; } = Envelope.Around(Data);

    /// <inheritdoc/>
    public FieldNames Names { get; } = new("data.job_instance", "data.blocks[{0}].step_instances[{1}]", "step_ip_status");

    /// <inheritdoc/>
    public bool AlwaysSendsHosts => true;

    /// <inheritdoc/>
    public bool LeavesEmptyOut => false;

    /// <inheritdoc/>
    public string PathOf(BkJobClientOptions options) => "api/c/compapi/v2/job/get_job_instance_status/";

    /// <inheritdoc/>
    public IEnumerable<KeyValuePair<string, object>> Parameters(JobInstanceQuery query) => QueryParameters.WithBizId(query);
}
