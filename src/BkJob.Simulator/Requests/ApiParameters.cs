using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Primitives;

namespace BkJob.Simulator.Requests;

/// <summary>Parameters of a request, or values of the credential header, as text.</summary>
internal sealed class ApiParameters(IReadOnlyDictionary<string, string> values)
{
    /// <summary>No parameters.</summary>
    public static ApiParameters None { get; } = new(new Dictionary<string, string>(StringComparer.Ordinal));

    /// <summary>The value; null if it is absent, null or empty, which are equivalent for the ESB.</summary>
    public string? this[string name] => values.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    /// <summary>The first of several names that has a value.</summary>
    public string? First(string name, string otherName) => this[name] ?? this[otherName];

    /// <summary>True if it was sent, even if it is empty.</summary>
    public bool Has(string name) => values.ContainsKey(name);

    /// <summary>Reads an integer; false for any other value.</summary>
    public bool TryNumber(string name, out long? value)
    {
        value = long.TryParse(this[name], NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;
        return value is not null || this[name] is null;
    }

    /// <summary>Reads a flag with the values that Job accepts, off if absent; false for any other value.</summary>
    public bool TryFlag(string name, out bool value)
    {
        var text = this[name]?.ToLowerInvariant();
        value = text is "true" or "on" or "yes" or "1";
        return value || text is null or "false" or "off" or "no" or "0";
    }

    /// <summary>The object or list of a parameter; null if it is absent.</summary>
    /// <exception cref="JsonException">The value is neither.</exception>
    public JsonElement? Json(string name) => this[name] is { } text ? JsonElement.Parse(text) : null;

    /// <summary>Reads a query string or a form.</summary>
    public static ApiParameters FromPairs(IEnumerable<KeyValuePair<string, StringValues>> pairs) =>
        new(pairs.ToDictionary(pair => pair.Key, pair => pair.Value is [.., var last] ? last ?? "" : "", StringComparer.Ordinal));

    /// <summary>Reads a JSON object; null if it is not valid.</summary>
    public static ApiParameters? FromJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object ? FromObject(document.RootElement) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ApiParameters FromObject(JsonElement json)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in json.EnumerateObject())
        {
            values[property.Name] = property.Value.ValueKind switch
            {
                JsonValueKind.Null => "",
                JsonValueKind.String => property.Value.GetString()!,
                _ => property.Value.GetRawText(),
            };
        }

        return new ApiParameters(values);
    }
}
