using System.Text.Json;
using BkJob.Simulator.Bodies;
using BkJob.Simulator.Hosts;
using BkJob.Simulator.Job;
using BkJob.Simulator.Logs;

namespace BkJob.Simulator.Operations;

/// <summary>The logs of up to 500 hosts (protocol-actions.md §1.4). Hosts without a log are absent, and the order is arbitrary.</summary>
internal sealed class BatchGetJobInstanceIpLog(StepLookup lookup, SimulatorOptions options) : IOperation
{
    public const string OperationName = "batch_get_job_instance_ip_log";

    private const int MaxHosts = 500;

    public string Name => OperationName;

    public ServerApis Apis => ServerApis.EsbV3 | ServerApis.GatewayV3;

    public bool IsPost => true;

    public JobReply Handle(JobCall call)
    {
        if (lookup.Find(call, IsPost, out var logs) is { } rejection)
        {
            return rejection;
        }

        if (!RequestedHosts.TryRead(call.Parameters, "host_id_list", out var byId)
            || !RequestedHosts.TryRead(call.Parameters, "ip_list", out var byAddress))
        {
            return call.Messages.BadRequest;
        }

        var hosts = byId is { Count: > 0 } ? byId : byAddress;
        if (hosts is not { Count: > 0 and <= MaxHosts })
        {
            return call.Messages.IllegalParameter("host_id_list/ip_list");
        }

        return logs.HasContainers
            ? call.Messages.InternalError
            : SuccessBody.Create(call, (json, ct) => WriteAsync(json, logs, hosts, ct));
    }

    private async Task WriteAsync(Utf8JsonWriter json, StepLogs logs, RequestedHosts hosts, CancellationToken ct)
    {
        var places = logs.LogType is null ? [] : hosts.Places(logs).Where(place => logs.IsInBatch(place, hosts.Count, options.Profile));
        var texts = places.Select(place => (Place: place, Log: logs.TextOf(place))).Where(host => host.Log is not null);
        var files = places.Select(place => (Place: place, Log: FilesOf(logs, place))).Where(host => host.Log.Count > 0);
        json.WriteStartObject();
        json.WriteNumber("job_instance_id", logs.View.Job.Id);
        json.WriteNumber("step_instance_id", logs.StepInstanceId);
        json.WriteNumber("log_type", logs.LogType);
        await WriteListAsync(json, "script_task_logs", texts, (place, text) => WriteScript(json, logs, place, text!), ct);
        await WriteListAsync(json, "file_task_logs", files, (place, rows) => WriteFiles(json, logs, place, rows), ct);
        json.WriteEndObject();
    }

    // A list without an element is null.
    private static async Task WriteListAsync<T>(
        Utf8JsonWriter json, string name, IEnumerable<(int Place, T Log)> logs, Action<int, T> write, CancellationToken ct)
    {
        json.WritePropertyName(name);
        var isEmpty = true;
        foreach (var (place, log) in logs)
        {
            if (isEmpty)
            {
                json.WriteStartArray();
                isEmpty = false;
            }

            write(place, log);
            await json.FlushPieceAsync(ct);
        }

        if (isEmpty)
        {
            json.WriteNullValue();
        }
        else
        {
            json.WriteEndArray();
        }
    }

    private static IReadOnlyList<FileRow> FilesOf(StepLogs logs, int place) =>
        place == logs.SourcePlace ? logs.Uploads() : logs.Downloads(place);

    // Until 3.10 the ID has another name.
    private void WriteScript(Utf8JsonWriter json, StepLogs logs, int place, string text)
    {
        var host = HostIdentity.Of(logs.Step, place);
        json.WriteStartObject();
        json.WriteNumber("host_id", host.Id);
        if (options.Profile != ServerProfile.Job39)
        {
            json.WriteNumber("bk_host_id", host.Id);
        }

        json.WriteNumber("bk_cloud_id", 0);
        json.WriteString("ip", host.Ip);
        json.WriteString("ipv6", host.Ipv6);
        json.WriteString("log_content", text);
        json.WriteEndObject();
    }

    private static void WriteFiles(Utf8JsonWriter json, StepLogs logs, int place, IReadOnlyList<FileRow> rows)
    {
        var host = HostIdentity.Of(logs.Step, place);
        json.WriteStartObject();
        json.WriteNumber("bk_host_id", host.Id);
        json.WriteNumber("bk_cloud_id", 0);
        json.WriteString("ip", host.Ip);
        json.WriteFileLogsOfBatch(logs, rows);
        json.WriteEndObject();
    }
}
