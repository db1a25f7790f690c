using System.Text.Json;

namespace BkJob.Protocol;

/// <summary>Why a body can't be read as an answer.</summary>
/// <param name="What">The reason, as the rest of a sentence that begins with "The server's answer".</param>
/// <param name="Field">The field it is about, as a path; null when it is about the whole body.</param>
/// <param name="IsCutOff">The body ended too early: asking again may help.</param>
internal sealed record ResponseFault(string What, string? Field = null, bool IsCutOff = false)
{
    public static ResponseFault Empty => new(CoreMessages.AnswerEmpty);

    public static ResponseFault CutOff => new(CoreMessages.AnswerCutOff, IsCutOff: true);

    public static ResponseFault Html => new(CoreMessages.AnswerHtml);

    public static ResponseFault NotJson => new(CoreMessages.AnswerNotJson);

    public static ResponseFault BadCompression => new(CoreMessages.AnswerBadCompression);

    public static ResponseFault Redirect(string? host) => new(CoreMessages.FormatAnswerRedirect(host ?? CoreMessages.AnotherPage));

    public static ResponseFault TooLarge(long limit) => new(CoreMessages.FormatAnswerTooLarge(limit));

    public static ResponseFault Missing(string field) => new(CoreMessages.FormatAnswerLacks(field), field);

    public static ResponseFault OtherInstance(string field, long requested, long received) =>
        new(CoreMessages.FormatAnswerOtherInstance(received, requested), field);

    public static ResponseFault TooMany(string field, int most) => new(CoreMessages.FormatAnswerTooMany(most, field), field);

    public static ResponseFault TooManyHosts(string field, int most) => new(CoreMessages.FormatAnswerTooManyHosts(most, field), field);

    public static ResponseFault WrongType(string field, JsonTokenType found) => field.Length == 0
        ? new(CoreMessages.AnswerNoObject)
        : new(CoreMessages.FormatAnswerWrongType(Name(found), field), field);

    public static ResponseFault NotUtf8(string field) => new(CoreMessages.FormatAnswerNotUtf8(field), field);

    private static string Name(JsonTokenType token) => token switch
    {
        JsonTokenType.StartObject => CoreMessages.AnObject,
        JsonTokenType.StartArray => CoreMessages.AnArray,
        JsonTokenType.String => CoreMessages.AString,
        JsonTokenType.Number => CoreMessages.ANumber,
        _ => CoreMessages.ABoolean,
    };
}
