using System.Text.Json;
using BkJob.Streaming;
using static BkJob.Protocol.JsonValues;

namespace BkJob.Protocol;

/// <summary>
/// The envelope that ESB, API gateway and Job put around every response. One schema for all APIs: each layer in front of Job can respond
/// in its place, in an envelope of its own. Only v4 has <c>error</c>.
/// </summary>
internal static class EnvelopeSchema
{
    /// <summary>The field with the result.</summary>
    public const string DataField = "data";

    private static readonly JsonObjectSchema Resource = new JsonObjectSchema()
        .Value("id", (ref Utf8JsonReader r, ResponseEnvelope a) => TryText(ref r, a, out a.Resource.Id))
        .Value("type_name", (ref Utf8JsonReader r, ResponseEnvelope a) => TryText(ref r, a, out a.Resource.Type))
        .Value("name", (ref Utf8JsonReader r, ResponseEnvelope a) => TryText(ref r, a, out a.Resource.Name));

    private static readonly JsonObjectSchema ResourceType = new JsonObjectSchema()
        .NestedArray("instances", Resource, begin: (ResponseEnvelope a) => a.Permission.Resources.Add(new ResponseEnvelope.ResourceFields()));

    private static readonly JsonObjectSchema Action = new JsonObjectSchema()
        .Value("id", (ref Utf8JsonReader r, ResponseEnvelope a) => TryText(ref r, a, out a.Permission.Id))
        .Value("name", (ref Utf8JsonReader r, ResponseEnvelope a) => TryText(ref r, a, out a.Permission.Name))
        .Array("related_resource_types", ResourceType);

    private static readonly JsonObjectSchema Permission = new JsonObjectSchema()
        .Array(
            "actions", Action, begin: (ResponseEnvelope a) => a.Permissions.Add(new ResponseEnvelope.PermissionFields()), clear: (ResponseEnvelope a) => a.Permissions.Clear());

    // Job 2.x returns its texts in several languages if all of them are requested.
    private static readonly JsonObjectSchema Texts = new JsonObjectSchema()
        .Value("en", (ref Utf8JsonReader r, ResponseEnvelope a) => TryText(ref r, a, out a.Message))
        .Value("zh-cn", (ref Utf8JsonReader r, ResponseEnvelope a) => TryText(ref r, a, out a.Message))
        .Value("zh_CN", (ref Utf8JsonReader r, ResponseEnvelope a) => TryText(ref r, a, out a.Message));

    // Only the first detail is used: it is the cause, and the others add to it.
    private static readonly JsonObjectSchema Detail = new JsonObjectSchema()
        .Value("code", (ref Utf8JsonReader r, ResponseEnvelope a) => TryCode(ref r, a, out string? code) && Keep(ref a.Code, code))
        .Value("message", (ref Utf8JsonReader r, ResponseEnvelope a) => TryText(ref r, a, out string? text) && Keep(ref a.DetailMessage, text));

    private static readonly JsonObjectSchema Error = new JsonObjectSchema()
        .Value("code", (ref Utf8JsonReader r, ResponseEnvelope a) => TryCode(ref r, a, out a.ErrorName))
        .Value("message", (ref Utf8JsonReader r, ResponseEnvelope a) => TryText(ref r, a, out a.Message))
        .Object("data", Permission)
        .Array("details", Detail);

    /// <summary>The envelope without its result.</summary>
    public static JsonObjectSchema Alone { get; } = Create();

    /// <summary>The envelope with its result.</summary>
    /// <param name="data">What the result may contain.</param>
    public static JsonObjectSchema Around(JsonObjectSchema data) => Create().Object(DataField, data, begin: (ResponseEnvelope a) => a.HasData = true);

    private static JsonObjectSchema Create() => new JsonObjectSchema()
        .Value("result", (ref Utf8JsonReader r, ResponseEnvelope a) => TryBool(ref r, out a.Result))
        .Value("code", (ref Utf8JsonReader r, ResponseEnvelope a) => TryCode(ref r, a, out a.Code))
        .ValueOrObject("message", (ref Utf8JsonReader r, ResponseEnvelope a) => TryText(ref r, a, out a.Message), Texts)
        .Value("request_id", (ref Utf8JsonReader r, ResponseEnvelope a) => TryText(ref r, a, out a.RequestId))
        .Value("job_request_id", (ref Utf8JsonReader r, ResponseEnvelope a) => TryText(ref r, a, out a.JobRequestId))
        .Object("permission", Permission)
        .Object("error", Error, begin: (ResponseEnvelope a) => a.HasError = true);

    private static bool Keep(ref string? first, string? next)
    {
        first ??= next;
        return true;
    }

    // Truncates a text to LongText.MaxBytes. TextShortener has usually done so before; a text that arrives in one piece bypasses it.
    private static bool TryText(ref Utf8JsonReader reader, ResponseEnvelope response, out string? value)
    {
        int cut = reader.TokenType == JsonTokenType.String && reader.ValueSpan.Length > LongText.MaxBytes
            ? LongText.FindCut(reader.ValueSpan)
            : -1;
        if (cut < 0)
        {
            return JsonValues.TryText(ref reader, out value);
        }

        response.IsShortened = true;
        byte[] shortened = [(byte)'"', .. reader.ValueSpan[..cut], (byte)'"'];
        var again = new Utf8JsonReader(shortened);
        again.Read();
        return JsonValues.TryText(ref again, out value);
    }

    private static bool TryCode(ref Utf8JsonReader reader, ResponseEnvelope response, out string? value)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return TryText(ref reader, response, out value);
        }

        bool isCode = JsonValues.TryCode(ref reader, out value);
        response.IsShortened |= value?.Length > LongText.MaxBytes;
        value = value?.Length > LongText.MaxBytes ? value[..LongText.MaxBytes] : value;
        return isCode;
    }
}
