using System.Text;
using System.Text.Json;
using BkJob.Simulator.Bodies;

namespace BkJob.Simulator.Answers;

/// <summary>A response, before a fault is applied.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="ContentType">The Content-Type; null for none.</param>
/// <param name="WriteAsync">Writes the body.</param>
internal sealed record Answer(int Status, string? ContentType, Func<Stream, CancellationToken, Task> WriteAsync)
{
    /// <summary>The Content-Type of ESB and Job.</summary>
    public const string JsonType = "application/json";

    /// <summary>Headers other than the Content-Type.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>A status without a body.</summary>
    public static Answer Empty(int status) => new(status, null, (_, _) => Task.CompletedTask);

    /// <summary>A text body.</summary>
    public static Answer Text(int status, string body, string contentType = JsonType) =>
        Bytes(status, Encoding.UTF8.GetBytes(body), contentType);

    /// <summary>A binary body.</summary>
    public static Answer Bytes(int status, byte[] body, string contentType) =>
        new(status, contentType, (output, ct) => output.WriteAsync(body, ct).AsTask());

    /// <summary>A body of JSON that is streamed.</summary>
    public static Answer Stream(Func<Stream, CancellationToken, Task> writeAsync) => new(StatusCodes.Status200OK, JsonType, writeAsync);

    /// <summary>A JSON object.</summary>
    public static Answer Json(int status, Action<Utf8JsonWriter> writeFields, string contentType = JsonType) =>
        new(status, contentType, (output, ct) => WriteObjectAsync(output, writeFields, ct));

    private static async Task WriteObjectAsync(Stream output, Action<Utf8JsonWriter> writeFields, CancellationToken ct)
    {
        await using var json = new Utf8JsonWriter(output, JobJson.Options);
        json.WriteStartObject();
        writeFields(json);
        json.WriteEndObject();
        await json.FlushAsync(ct);
    }
}
