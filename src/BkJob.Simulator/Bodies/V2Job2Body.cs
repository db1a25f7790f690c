using System.Text.Json;
using BkJob.Simulator.Job;
using BkJob.Simulator.Responses;
using BkJob.Simulator.Timeline;

namespace BkJob.Simulator.Bodies;

/// <summary>The body of the API documentation, as sent by Job 2.x: named blocks, operations, times with their offset.</summary>
internal static class V2Job2Body
{
    private const string Offset = " +0800";

    public static async Task WriteAsync(Stream output, JobView view, CancellationToken ct)
    {
        await using var json = new Utf8JsonWriter(output, JobJson.Options);
        json.WriteStartObject();
        json.WriteBoolean("result", true);
        json.WriteNumber("code", 0);
        json.WriteString("message", "success");
        json.WriteNull("permission");
        json.WriteString("request_id", RequestId.New());
        json.WriteStartObject("data");
        json.WriteBoolean("is_finished", view.Snapshot.IsFinished);
        WriteJob(json, view);
        await WriteBlocksAsync(json, view, ct);
        json.WriteEndObject();
        json.WriteEndObject();
        await json.FlushAsync(ct);
    }

    private static void WriteJob(Utf8JsonWriter json, JobView view)
    {
        var job = view.Job;
        json.WriteStartObject("job_instance");
        json.WriteNumber("job_instance_id", job.Id);
        json.WriteNumber("bk_biz_id", job.BizId);
        json.WriteString("name", job.Name);
        json.WriteNumber("start_way", job.StartWay);
        json.WriteString("operator", job.Operator);
        json.WriteNumber("bk_job_id", job.PlanId);
        json.WriteTime("create_time", view.CreateTime, Offset);
        json.WriteNumber("status", view.Snapshot.Status);
        json.WriteTime("start_time", view.Moment(view.Snapshot.StartedAt), Offset);
        json.WriteTime("end_time", view.Moment(view.Snapshot.EndedAt), Offset);
        json.WriteSeconds("total_time", view.TotalTime);
        json.WriteNumber("current_step_instance_id", view.CurrentStepInstanceId);
        json.WriteEndObject();
    }

    private static async Task WriteBlocksAsync(Utf8JsonWriter json, JobView view, CancellationToken ct)
    {
        json.WriteStartArray("blocks");
        for (var index = 0; index < view.Job.Steps.Count; index++)
        {
            var step = view.Job.Steps[index];
            json.WriteStartObject();
            json.WriteNumber("type", step.Type);
            json.WriteNumber("block_order", index + 1);
            json.WriteString("block_name", step.Name);
            json.WriteStartArray("step_instances");
            json.WriteStartObject();
            WriteStep(json, view, index);
            await json.WriteHostsAsync(step, view.Snapshot.Steps[index], ct);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteStep(Utf8JsonWriter json, JobView view, int index)
    {
        var step = view.Job.Steps[index];
        var snapshot = view.Snapshot.Steps[index];
        json.WriteNumber("status", snapshot.Status);
        json.WriteSeconds("total_time", view.StepTotalTime(index));
        json.WriteNumber("pause", PausesBehind(step, snapshot) ? 1 : 0);
        WriteOperations(json, StepOperation.Possible(step, snapshot));
        json.WriteString("name", step.Name);
        json.WriteNumber("step_instance_id", view.StepInstanceId(index));
        json.WriteString("operator", view.StepOperator(index));
        json.WriteNumber("order", 1);
        json.WriteNumber("retry_count", snapshot.ExecuteCount);
        json.WriteTime("create_time", view.CreateTime, Offset);
        json.WriteTime("end_time", view.Moment(snapshot.EndedAt), Offset);
        json.WriteNumber("step_id", view.StepId(index));
        json.WriteNumber("type", step.Type);
        json.WriteTime("start_time", view.Moment(snapshot.StartedAt), Offset);
    }

    private static bool PausesBehind(SimulatedStep step, StepSnapshot snapshot) =>
        snapshot.Status == StatusCode.WaitingForUser && step.Type != StepKind.Confirmation;

    private static void WriteOperations(Utf8JsonWriter json, IEnumerable<StepOperation> operations)
    {
        json.WriteStartArray("operation_list");
        foreach (var operation in operations)
        {
            json.WriteStartObject();
            json.WriteNumber("operation_code", operation.Code);
            json.WriteString("operation_name", operation.Name);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
