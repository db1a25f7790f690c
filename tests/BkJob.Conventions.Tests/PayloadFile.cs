using System.Text.Json.Nodes;

namespace BkJob.Conventions.Tests;

/// <summary>A recorded body, shared with the tests of Core.</summary>
internal sealed class PayloadFile
{
    private readonly long _id;

    public PayloadFile(string name)
    {
        Body = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Payloads", name + ".json"));
        JsonNode data = JsonNode.Parse(Body)!["data"]!;
        _id = (data["job_instance_id"] ?? data["job_instance"]?["job_instance_id"] ?? data["id"] ?? data["bk_job_id"])?.GetValue<long>() ?? 0;
        Paths = [.. JsonPaths.Of(data)];
    }

    public string Body { get; }

    /// <summary>The paths of all fields of the result.</summary>
    public IReadOnlyList<string[]> Paths { get; }

    /// <summary>Reads the body, or a variant of it, as the response to a request for its object; a list has none.</summary>
    public Task<OperationReading> ReadAsync(OperationSample sample, BkJobApi api, string? variant = null) =>
        sample.ReadAsync(api, _id, variant ?? Body);
}
