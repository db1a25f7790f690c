using System.Globalization;
using System.Text.Json;
using BkJob.Simulator.Answers;

namespace BkJob.Simulator.Job;

/// <summary>An error of Job in v4: the type of the error, an HTTP status, and Job's code in the details.</summary>
internal static class V4Error
{
    private const int BadRequest = 1240003;

    /// <summary>Creates the response.</summary>
    public static Answer Rejected(Rejection rejection, string jobRequestId, int? status = null)
    {
        var (kind, usual) = KindOf(rejection.Code);
        return Answer.Json(status ?? usual, json =>
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
        1244006 or 1244007 or 1243049 or 1243051 => ("NOT_FOUND", StatusCodes.Status404NotFound),
        Rejection.NoPermission => ("NO_PERMISSION", StatusCodes.Status403Forbidden),
        1241003 or 1241015 or 1244015 or 1244016 => ("FAILED_PRECONDITION", StatusCodes.Status400BadRequest),
        BadRequest or (>= 1_241_000 and < 1_242_000) => ("INVALID_ARGUMENT", StatusCodes.Status400BadRequest),
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
