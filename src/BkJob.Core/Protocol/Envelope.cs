using System.Text.Json;
using static BkJob.Protocol.JsonValues;

namespace BkJob.Protocol;

/// <summary>
/// What ESB, API gateway and Job put around every answer. One for all dialects: whoever stands on the way can answer in the place of
/// Job, and does so in its own envelope. Only v4 has <c>error</c>.
/// </summary>
internal static class Envelope
{
    /// <summary>The field with the result; all others are around it.</summary>
    public const string DataField = "data";

    private static readonly JsonShape Resource = new JsonShape()
        .Value("id", (ref Utf8JsonReader r, StatusAnswer a) => TryText(ref r, a, out a.Resource.Id))
        .Value("type_name", (ref Utf8JsonReader r, StatusAnswer a) => TryText(ref r, a, out a.Resource.Type))
        .Value("name", (ref Utf8JsonReader r, StatusAnswer a) => TryText(ref r, a, out a.Resource.Name));

    private static readonly JsonShape ResourceType = new JsonShape()
        .NestedArray("instances", Resource, begin: a => a.Permission.Resources.Add(new StatusAnswer.ResourceFields()));

    private static readonly JsonShape Action = new JsonShape()
        .Value("id", (ref Utf8JsonReader r, StatusAnswer a) => TryText(ref r, a, out a.Permission.Id))
        .Value("name", (ref Utf8JsonReader r, StatusAnswer a) => TryText(ref r, a, out a.Permission.Name))
        .Array("related_resource_types", ResourceType);

    private static readonly JsonShape Permission = new JsonShape()
        .Array(
            "actions", Action, begin: a => a.Permissions.Add(new StatusAnswer.PermissionFields()), clear: a => a.Permissions.Clear());

    /// <summary>Job 2.x puts its texts in several languages side by side where it is asked for all of them.</summary>
    private static readonly JsonShape Texts = new JsonShape()
        .Value("en", (ref Utf8JsonReader r, StatusAnswer a) => TryText(ref r, a, out a.Message))
        .Value("zh-cn", (ref Utf8JsonReader r, StatusAnswer a) => TryText(ref r, a, out a.Message))
        .Value("zh_CN", (ref Utf8JsonReader r, StatusAnswer a) => TryText(ref r, a, out a.Message));

    /// <summary>The first counts: it is the reason, what follows are its details.</summary>
    private static readonly JsonShape Detail = new JsonShape()
        .Value("code", (ref Utf8JsonReader r, StatusAnswer a) => TryCode(ref r, a, out string? code) && Keep(ref a.Code, code))
        .Value("message", (ref Utf8JsonReader r, StatusAnswer a) => TryText(ref r, a, out string? text) && Keep(ref a.DetailMessage, text));

    private static readonly JsonShape Error = new JsonShape()
        .Value("code", (ref Utf8JsonReader r, StatusAnswer a) => TryCode(ref r, a, out a.ErrorName))
        .Value("message", (ref Utf8JsonReader r, StatusAnswer a) => TryText(ref r, a, out a.Message))
        .Object("data", Permission)
        .Array("details", Detail);

    public static JsonShape Around(JsonShape data) => new JsonShape()
        .Value("result", (ref Utf8JsonReader r, StatusAnswer a) => TryBool(ref r, out a.Result))
        .Value("code", (ref Utf8JsonReader r, StatusAnswer a) => TryCode(ref r, a, out a.Code))
        .ValueOrObject("message", (ref Utf8JsonReader r, StatusAnswer a) => TryText(ref r, a, out a.Message), Texts)
        .Value("request_id", (ref Utf8JsonReader r, StatusAnswer a) => TryText(ref r, a, out a.RequestId))
        .Value("job_request_id", (ref Utf8JsonReader r, StatusAnswer a) => TryText(ref r, a, out a.JobRequestId))
        .Object("permission", Permission)
        .Object("error", Error, begin: a => a.HasError = true)
        .Object(DataField, data, begin: a => a.HasData = true);

    private static bool Keep(ref string? first, string? next)
    {
        first ??= next;
        return true;
    }

    /// <summary>A text of at most <see cref="LongText.MaxBytes"/>. In the pieces in which most bodies arrive, it was shortened before.</summary>
    private static bool TryText(ref Utf8JsonReader reader, StatusAnswer answer, out string? value)
    {
        int cut = reader.TokenType == JsonTokenType.String && reader.ValueSpan.Length > LongText.MaxBytes
            ? LongText.FindCut(reader.ValueSpan)
            : -1;
        if (cut < 0)
        {
            return JsonValues.TryText(ref reader, out value);
        }

        answer.IsShortened = true;
        byte[] shortened = [(byte)'"', .. reader.ValueSpan[..cut], (byte)'"'];
        var again = new Utf8JsonReader(shortened);
        again.Read();
        return JsonValues.TryText(ref again, out value);
    }

    /// <summary>The same for a code.</summary>
    private static bool TryCode(ref Utf8JsonReader reader, StatusAnswer answer, out string? value)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return TryText(ref reader, answer, out value);
        }

        bool isCode = JsonValues.TryCode(ref reader, out value);
        answer.IsShortened |= value?.Length > LongText.MaxBytes;
        value = value?.Length > LongText.MaxBytes ? value[..LongText.MaxBytes] : value;
        return isCode;
    }
}
