using System.Text.Json;
using BkJob.Hosts;
using static BkJob.Protocol.JsonValues;

namespace BkJob.Protocol;

/// <summary>
/// What v3 and v4 have in common: a job, a list of steps, times and durations in milliseconds. They say nothing of operator, start way
/// and plan. Each step becomes a block of its own, as Job 3.x sends it over v2.
/// </summary>
internal static class EpochTimeSchema
{
    private static readonly JsonShape Job = new JsonShape()
        .Value("bk_biz_id", (ref Utf8JsonReader r, StatusAnswer a) => TryLong(ref r, out a.Job!.BizId))
        .Value("bk_scope_type", (ref Utf8JsonReader r, StatusAnswer a) => TryText(ref r, out a.Job!.ScopeType))
        .Value("bk_scope_id", (ref Utf8JsonReader r, StatusAnswer a) => TryText(ref r, out a.Job!.ScopeId))
        .Value("job_instance_id", (ref Utf8JsonReader r, StatusAnswer a) => TryLong(ref r, out a.Job!.Id))
        .Value("status", (ref Utf8JsonReader r, StatusAnswer a) => TryInt(ref r, out a.Job!.Status))
        .Value("name", (ref Utf8JsonReader r, StatusAnswer a) => TryText(ref r, out a.Job!.Name))
        .Value("create_time", (ref Utf8JsonReader r, StatusAnswer a) => TryEpoch(ref r, out a.Job!.CreateTime))
        .Value("start_time", (ref Utf8JsonReader r, StatusAnswer a) => TryEpoch(ref r, out a.Job!.StartTime))
        .Value("end_time", (ref Utf8JsonReader r, StatusAnswer a) => TryEpoch(ref r, out a.Job!.EndTime))
        .Value("total_time", (ref Utf8JsonReader r, StatusAnswer a) => TryMilliseconds(ref r, out a.Job!.TotalTime));

    /// <summary>The names of the parts.</summary>
    /// <param name="hosts">The field of a step that holds its hosts.</param>
    public static FieldNames Names(string hosts) => new("data.job_instance", "data.step_instance_list[{0}]", hosts);

    /// <summary>What is said of a host or container, and how it went there.</summary>
    /// <param name="target">Which it is.</param>
    public static JsonShape WithResult(JsonShape target) => target
        .Host("status", HostNumber.Status, HostNumberKind.Int)
        .Host("tag", HostText.Tag)
        .Host("exit_code", HostNumber.ExitCode, HostNumberKind.Int)
        .Host("error_code", HostNumber.ErrorCode, HostNumberKind.Int)
        .Host("start_time", HostNumber.StartTime, HostNumberKind.Epoch)
        .Host("end_time", HostNumber.EndTime, HostNumberKind.Epoch)
        .Host("total_time", HostNumber.TotalTime, HostNumberKind.Milliseconds);

    /// <summary>The body.</summary>
    /// <param name="hosts">The field of a step that holds its hosts.</param>
    /// <param name="host">What is said of one.</param>
    public static JsonShape With(string hosts, JsonShape host) => Envelope.Around(new JsonShape()
        .Value("finished", (ref Utf8JsonReader r, StatusAnswer a) => TryBool(ref r, out a.IsFinished))
        .Object("job_instance", Job, begin: a => a.Job = new StatusAnswer.JobFields())
        .Array("step_instance_list", Step(hosts, host), begin: a => a.AddSingleStepBlock(), clear: a => a.BeginBlocks()));

    private static JsonShape Step(string hosts, JsonShape host) => new JsonShape()
        .Value("step_instance_id", (ref Utf8JsonReader r, StatusAnswer a) => TryLong(ref r, out a.Step.Id))
        .Value("name", (ref Utf8JsonReader r, StatusAnswer a) => TryText(ref r, out a.Step.Name))
        .Value("status", (ref Utf8JsonReader r, StatusAnswer a) => TryInt(ref r, out a.Step.Status))
        .Value("type", (ref Utf8JsonReader r, StatusAnswer a) => TryInt(ref r, out a.Step.Type))
        .Value("execute_count", (ref Utf8JsonReader r, StatusAnswer a) => TryInt(ref r, out a.Step.RetryCount))
        .Value("start_time", (ref Utf8JsonReader r, StatusAnswer a) => TryEpoch(ref r, out a.Step.StartTime))
        .Value("end_time", (ref Utf8JsonReader r, StatusAnswer a) => TryEpoch(ref r, out a.Step.EndTime))
        .Value("total_time", (ref Utf8JsonReader r, StatusAnswer a) => TryMilliseconds(ref r, out a.Step.TotalTime))
        .Value("create_time", (ref Utf8JsonReader r, StatusAnswer a) => TryEpoch(ref r, out a.Step.CreateTime))
        .Rows(hosts, host, begin: a => a.Hosts.Begin(), clear: a => a.BeginHosts());
}
