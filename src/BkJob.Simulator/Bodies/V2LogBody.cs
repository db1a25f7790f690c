using System.Text.Json;
using BkJob.Simulator.Hosts;
using BkJob.Simulator.Job;
using BkJob.Simulator.Logs;
using BkJob.Simulator.Timeline;

namespace BkJob.Simulator.Bodies;

/// <summary>The logs of all steps in v2: the hosts of a step are grouped by status and tag.</summary>
/// <param name="view">The job.</param>
/// <param name="generation">The generation of the server.</param>
/// <param name="isEscaped">Whether the characters of HTML are escaped.</param>
internal sealed class V2LogBody(JobView view, Generation generation, bool isEscaped)
{
    private readonly string _offset = generation == Generation.Job2 ? " +0800" : "";

    public async Task WriteAsync(Utf8JsonWriter json, CancellationToken ct)
    {
        json.WriteStartArray();
        for (var index = 0; index < view.Job.Steps.Count; index++)
        {
            var step = view.Snapshot.Steps[index];
            json.WriteStartObject();
            json.WriteBoolean("is_finished", StatusCode.IsEnd(step.Status));
            json.WriteNumber("step_instance_id", view.StepInstanceId(index));
            json.WriteString("name", view.Job.Steps[index].Name);
            json.WriteNumber("status", step.Status);
            json.WriteStartArray("step_results");
            await WriteGroupsAsync(json, new StepLogs(view, index), step, ct);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private async Task WriteGroupsAsync(Utf8JsonWriter json, StepLogs logs, StepSnapshot step, CancellationToken ct)
    {
        var places = Enumerable.Range(0, logs.Count);
        var groups = places.GroupBy(place => (logs.Target(place).Status, logs.Target(place).Tag)).ToList();
        var source = StatusCode.IsEnd(step.Status) ? HostCode.Succeeded : HostCode.Running;
        foreach (var group in groups)
        {
            await WriteGroupAsync(
                json, group.Key.Status, group.Key.Tag, group.Select<int, Action>(place => () => WriteHost(json, logs, step, place)), ct);
        }

        // The source host of a file step has a log of its own.
        if (logs.Uploads() is { Count: > 0 } uploads)
        {
            await WriteGroupAsync(json, source, "", [() => WriteSource(json, logs, step, uploads)], ct);
        }
    }

    private static async Task WriteGroupAsync(
        Utf8JsonWriter json, int status, string tag, IEnumerable<Action> writeHosts, CancellationToken ct)
    {
        json.WriteStartObject();
        json.WriteNumber("ip_status", status);
        json.WriteString("tag", tag);
        json.WriteStartArray("ip_logs");
        foreach (var writeHost in writeHosts)
        {
            writeHost();
            await json.FlushPieceAsync(ct);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteHost(Utf8JsonWriter json, StepLogs logs, StepSnapshot step, int place)
    {
        var target = logs.Target(place);
        json.WriteStartObject();
        json.WriteTime("start_time", TimeOf(target.StartTime), _offset);
        json.WriteTime("end_time", TimeOf(target.EndTime), _offset);
        json.WriteSeconds("total_time", target.TotalTime / 1000.0);
        WriteRest(
            json,
            logs,
            step,
            (place, target.ErrorCode, target.ExitCode),
            logs.IsFile ? string.Concat(logs.Downloads(place).Select(row => row.Text)) : logs.TextOf(place));
    }

    private void WriteSource(Utf8JsonWriter json, StepLogs logs, StepSnapshot step, IReadOnlyList<FileRow> uploads)
    {
        json.WriteStartObject();
        json.WriteTime("start_time", view.Moment(step.StartedAt), _offset);
        json.WriteTime("end_time", view.Moment(step.EndedAt), _offset);
        json.WriteSeconds("total_time", (step.EndedAt - step.StartedAt)?.TotalSeconds);
        WriteRest(json, logs, step, (logs.SourcePlace, 0, null), string.Concat(uploads.Select(row => row.Text)));
    }

    private void WriteRest(
        Utf8JsonWriter json, StepLogs logs, StepSnapshot step, (int Place, int ErrorCode, int? ExitCode) host, string? text)
    {
        json.WriteNumber(generation == Generation.Job2 ? "retry_count" : "execute_count", step.ExecuteCount);
        json.WriteNumber("error_code", host.ErrorCode);
        json.WriteNumber("exit_code", host.ExitCode);
        json.WriteString("log_content", Escape(text ?? ""));
        json.WriteNumber("bk_cloud_id", 0);
        json.WriteString("ip", HostIdentity.Of(logs.Step, host.Place).Ip);
        json.WriteEndObject();
    }

    private string Escape(string text) => isEscaped
        ? text.Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal)
        : text;

    private static DateTimeOffset? TimeOf(long? milliseconds) =>
        milliseconds is { } value ? DateTimeOffset.FromUnixTimeMilliseconds(value) : null;
}
