using System.Text.Json;
using static BkJob.Protocol.JsonValues;

namespace BkJob.Protocol;

/// <summary>
/// What ESB, API gateway and Job put around every answer. One for all dialects: whoever stands on the way can answer in the place of
/// Job, and does so in its own envelope. Only v4 has <c>error</c>.
/// </summary>
internal static class Envelope
{
    private static readonly JsonShape Resource = new JsonShape()
        .Value("id", (ref Utf8JsonReader r, StatusAnswer a) => TryText(ref r, out a.Resource.Id))
        .Value("type_name", (ref Utf8JsonReader r, StatusAnswer a) => TryText(ref r, out a.Resource.Type))
        .Value("name", (ref Utf8JsonReader r, StatusAnswer a) => TryText(ref r, out a.Resource.Name));

    private static readonly JsonShape ResourceType = new JsonShape()
        .NestedArray("instances", Resource, begin: a => a.Permission.Resources.Add(new StatusAnswer.ResourceFields()));

    private static readonly JsonShape Action = new JsonShape()
        .Value("id", (ref Utf8JsonReader r, StatusAnswer a) => TryText(ref r, out a.Permission.Id))
        .Value("name", (ref Utf8JsonReader r, StatusAnswer a) => TryText(ref r, out a.Permission.Name))
        .Array("related_resource_types", ResourceType);

    private static readonly JsonShape Permission = new JsonShape()
        .Array(
            "actions", Action, begin: a => a.Permissions.Add(new StatusAnswer.PermissionFields()), clear: a => a.Permissions.Clear());

    /// <summary>Job 2.x puts its texts in several languages side by side where it is asked for all of them.</summary>
    private static readonly JsonShape Texts = new JsonShape()
        .Value("en", (ref Utf8JsonReader r, StatusAnswer a) => TryText(ref r, out a.Message))
        .Value("zh-cn", (ref Utf8JsonReader r, StatusAnswer a) => TryText(ref r, out a.Message))
        .Value("zh_CN", (ref Utf8JsonReader r, StatusAnswer a) => TryText(ref r, out a.Message));

    /// <summary>The first counts: it is the reason, what follows are its details.</summary>
    private static readonly JsonShape Detail = new JsonShape()
        .Value("code", (ref Utf8JsonReader r, StatusAnswer a) => TryCode(ref r, out string? code) && Keep(ref a.Code, code))
        .Value("message", (ref Utf8JsonReader r, StatusAnswer a) => TryText(ref r, out string? text) && Keep(ref a.DetailMessage, text));

    private static readonly JsonShape Error = new JsonShape()
        .Value("code", (ref Utf8JsonReader r, StatusAnswer a) => TryCode(ref r, out a.ErrorName))
        .Value("message", (ref Utf8JsonReader r, StatusAnswer a) => TryText(ref r, out a.Message))
        .Object("data", Permission)
        .Array("details", Detail);

    public static JsonShape Around(JsonShape data) => new JsonShape()
        .Value("result", (ref Utf8JsonReader r, StatusAnswer a) => TryBool(ref r, out a.Result))
        .Value("code", (ref Utf8JsonReader r, StatusAnswer a) => TryCode(ref r, out a.Code))
        .ValueOrObject("message", (ref Utf8JsonReader r, StatusAnswer a) => TryText(ref r, out a.Message), Texts)
        .Value("request_id", (ref Utf8JsonReader r, StatusAnswer a) => TryText(ref r, out a.RequestId))
        .Value("job_request_id", (ref Utf8JsonReader r, StatusAnswer a) => TryText(ref r, out a.JobRequestId))
        .Object("permission", Permission)
        .Object("error", Error, begin: a => a.HasError = true)
        .Object("data", data, begin: a => a.HasData = true);

    private static bool Keep(ref string? first, string? next)
    {
        first ??= next;
        return true;
    }
}
