using System.Text.Json;

namespace BkJob.Protocol;

/// <summary>Why a body can't be read as an answer.</summary>
/// <param name="What">The reason, as the rest of a sentence that begins with "The server's answer".</param>
/// <param name="Field">The field it is about, as a path; null when it is about the whole body.</param>
/// <param name="IsCutOff">The body ended too early: asking again may help.</param>
internal sealed record ResponseFault(string What, string? Field = null, bool IsCutOff = false)
{
    public static ResponseFault Empty { get; } = new("is empty");

    public static ResponseFault CutOff { get; } = new("is cut off: it ended in the middle of the JSON", IsCutOff: true);

    public static ResponseFault Html { get; } = new("is an HTML page; this does not look like the address of the API");

    public static ResponseFault NotJson { get; } = new("is not JSON");

    public static ResponseFault BadCompression { get; } = new("is compressed in a way that can't be unpacked");

    public static ResponseFault Redirect(string? host) =>
        new($"redirects to {host ?? "another page"}; this does not look like the address of the API");

    public static ResponseFault TooLarge(long limit) =>
        new(FormattableString.Invariant($"is larger than the limit of {limit} bytes (-MaximumResponseSize of Connect-BkJob)"));

    public static ResponseFault Missing(string field) => new($"has no {field}", field);

    public static ResponseFault TooMany(string field, int most) =>
        new(FormattableString.Invariant($"has more than {most} blocks, steps and the like, the last in {field}"), field);

    public static ResponseFault TooManyHosts(string field, int most) =>
        new(FormattableString.Invariant($"has more than {most} hosts, the last in {field}"), field);

    public static ResponseFault WrongType(string field, JsonTokenType found) => field.Length == 0
        ? new("is JSON, but no object")
        : new($"has {Name(found)} of a wrong type or range in {field}", field);

    private static string Name(JsonTokenType token) => token switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.String => "a string",
        JsonTokenType.Number => "a number",
        _ => "a boolean",
    };
}
