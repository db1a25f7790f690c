using System.Text.Json.Nodes;

namespace BkJob.Conventions.Tests;

/// <summary>A recorded body, shared with the tests of Core.</summary>
internal sealed class PayloadFile
{
    private readonly PayloadIds _ids;

    public PayloadFile(string name)
    {
        Body = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Payloads", name + ".json"));
        JsonNode data = JsonNode.Parse(Body)!["data"]!;
        _ids = new PayloadIds(
            Find(data, "job_instance_id") ?? PayloadIds.Any.JobInstanceId,
            Find(data, "step_instance_id") ?? PayloadIds.Any.StepInstanceId,
            data is JsonObject ? (data["id"] ?? data["bk_job_id"])?.GetValue<long>() ?? 0 : 0);
        Paths = [.. JsonPaths.Of(data)];
    }

    public string Body { get; }

    /// <summary>The paths of all fields of the result.</summary>
    public IReadOnlyList<string[]> Paths { get; }

    /// <summary>Reads the body, or a variant of it, as the response to a request for its object; a list has none.</summary>
    public Task<OperationReading> ReadAsync(OperationSample sample, BkJobApi api, string? variant = null) =>
        sample.ReadAsync(api, _ids, variant ?? Body);

    /// <summary>The first number with a name, in an object or in the first element of an array.</summary>
    private static long? Find(JsonNode? node, string name) => node switch
    {
        JsonObject fields when fields[name] is JsonValue value => value.GetValue<long>(),
        JsonObject fields => fields.Select(field => Find(field.Value, name)).FirstOrDefault(found => found is not null),
        JsonArray { Count: > 0 } items => Find(items[0], name),
        _ => null,
    };
}

/// <summary>What a recorded response is about.</summary>
/// <param name="JobInstanceId">The job instance.</param>
/// <param name="StepInstanceId">The step, or the first one.</param>
/// <param name="PlanId">The job plan; 0 if there is none.</param>
public sealed record PayloadIds(long JobInstanceId, long StepInstanceId, long PlanId = 0)
{
    /// <summary>Stands for a response without IDs.</summary>
    public static PayloadIds Any { get; } = new(100, 10002);
}
