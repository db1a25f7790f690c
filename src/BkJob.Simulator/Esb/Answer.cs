using System.Text;
using System.Text.Json;

namespace BkJob.Simulator.Esb;

/// <summary>What goes back, before any fault gets at it.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="ContentType">The Content-Type; null for none.</param>
/// <param name="WriteAsync">Writes the body.</param>
internal sealed record Answer(int Status, string? ContentType, Func<Stream, CancellationToken, Task> WriteAsync)
{
    private const string JsonType = "application/json";

    /// <summary>A status with nothing behind it.</summary>
    public static Answer Empty(int status) => new(status, null, (_, _) => Task.CompletedTask);

    /// <summary>A body sent as it is.</summary>
    public static Answer Text(int status, string body, string contentType = JsonType) =>
        Bytes(status, Encoding.UTF8.GetBytes(body), contentType);

    /// <summary>Bytes sent as they are.</summary>
    public static Answer Bytes(int status, byte[] body, string contentType) =>
        new(status, contentType, (output, ct) => output.WriteAsync(body, ct).AsTask());

    /// <summary>What an ESB says on a path where it has nothing: JSON, but without a code.</summary>
    public static Answer UnknownPath() =>
        Text(StatusCodes.Status404NotFound, """{"result": false, "data": null, "message": "The content does not exist"}""");

    /// <summary>A job's state.</summary>
    public static Answer Job(JobView view, Generation generation) => new(
        StatusCodes.Status200OK,
        JsonType,
        (output, ct) => generation == Generation.Job2 ? Job2Body.WriteAsync(output, view, ct) : Job3Body.WriteAsync(output, view, ct));

    /// <summary>An envelope that says no. Job 3.x adds an id of its own, the ESB its own to everything.</summary>
    public static Answer Refused(Refusal refusal, Generation generation, int status = StatusCodes.Status200OK) =>
        new(status, JsonType, (output, ct) => WriteRefusalAsync(output, refusal, refusal.IsFromJob && generation == Generation.Job3, ct));

    private static async Task WriteRefusalAsync(Stream output, Refusal refusal, bool hasJobRequestId, CancellationToken ct)
    {
        await using var json = new Utf8JsonWriter(output, JobJson.Options);
        json.WriteStartObject();
        json.WriteBoolean("result", false);
        json.WriteNumber("code", refusal.Code);
        if (hasJobRequestId)
        {
            json.WriteString("job_request_id", RequestId.New());
        }

        json.WriteNull("data");
        json.WriteString("message", refusal.Message);
        json.WriteString("request_id", RequestId.New());
        json.WriteEndObject();
        await json.FlushAsync(ct);
    }
}
