using System.Text.Json;
using BkJob.Simulator.Job;
using BkJob.Simulator.Responses;

namespace BkJob.Simulator.Bodies;

/// <summary>The body as the Job 3.x server writes it: hosts before the job, one step per block, with null fields.</summary>
internal static class V2Job3Body
{
    public static async Task WriteAsync(Stream output, JobView view, CancellationToken ct)
    {
        await using var json = new Utf8JsonWriter(output, JobJson.Options);
        json.WriteStartObject();
        json.WriteNumber("code", 0);
        json.WriteBoolean("result", true);
        json.WriteString("job_request_id", RequestId.New());
        json.WriteStartObject("data");
        await WriteBlocksAsync(json, view, ct);
        json.WriteBoolean("is_finished", view.Snapshot.IsFinished);
        WriteJob(json, view);
        json.WriteEndObject();
        json.WriteString("request_id", RequestId.New());
        json.WriteString("message", "");
        json.WriteEndObject();
        await json.FlushAsync(ct);
    }

    private static async Task WriteBlocksAsync(Utf8JsonWriter json, JobView view, CancellationToken ct)
    {
        json.WriteStartArray("blocks");
        for (var index = 0; index < view.Job.Steps.Count; index++)
        {
            json.WriteStartObject();
            json.WriteStartArray("step_instances");
            json.WriteStartObject();
            WriteStep(json, view, index);
            await json.WriteHostsAsync(view.Job.Steps[index], view.Snapshot.Steps[index], ct);
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
        json.WriteNumber("step_instance_id", view.StepInstanceId(index));
        json.WriteNumber("step_id", view.StepId(index));
        json.WriteString("name", step.Name);
        json.WriteNumber("type", step.Type);
        json.WriteString("operator", view.StepOperator(index));
        json.WriteNumber("status", snapshot.Status);
        json.WriteNumber("execute_count", snapshot.ExecuteCount);
        json.WriteTime("start_time", view.Moment(snapshot.StartedAt));
        json.WriteTime("end_time", view.Moment(snapshot.EndedAt));
        json.WriteSeconds("total_time", view.StepTotalTime(index));
        json.WriteTime("create_time", view.CreateTime);

        // The server has the field and never sets it.
        json.WriteNull("pause");
    }

    private static void WriteJob(Utf8JsonWriter json, JobView view)
    {
        var job = view.Job;
        var scope = JobScope.Of(job);
        json.WriteStartObject("job_instance");
        json.WriteNumber("bk_biz_id", job.BizId);
        json.WriteString("bk_scope_type", scope.Type);
        json.WriteString("bk_scope_id", scope.Id);
        json.WriteNumber("job_instance_id", job.Id);
        json.WriteNumber("bk_job_id", job.PlanId);
        json.WriteNumber("status", view.Snapshot.Status);
        json.WriteString("name", job.Name);
        json.WriteString("operator", job.Operator);
        json.WriteTime("create_time", view.CreateTime);
        json.WriteTime("start_time", view.Moment(view.Snapshot.StartedAt));
        json.WriteTime("end_time", view.Moment(view.Snapshot.EndedAt));
        json.WriteSeconds("total_time", view.TotalTime);
        json.WriteNumber("start_way", job.StartWay);
        json.WriteNumber("current_step_instance_id", view.CurrentStepInstanceId);
        json.WriteEndObject();
    }
}
