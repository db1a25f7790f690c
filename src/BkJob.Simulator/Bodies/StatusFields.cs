using System.Text.Json;
using BkJob.Simulator.Job;

namespace BkJob.Simulator.Bodies;

/// <summary>The common part of v3 and v4: all times in milliseconds.</summary>
/// <param name="json">The writer.</param>
/// <param name="view">The job.</param>
/// <param name="nulls">How a field without a value is written: v3 writes null, v4 omits it.</param>
internal sealed class StatusFields(Utf8JsonWriter json, JobView view, NullStyle nulls)
{
    /// <summary>Writes the field data.</summary>
    /// <param name="writeTargets">Writes the hosts or containers of a step in the format of the API.</param>
    public async Task WriteDataAsync(Func<int, Task> writeTargets)
    {
        json.WriteStartObject("data");
        json.WriteBoolean("finished", view.Snapshot.IsFinished);
        WriteJob();
        json.WriteStartArray("step_instance_list");
        for (var step = 0; step < view.Job.Steps.Count; step++)
        {
            json.WriteStartObject();
            WriteStep(step);
            await writeTargets(step);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteJob()
    {
        var job = view.Job;
        var scope = JobScope.Of(job);
        json.WriteStartObject("job_instance");
        json.WriteNumber("bk_biz_id", job.BizId);
        json.WriteString("bk_scope_type", scope.Type);
        json.WriteString("bk_scope_id", scope.Id);
        json.WriteNumber("job_instance_id", job.Id);
        json.WriteNumber("status", view.Snapshot.Status);
        json.WriteString("name", job.Name);
        json.WriteNumber("create_time", view.CreateTime.ToUnixTimeMilliseconds());
        WriteTimes(view.Snapshot.StartedAt, view.Snapshot.EndedAt, view.TotalTime);
        json.WriteEndObject();
    }

    private void WriteStep(int index)
    {
        var step = view.Job.Steps[index];
        var snapshot = view.Snapshot.Steps[index];
        json.WriteNumber("step_instance_id", view.StepInstanceId(index));
        json.WriteString("name", step.Name);
        json.WriteNumber("status", snapshot.Status);
        json.WriteNumber("type", step.Type);
        json.WriteNumber("execute_count", snapshot.ExecuteCount);
        WriteTimes(snapshot.StartedAt, snapshot.EndedAt, view.StepTotalTime(index));
        json.WriteNumber("create_time", view.CreateTime.ToUnixTimeMilliseconds());
    }

    private void WriteTimes(TimeSpan? start, TimeSpan? end, double? seconds)
    {
        json.WriteNumber(TimeNames.Start, view.Moment(start)?.ToUnixTimeMilliseconds(), nulls);
        json.WriteNumber(TimeNames.End, view.Moment(end)?.ToUnixTimeMilliseconds(), nulls);
        json.WriteNumber(TimeNames.Total, seconds is { } total ? (long)Math.Round(total * 1000) : null, nulls);
    }
}
