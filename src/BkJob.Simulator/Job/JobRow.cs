using System.Text.Json;
using BkJob.Simulator.Bodies;
using BkJob.Simulator.Timeline;

namespace BkJob.Simulator.Job;

/// <summary>A row of get_job_instance_list.</summary>
internal static class JobRow
{
    private const int Plan = 0;
    private const int Script = 1;
    private const int File = 2;

    /// <summary>The type of a job: 0 plan, 1 script, 2 file.</summary>
    public static int TypeOf(SimulatedJob job) =>
        job.Type ?? (job.PlanId >= 0 ? Plan : job.Steps is [{ Type: StepKind.File }, ..] ? File : Script);

    /// <summary>Writes a row.</summary>
    /// <param name="json">The writer.</param>
    /// <param name="view">The job.</param>
    /// <param name="plan">The plan of the job; null if it does not exist.</param>
    /// <param name="nulls">How a time without a value is written: v3 writes null, v4 omits it.</param>
    public static void Write(Utf8JsonWriter json, JobView view, SimulatedPlan? plan, NullStyle nulls)
    {
        var (job, snapshot) = (view.Job, view.Snapshot);
        json.WriteStartObject();
        ScopeJson.Write(json, job.BizId, JobScope.Of(job));
        json.WriteNumber("job_instance_id", job.Id);
        json.WriteNumber("job_plan_id", job.PlanId);
        json.WriteNumber("job_template_id", job.TemplateId ?? (job.PlanId < 0 ? -1 : plan?.TemplateId ?? job.PlanId));
        json.WriteString("name", job.Name);
        json.WriteString("operator", job.Operator);
        json.WriteNumber("launch_mode", job.LaunchMode);
        json.WriteNumber("status", snapshot.Status);
        json.WriteNumber(TimeNames.Start, view.Moment(snapshot.StartedAt)?.ToUnixTimeMilliseconds(), nulls);
        json.WriteNumber(TimeNames.End, view.Moment(snapshot.EndedAt)?.ToUnixTimeMilliseconds(), nulls);
        json.WriteNumber(TimeNames.Total, TotalTime(view), nulls);
        json.WriteNumber("create_time", view.CreateTime.ToUnixTimeMilliseconds());
        json.WriteNumber("type", TypeOf(job));
        json.WriteEndObject();
    }

    // Unlike the status of a job, the list has the time of a running job so far.
    private static long? TotalTime(JobView view) => view.Snapshot.Status switch
    {
        StatusCode.Running or StatusCode.WaitingForUser or StatusCode.Terminating =>
            (long?)(view.Now - view.Moment(view.Snapshot.StartedAt))?.TotalMilliseconds,
        _ => view.TotalTime is { } seconds ? (long)Math.Round(seconds * 1000) : null,
    };
}

/// <summary>The fields of a scope.</summary>
internal static class ScopeJson
{
    public static void Write(Utf8JsonWriter json, long bizId, JobScope scope)
    {
        json.WriteNumber("bk_biz_id", bizId);
        json.WriteString("bk_scope_type", scope.Type);
        json.WriteString("bk_scope_id", scope.Id);
    }
}
