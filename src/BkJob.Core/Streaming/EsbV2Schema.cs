using System.Text.Json;
using BkJob.Protocol;
using static BkJob.Protocol.JsonValues;

namespace BkJob.Streaming;

/// <summary>
/// The body of ESB v2. Two formats share its URL: Job 2.x sends that of the API documentation (block_order, order, operation_list,
/// retry_count, +0800), Job 3.x another one (execute_count, scope fields, no time zone). The schema contains the fields of both.
/// </summary>
internal static class EsbV2Schema
{
    private static readonly JsonObjectSchema Operation = new JsonObjectSchema()
        .Value("operation_code", (ref Utf8JsonReader r, JobStatusResponse a) => TryInt(ref r, out a.Operation.Code))
        .Value("operation_name", (ref Utf8JsonReader r, JobStatusResponse a) => TryText(ref r, out a.Operation.Name));

    private static readonly JsonObjectSchema Host = new JsonObjectSchema()
        .Host("ip", HostText.Ip)
        .Host("bk_cloud_id", HostNumber.CloudId)
        .Host("status", HostNumber.Status, HostNumberKind.Int);

    private static readonly JsonObjectSchema Step = new JsonObjectSchema()
        .Value("step_instance_id", (ref Utf8JsonReader r, JobStatusResponse a) => TryLong(ref r, out a.Step.Id))
        .Value("step_id", (ref Utf8JsonReader r, JobStatusResponse a) => TryLong(ref r, out a.Step.StepId))
        .Value("name", (ref Utf8JsonReader r, JobStatusResponse a) => TryText(ref r, out a.Step.Name))
        .Value("type", (ref Utf8JsonReader r, JobStatusResponse a) => TryInt(ref r, out a.Step.Type))
        .Value("operator", (ref Utf8JsonReader r, JobStatusResponse a) => TryText(ref r, out a.Step.Operator))
        .Value("status", (ref Utf8JsonReader r, JobStatusResponse a) => TryInt(ref r, out a.Step.Status))
        .Value("execute_count", (ref Utf8JsonReader r, JobStatusResponse a) => TryInt(ref r, out a.Step.RetryCount))
        .Value("retry_count", (ref Utf8JsonReader r, JobStatusResponse a) => TryInt(ref r, out a.Step.RetryCount))
        .Value("create_time", (ref Utf8JsonReader r, JobStatusResponse a) => TryTime(ref r, a.Zone, out a.Step.CreateTime))
        .Value("start_time", (ref Utf8JsonReader r, JobStatusResponse a) => TryTime(ref r, a.Zone, out a.Step.StartTime))
        .Value("end_time", (ref Utf8JsonReader r, JobStatusResponse a) => TryTime(ref r, a.Zone, out a.Step.EndTime))
        .Value("total_time", (ref Utf8JsonReader r, JobStatusResponse a) => TrySeconds(ref r, out a.Step.TotalTime))
        .Value("pause", (ref Utf8JsonReader r, JobStatusResponse a) => TryFlag(ref r, out a.Step.PauseAfter))
        .Value("order", (ref Utf8JsonReader r, JobStatusResponse a) => TryInt(ref r, out a.Step.Order))
        .Array(
            "operation_list",
            Operation,
            begin: (JobStatusResponse a) => a.Step.Operations!.Add(new JobStatusResponse.OperationFields()),
            clear: (JobStatusResponse a) => a.Step.Operations = [])
        .Rows("step_ip_status", Host, begin: (JobStatusResponse a) => a.Hosts.Begin(), clear: (JobStatusResponse a) => a.BeginHosts());

    private static readonly JsonObjectSchema Block = new JsonObjectSchema()
        .Value("type", (ref Utf8JsonReader r, JobStatusResponse a) => TryInt(ref r, out a.Block.Type))
        .Value("block_order", (ref Utf8JsonReader r, JobStatusResponse a) => TryInt(ref r, out a.Block.Order))
        .Value("block_name", (ref Utf8JsonReader r, JobStatusResponse a) => TryText(ref r, out a.Block.Name))
        .Array(
            "step_instances",
            Step,
            begin: (JobStatusResponse a) => a.Block.Steps.Add(new JobStatusResponse.StepFields()),
            clear: (JobStatusResponse a) => a.Block.BeginSteps());

    private static readonly JsonObjectSchema Job = new JsonObjectSchema()
        .Value("job_instance_id", (ref Utf8JsonReader r, JobStatusResponse a) => TryLong(ref r, out a.Job!.Id))
        .Value("bk_biz_id", (ref Utf8JsonReader r, JobStatusResponse a) => TryLong(ref r, out a.Job!.BizId))
        .Value("bk_scope_type", (ref Utf8JsonReader r, JobStatusResponse a) => TryText(ref r, out a.Job!.ScopeType))
        .Value("bk_scope_id", (ref Utf8JsonReader r, JobStatusResponse a) => TryText(ref r, out a.Job!.ScopeId))
        .Value("bk_job_id", (ref Utf8JsonReader r, JobStatusResponse a) => TryLong(ref r, out a.Job!.PlanId))
        .Value("name", (ref Utf8JsonReader r, JobStatusResponse a) => TryText(ref r, out a.Job!.Name))
        .Value("status", (ref Utf8JsonReader r, JobStatusResponse a) => TryInt(ref r, out a.Job!.Status))
        .Value("operator", (ref Utf8JsonReader r, JobStatusResponse a) => TryText(ref r, out a.Job!.Operator))
        .Value("start_way", (ref Utf8JsonReader r, JobStatusResponse a) => TryInt(ref r, out a.Job!.StartWay))
        .Value("create_time", (ref Utf8JsonReader r, JobStatusResponse a) => TryTime(ref r, a.Zone, out a.Job!.CreateTime))
        .Value("start_time", (ref Utf8JsonReader r, JobStatusResponse a) => TryTime(ref r, a.Zone, out a.Job!.StartTime))
        .Value("end_time", (ref Utf8JsonReader r, JobStatusResponse a) => TryTime(ref r, a.Zone, out a.Job!.EndTime))
        .Value("total_time", (ref Utf8JsonReader r, JobStatusResponse a) => TrySeconds(ref r, out a.Job!.TotalTime))
        .Value("current_step_instance_id", (ref Utf8JsonReader r, JobStatusResponse a) =>
            TryLong(ref r, out a.Job!.CurrentStepInstanceId));

    private static readonly JsonObjectSchema Data = new JsonObjectSchema()
        .Value("is_finished", (ref Utf8JsonReader r, JobStatusResponse a) => TryBool(ref r, out a.IsFinished))
        .Object("job_instance", Job, begin: (JobStatusResponse a) => a.Job = new JobStatusResponse.JobFields())
        .Array("blocks", Block, begin: (JobStatusResponse a) => a.Blocks.Add(new JobStatusResponse.BlockFields()), clear: (JobStatusResponse a) => a.BeginBlocks());

    /// <summary>The status of a job.</summary>
    public static readonly JobStatusSchema Status = new(
        EnvelopeSchema.Around(Data),
        new PartNames("data.job_instance", "data.blocks[{0}].step_instances[{1}]", "step_ip_status"),
        HostsParameter: null);
}
