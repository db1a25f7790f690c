using System.Text.Json;
using static BkJob.Protocol.JsonValues;

namespace BkJob.Protocol;

/// <summary>What ESB and Job put around every answer.</summary>
internal static class EsbEnvelope
{
    public static JsonShape Around(JsonShape data) => new JsonShape()
        .Value("result", (ref Utf8JsonReader r, StatusAnswer a) => TryBool(ref r, out a.Result))
        .Value("code", (ref Utf8JsonReader r, StatusAnswer a) => TryCode(ref r, out a.Code))
        .Value("message", (ref Utf8JsonReader r, StatusAnswer a) => TryText(ref r, out a.Message))
        .Value("request_id", (ref Utf8JsonReader r, StatusAnswer a) => TryText(ref r, out a.RequestId))
        .Value("job_request_id", (ref Utf8JsonReader r, StatusAnswer a) => TryText(ref r, out a.JobRequestId))
        .Object("data", data, begin: a => a.HasData = true);
}
