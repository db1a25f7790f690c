using System.Text.Json;
using BkJob.Simulator.Hosts;
using BkJob.Simulator.Logs;

namespace BkJob.Simulator.Bodies;

/// <summary>The entries of a file log in v3.</summary>
internal static class V3LogJson
{
    /// <summary>Writes file_logs of one host: the server finds only the IDs of the hosts, and no size, speed and progress.</summary>
    public static void WriteFileLogsOfOne(this Utf8JsonWriter json, StepLogs logs, IEnumerable<FileRow> rows) =>
        json.WriteFileLogs(logs, rows, isBatch: false);

    /// <summary>Writes file_logs of a host in a batch.</summary>
    public static void WriteFileLogsOfBatch(this Utf8JsonWriter json, StepLogs logs, IEnumerable<FileRow> rows) =>
        json.WriteFileLogs(logs, rows, isBatch: true);

    private static void WriteFileLogs(this Utf8JsonWriter json, StepLogs logs, IEnumerable<FileRow> rows, bool isBatch)
    {
        json.WriteStartArray("file_logs");
        foreach (var row in rows)
        {
            json.WriteStartObject();
            json.WriteNumber("mode", row.Mode);
            WriteHost(json, "src_ip", logs, logs.SourcePlace, isBatch);
            json.WriteString("src_path", row.SourcePath);
            WriteHost(json, "dest_ip", logs, row.Target, isBatch);
            json.WriteString("dest_path", row.TargetPath);
            json.WriteNumber("status", row.Status);
            json.WriteString("log_content", row.Text);
            json.WriteString("size", isBatch ? row.Size : null);
            json.WriteString("speed", isBatch ? row.Speed : null);
            json.WriteString("process", isBatch ? row.Progress : null);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteHost(Utf8JsonWriter json, string name, StepLogs logs, int? place, bool isWhole)
    {
        if (place is not { } index)
        {
            json.WriteNull(name);
            return;
        }

        var host = HostIdentity.Of(logs.Step, index);
        json.WriteStartObject(name);
        json.WriteNumber("bk_host_id", host.Id);
        json.WriteNumber("bk_cloud_id", isWhole ? 0 : null);
        json.WriteString("bk_cloud_name", isWhole ? "default area" : null);
        json.WriteString("ip", isWhole ? host.Ip : null);
        json.WriteString("ipv6", isWhole ? host.Ipv6 : null);
        json.WriteString("bk_agent_id", isWhole ? HostIdentity.AgentId(logs.Step.HostNumber(index)) : null);
        json.WriteNull("alive");
        json.WriteEndObject();
    }

    /// <summary>Writes a number or null.</summary>
    public static void WriteNumber(this Utf8JsonWriter json, string name, long? value) =>
        json.WriteNumber(JsonEncodedText.Encode(name), value, NullStyle.Written);
}
