using System.Text.Json;
using BkJob.Simulator.Answers;

namespace BkJob.Simulator.Job;

/// <summary>What a user without permission may apply for: to see the history of the place where the job lives.</summary>
internal static class ApplyPermission
{
    /// <summary>Writes it as the value of a field, behind a refusal that is about permission; nothing behind another.</summary>
    public static void Write(Utf8JsonWriter json, string name, Rejection rejection)
    {
        if (rejection.Code != Rejection.NoPermission)
        {
            return;
        }

        json.WriteStartObject(name);
        json.WriteString("system_id", "bk_job");
        json.WriteString("system_name", "JOB");
        json.WriteStartArray("actions");
        if (rejection.Scope is { } scope)
        {
            WriteAction(json, scope);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteAction(Utf8JsonWriter json, JobScope scope)
    {
        json.WriteStartObject();
        json.WriteString("id", "view_history");
        json.WriteString("name", "View History");
        json.WriteStartArray("related_resource_types");
        json.WriteStartObject();
        json.WriteString("system_id", "bk_job");
        json.WriteString("system_name", "JOB");
        json.WriteString("type", scope.Type);
        json.WriteString("type_name", scope.TypeName);
        json.WriteStartArray("instances");
        json.WriteStartArray();
        json.WriteStartObject();
        json.WriteString("id", scope.Id);
        json.WriteString("type", scope.Type);
        json.WriteString("type_name", scope.TypeName);
        json.WriteString("name", $"{scope.TypeName} {scope.Id}");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
