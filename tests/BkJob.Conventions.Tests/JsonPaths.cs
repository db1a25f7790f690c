using System.Globalization;
using System.Text.Json.Nodes;

namespace BkJob.Conventions.Tests;

/// <summary>Walks the fields of a recorded body, and changes one of them.</summary>
internal static class JsonPaths
{
    /// <summary>The paths of all fields below a node, of arrays those of the first element.</summary>
    public static IEnumerable<string[]> Of(JsonNode node) => node switch
    {
        JsonObject fields => fields.SelectMany(field => Prepend(field.Key, field.Value)),
        JsonArray { Count: > 0 } items => Of(items[0]!).Select(path => (string[])["0", .. path]),
        _ => [],
    };

    public static string Remove(string body, string[] path)
    {
        JsonNode root = JsonNode.Parse(body)!;
        FindParent(root, path).Remove(path[^1]);
        return root.ToJsonString();
    }

    public static string Replace(string body, string[] path, JsonNode? value)
    {
        JsonNode root = JsonNode.Parse(body)!;
        FindParent(root, path)[path[^1]] = value;
        return root.ToJsonString();
    }

    /// <summary>The body with a field that is sent twice.</summary>
    public static string Duplicate(string body, string[] path)
    {
        JsonNode root = JsonNode.Parse(body)!;
        JsonObject parent = FindParent(root, path);
        string value = parent[path[^1]]?.ToJsonString() ?? "null";
        string name = JsonValue.Create(path[^1]).ToJsonString();

        // An object of JSON nodes can't have two fields of one name, so the second takes the place of a mark in the text.
        const string Mark = "\"mark of a second field\":0";
        parent.Insert(0, "mark of a second field", 0);
        return root.ToJsonString().Replace(Mark, $"{name}:{value}", StringComparison.Ordinal);
    }

    /// <summary>The path as errors state it, as in <c>data.steps[0].status</c>.</summary>
    public static string Format(string[] path) =>
        "data" + string.Concat(path.Select(part => char.IsAsciiDigit(part[0]) ? $"[{part}]" : $".{part}"));

    private static IEnumerable<string[]> Prepend(string name, JsonNode? value) =>
        value is null ? [[name]] : [[name], .. Of(value).Select(path => (string[])[name, .. path])];

    private static JsonObject FindParent(JsonNode root, string[] path) =>
        path.SkipLast(1).Aggregate(root["data"]!, (node, part) =>
            node is JsonArray ? node[int.Parse(part, CultureInfo.InvariantCulture)]! : node[part]!).AsObject();
}
