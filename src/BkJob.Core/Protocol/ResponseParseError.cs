using System.Text.Json;

namespace BkJob.Protocol;

/// <summary>The reason why a body could not be parsed as a response.</summary>
/// <param name="What">The reason, as the rest of a sentence that begins with "The server's response".</param>
/// <param name="Field">The path of the field; null if the error concerns the whole body.</param>
/// <param name="IsTruncated">True if the body is incomplete, so that a retry may succeed.</param>
/// <param name="IsTooLarge">True if the body exceeds the limit, so that less must be requested.</param>
internal sealed record ResponseParseError(string What, string? Field = null, bool IsTruncated = false, bool IsTooLarge = false)
{
    public static ResponseParseError Empty => new(CoreMessages.ResponseEmpty);

    public static ResponseParseError Truncated => new(CoreMessages.ResponseTruncated, IsTruncated: true);

    public static ResponseParseError Html => new(CoreMessages.ResponseHtml);

    public static ResponseParseError NotJson => new(CoreMessages.ResponseNotJson);

    public static ResponseParseError BadCompression => new(CoreMessages.ResponseBadCompression);

    public static ResponseParseError Redirect(string? host) => new(CoreMessages.FormatResponseRedirect(host ?? CoreMessages.AnotherPage));

    public static ResponseParseError TooLarge(long limit) => new(CoreMessages.FormatResponseTooLarge(limit), IsTooLarge: true);

    public static ResponseParseError Missing(string field) => new(CoreMessages.FormatResponseMissingField(field), field);

    public static ResponseParseError OtherInstance(string field, long requested, long received) =>
        new(CoreMessages.FormatResponseOtherInstance(received, requested), field);

    public static ResponseParseError OtherStep(string field, long requested, long received) =>
        new(CoreMessages.FormatResponseOtherStep(received, requested), field);

    public static ResponseParseError OtherHost(string field, string requested, string received) =>
        new(CoreMessages.FormatResponseOtherHost(received, requested), field);

    public static ResponseParseError OtherScope(string field, JobScope requested, JobScope received) =>
        new(CoreMessages.FormatResponseOtherScope(received, requested), field);

    public static ResponseParseError OtherPlan(string field, long requested, long received) =>
        new(CoreMessages.FormatResponseOtherPlan(received, requested), field);

    public static ResponseParseError OtherPage(string field, long requested, long received) =>
        new(CoreMessages.FormatResponseOtherPage(received, requested), field);

    public static ResponseParseError TooMany(string field, int most) => new(CoreMessages.FormatResponseTooMany(most, field), field);

    public static ResponseParseError TooManyHosts(string field, int most) => new(CoreMessages.FormatResponseTooManyHosts(most, field), field);

    public static ResponseParseError WrongType(string field, JsonTokenType found) => field.Length == 0
        ? new(CoreMessages.ResponseNotObject)
        : new(CoreMessages.FormatResponseWrongType(Name(found), field), field);

    public static ResponseParseError NotUtf8(string field) => new(CoreMessages.FormatResponseNotUtf8(field), field);

    private static string Name(JsonTokenType token) => token switch
    {
        JsonTokenType.StartObject => CoreMessages.AnObject,
        JsonTokenType.StartArray => CoreMessages.AnArray,
        JsonTokenType.String => CoreMessages.AString,
        JsonTokenType.Number => CoreMessages.ANumber,
        _ => CoreMessages.ABoolean,
    };
}
