using System.Text.Json.Nodes;
using BkJob.Streaming;

namespace BkJob.Core.Tests.Support;

/// <summary>Walks the fields that the schema of an API declares, in the body that has all of them.</summary>
public static class SchemaFields
{
    /// <summary>One API for each body: v3 has the same over the ESB and over the gateway.</summary>
    public static TheoryData<BkJobApi> Apis => [BkJobApi.EsbV2, BkJobApi.GatewayV3, BkJobApi.GatewayV4];

    /// <summary>The path of each field and of each element of an array, with its value in the body.</summary>
    internal static IEnumerable<(string Path, JsonNode Value)> Of(BkJobApi api) =>
        In(JobStatusSchema.For(api).Body, JsonNode.Parse(EpochBodies.Of(api))!.AsObject(), "");

    /// <summary>The names of all fields of the result, whether the body has them or not.</summary>
    internal static IEnumerable<string> NamesOf(BkJobApi api) =>
        NamesIn(JobStatusSchema.For(api).Body.Fields.Single(field => field.Name == "data"));

    private static IEnumerable<(string Path, JsonNode Value)> In(JsonObjectSchema schema, JsonObject body, string prefix)
    {
        foreach (JsonField field in schema.Fields.Where(field => body.ContainsKey(field.Name)))
        {
            string path = prefix + field.Name;
            JsonNode value = body[field.Name]!;
            yield return (path, value);
            (string Path, JsonNode Value)[] objects = value switch
            {
                JsonArray array => [.. array.Select((item, index) => ($"{path}[{index}]", item!))],
                JsonObject => [(path, value)],
                _ => [],
            };
            foreach ((string Path, JsonNode Value) item in objects)
            {
                if (field.IsArray)
                {
                    yield return item;
                }

                foreach ((string Path, JsonNode Value) inner in In(field.Shape!, item.Value.AsObject(), item.Path + "."))
                {
                    yield return inner;
                }
            }
        }
    }

    private static IEnumerable<string> NamesIn(JsonField field) => [field.Name, .. field.Shape?.Fields.SelectMany(NamesIn) ?? []];
}
