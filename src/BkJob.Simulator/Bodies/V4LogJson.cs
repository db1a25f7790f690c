using System.Text.Json;
using BkJob.Simulator.Logs;

namespace BkJob.Simulator.Bodies;

/// <summary>The log of one host or container in v4.</summary>
internal static class V4LogJson
{
    public static void WriteScript(Utf8JsonWriter json, StepLogs logs, int place, string text)
    {
        json.WriteStartObject();
        WriteObject(json, "execute_object", logs, place);
        json.WriteString("log_content", text);
        json.WriteEndObject();
    }

    /// <summary>Writes nothing for a target without an entry.</summary>
    public static void WriteFiles(Utf8JsonWriter json, StepLogs logs, int place)
    {
        var isSource = place == logs.SourcePlace;
        var rows = isSource ? logs.Uploads() : logs.Downloads(place);
        if (rows.Count == 0)
        {
            return;
        }

        json.WriteStartObject();
        WriteObject(json, "execute_object", logs, place);
        json.WriteStartArray(isSource ? "upload_log" : "download_log");
        foreach (var row in rows)
        {
            WriteRow(json, logs, row);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteRow(Utf8JsonWriter json, StepLogs logs, FileRow row)
    {
        json.WriteStartObject();
        json.WriteNumber("mode", row.Mode);
        WriteObject(json, "src_execute_object", logs, logs.SourcePlace);
        json.WriteString("src_path", row.SourcePath);
        if (row.Target is { } target)
        {
            WriteObject(json, "dest_execute_object", logs, target);
            json.WriteString("dest_path", row.TargetPath);
        }

        json.WriteNumber("status", row.Status);
        json.WriteString("log_content", row.Text);
        json.WriteString("size", row.Size);
        json.WriteString("speed", row.Speed);
        json.WriteString("process", row.Progress);
        json.WriteEndObject();
    }

    // The source host of a file step follows its targets.
    private static void WriteObject(Utf8JsonWriter json, string name, StepLogs logs, int place)
    {
        json.WriteStartObject(name);
        if (place >= logs.Step.Hosts && place < logs.Step.Targets)
        {
            ContainerObject.Write(json, logs.Step, place - logs.Step.Hosts);
        }
        else
        {
            HostObject.Write(json, logs.Step, place, alive: null);
        }

        json.WriteEndObject();
    }
}
