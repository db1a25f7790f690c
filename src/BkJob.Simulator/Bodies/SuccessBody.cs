using System.Text.Json;
using BkJob.Simulator.Operations;
using BkJob.Simulator.Responses;

namespace BkJob.Simulator.Bodies;

/// <summary>The envelope of a success in each API.</summary>
internal static class SuccessBody
{
    /// <summary>Creates a response.</summary>
    /// <param name="call">The call.</param>
    /// <param name="writeData">Writes the value of data.</param>
    /// <param name="generation">The generation behind ESB v2.</param>
    public static Response Create(JobCall call, Action<Utf8JsonWriter> writeData, Generation generation = Generation.Job3) => Create(
        call,
        (json, _) =>
        {
            writeData(json);
            return Task.CompletedTask;
        },
        generation);

    /// <summary>Creates a response that is streamed.</summary>
    /// <param name="call">The call.</param>
    /// <param name="writeDataAsync">Writes the value of data.</param>
    /// <param name="generation">The generation behind ESB v2.</param>
    public static Response Create(
        JobCall call, Func<Utf8JsonWriter, CancellationToken, Task> writeDataAsync, Generation generation = Generation.Job3) =>
        Response.Stream(async (output, ct) =>
        {
            await using var json = new Utf8JsonWriter(output, JobJson.Options);
            json.WriteStartObject();
            WriteHead(json, call, generation);
            json.WritePropertyName("data");
            await writeDataAsync(json, ct);
            WriteEnd(json, call, generation);
            json.WriteEndObject();
            await json.FlushAsync(ct);
        });

    private static void WriteHead(Utf8JsonWriter json, JobCall call, Generation generation)
    {
        if (call.Api == ServerApis.GatewayV4)
        {
            return;
        }

        json.WriteNumber("code", 0);
        json.WriteBoolean("result", true);
        if (generation == Generation.Job2)
        {
            json.WriteNull("permission");
        }
        else
        {
            json.WriteString("job_request_id", call.JobRequestId);
        }
    }

    private static void WriteEnd(Utf8JsonWriter json, JobCall call, Generation generation)
    {
        if (call.Api == ServerApis.GatewayV4)
        {
            json.WriteString("job_request_id", call.JobRequestId);
        }

        if (call.EsbRequestId is { } requestId)
        {
            json.WriteString("request_id", requestId);
            json.WriteString("message", generation == Generation.Job2 ? "success" : "");
        }
    }
}
