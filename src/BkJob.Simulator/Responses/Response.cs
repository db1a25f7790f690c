using System.Text;
using System.Text.Json;
using BkJob.Simulator.Bodies;
using BkJob.Simulator.Job;

namespace BkJob.Simulator.Responses;

/// <summary>A response, before a fault is applied.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="ContentType">The Content-Type; null for none.</param>
/// <param name="WriteAsync">Writes the body.</param>
internal sealed record Response(int Status, string? ContentType, Func<Stream, CancellationToken, Task> WriteAsync)
{
    /// <summary>The Content-Type of ESB and Job.</summary>
    public const string JsonType = "application/json";

    /// <summary>Headers other than the Content-Type.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>A status without a body.</summary>
    public static Response Empty(int status) => new(status, null, (_, _) => Task.CompletedTask);

    /// <summary>A text body.</summary>
    public static Response Text(int status, string body, string contentType = JsonType) =>
        Bytes(status, Encoding.UTF8.GetBytes(body), contentType);

    /// <summary>A binary body.</summary>
    public static Response Bytes(int status, byte[] body, string contentType) =>
        new(status, contentType, (output, ct) => output.WriteAsync(body, ct).AsTask());

    /// <summary>A body of JSON that is streamed.</summary>
    public static Response Stream(Func<Stream, CancellationToken, Task> writeAsync) => new(StatusCodes.Status200OK, JsonType, writeAsync);

    /// <summary>A JSON object.</summary>
    public static Response Json(int status, Action<Utf8JsonWriter> writeFields, string contentType = JsonType) =>
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

/// <summary>The ID of a request in the logs of the server.</summary>
internal static class RequestId
{
    /// <summary>Creates an ID of 32 hexadecimal digits.</summary>
    public static string New() => Guid.NewGuid().ToString("N");
}

/// <summary>An error that is returned in an envelope.</summary>
/// <param name="Code">The envelope's code.</param>
/// <param name="Message">The message.</param>
internal sealed record Rejection(int Code, string Message)
{
    /// <summary>The general code of the ESB: errors of credentials, forms and the ESB itself differ only in the message.</summary>
    public const int Common = 1306000;

    /// <summary>The ESB's code for an error of the system behind it.</summary>
    public const int Backend = 1306201;

    /// <summary>The ESB's code for invalid parameters.</summary>
    public const int Argument = 1306406;

    /// <summary>Job's code for a user without permission to view the job.</summary>
    public const int NoPermission = 9_900_403;

    /// <summary>The details of v4, one text each; null to repeat the message.</summary>
    public IReadOnlyList<string>? Details { get; init; }

    /// <summary>The scope of the job, for the permission to request; null if the job does not exist.</summary>
    public JobScope? Scope { get; init; }

    /// <summary>The permission to request: to view the history, or a plan.</summary>
    public (string Id, string Name) Action { get; init; } = ("view_history", "View History");

    /// <summary>True for an error of Job that the ESB passed on; its envelope differs slightly.</summary>
    public bool IsFromJob => Code is (>= 1_200_000 and < 1_300_000) or NoPermission;
}
