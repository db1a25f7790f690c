using System.Globalization;
using System.Text.Json;
using BkJob.Simulator.Responses;

namespace BkJob.Simulator.Job;

/// <summary>An error of Job in v3 without an ESB: without data and request_id.</summary>
internal static class JobEnvelope
{
    private const int NoUser = 1247002;
    private const int NoApp = 1247004;

    /// <summary>The gateway of Job requires a user. Its text has one language.</summary>
    public static Rejection MissingUser { get; } = new(NoUser, "Missing user info");

    /// <summary>True for an error of the gateway of Job, before an API is reached: v4 also uses this envelope.</summary>
    public static bool IsAtTheDoor(Rejection rejection) => rejection.Code is NoUser or NoApp;

    /// <summary>Creates the response. All errors have status 200 except those of the gateway of Job.</summary>
    public static Response Rejected(Rejection rejection, string jobRequestId, int? status = null) => Response.Json(
        status ?? (IsAtTheDoor(rejection) ? StatusCodes.Status401Unauthorized : StatusCodes.Status200OK),
        json =>
        {
            json.WriteNumber("code", rejection.Code);
            json.WriteBoolean("result", false);
            json.WriteString("message", rejection.Message);
            ApplyPermission.Write(json, "permission", rejection);
            json.WriteString("job_request_id", jobRequestId);
        });
}

/// <summary>An error of Job in v4: the type of the error, an HTTP status, and Job's code in the details.</summary>
internal static class V4Error
{
    private const int BadRequest = 1240003;

    /// <summary>Creates the response.</summary>
    public static Response Rejected(Rejection rejection, string jobRequestId, int? status = null)
    {
        var (kind, usual) = KindOf(rejection.Code);
        return Response.Json(status ?? usual, json =>
        {
            json.WriteStartObject("error");
            json.WriteString("code", kind);
            json.WriteString("message", rejection.Message);
            ApplyPermission.Write(json, "data", rejection);
            WriteDetails(json, rejection);
            json.WriteEndObject();
            json.WriteString("job_request_id", jobRequestId);
        });
    }

    // protocol.md §4.4
    private static (string Kind, int Status) KindOf(int code) => code switch
    {
        1244003 or 1244006 or 1244007 or 1244012 or 1243001 or 1243026 or 1243047 or 1243049 or 1243051 => ("NOT_FOUND", StatusCodes.Status404NotFound),
        Rejection.NoPermission => ("NO_PERMISSION", StatusCodes.Status403Forbidden),
        1241003 or 1241015 or 1244002 or 1244008 or 1244009 or 1244014 or 1244015 or 1244016 or 1244018
            or (>= 1244028 and <= 1244030) => ("FAILED_PRECONDITION", StatusCodes.Status400BadRequest),
        BadRequest or (>= 1_241_000 and < 1_242_000) or 1244001 or 1244026 or 1244027 or 1244031 => ("INVALID_ARGUMENT", StatusCodes.Status400BadRequest),
        1244022 or 1244025 or 1244032 or 1244033 or 1244034 => ("RESOURCE_EXHAUSTED", StatusCodes.Status429TooManyRequests),
        _ => ("INTERNAL", StatusCodes.Status500InternalServerError),
    };

    private static void WriteDetails(Utf8JsonWriter json, Rejection rejection)
    {
        // These two have no details.
        if (rejection.Code is BadRequest or Rejection.NoPermission)
        {
            return;
        }

        json.WriteStartArray("details");
        foreach (var words in rejection.Details ?? [rejection.Message])
        {
            json.WriteStartObject();
            json.WriteString("code", rejection.Code.ToString(CultureInfo.InvariantCulture));
            json.WriteString("message", words);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}

/// <summary>The permission that a user can request in the scope of the job or plan.</summary>
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
            WriteAction(json, scope, rejection.Action);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteAction(Utf8JsonWriter json, JobScope scope, (string Id, string Name) action)
    {
        json.WriteStartObject();
        json.WriteString("id", action.Id);
        json.WriteString("name", action.Name);
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
