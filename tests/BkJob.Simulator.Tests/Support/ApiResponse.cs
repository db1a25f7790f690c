using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace BkJob.Simulator.Tests.Support;

/// <summary>What came back, as HTTP has it.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Headers">All headers, those of the body among them; names are found in any case.</param>
/// <param name="Text">The body.</param>
internal sealed partial record ApiResponse(int Status, IReadOnlyDictionary<string, string> Headers, string Text)
{
    private static readonly string[] Ids = ["job_request_id", "request_id"];

    /// <summary>The body to look into.</summary>
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    /// <summary>True where a job came.</summary>
    public bool HasJob => Json.TryGetProperty("data", out JsonElement data) && data.ValueKind == JsonValueKind.Object;

    /// <summary>
    /// 0 for a success, else the code of whoever refused: the envelope's, or Job's number in the details of v4, or v4's word where
    /// there are none; empty where there is no code.
    /// </summary>
    public string Code =>
        Json.TryGetProperty("code", out JsonElement code) ? code.GetRawText()
        : !Json.TryGetProperty("error", out JsonElement error) ? (HasJob ? "0" : "")
        : error.TryGetProperty("details", out JsonElement details) ? details[0].GetProperty("code").GetString()!
        : error.GetProperty("code").GetString()!;

    /// <summary>The message of whoever refused, of ESB, gateway and Job alike.</summary>
    public string Message =>
        (Json.TryGetProperty("error", out JsonElement error) ? error : Json).GetProperty("message").GetString()!;

    /// <summary>The body with a star for each request id: those are never the same, and always 32 hexadecimal digits.</summary>
    public JsonNode WithoutIds()
    {
        JsonObject body = JsonNode.Parse(Text)!.AsObject();
        foreach (string id in Ids.Where(body.ContainsKey))
        {
            Assert.Matches(HexId(), (string)body[id]!);
            body[id] = "*";
        }

        return body;
    }

    [GeneratedRegex("^[0-9a-f]{32}$")]
    private static partial Regex HexId();
}
