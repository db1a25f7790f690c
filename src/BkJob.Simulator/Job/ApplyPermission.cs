using System.Text.Json;
using BkJob.Simulator.Answers;

namespace BkJob.Simulator.Job;

/// <summary>The permission that a user can request: to view the history of the scope of the job.</summary>
internal static class ApplyPermission
{
    /// <summary>Writes it as the value of a field of a permission error; writes nothing for other errors.</summary>
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
