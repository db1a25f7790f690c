using System.Globalization;
using System.Text.Json;

namespace BkJob.Simulator.Starts;

/// <summary>
/// Reads nested parameters like the server: null equals absent, and numbers can be text. A value of another type throws
/// <see cref="InvalidOperationException"/> or <see cref="FormatException"/>.
/// </summary>
internal static class JsonReading
{
    public static JsonElement? Field(this JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    public static IEnumerable<JsonElement> Items(this JsonElement json, string name) =>
        json.Field(name) is { } list ? list.EnumerateArray() : Enumerable.Empty<JsonElement>();

    public static long? Number(this JsonElement json, string name) => json.Field(name) is { } value ? value.AsNumber() : null;

    public static long AsNumber(this JsonElement value) => value.ValueKind == JsonValueKind.String
        ? long.Parse(value.GetString()!, CultureInfo.InvariantCulture)
        : value.GetInt64();

    /// <summary>The text of a field, or of a number; null if it is absent.</summary>
    public static string? Text(this JsonElement json, string name) => json.Field(name)?.AsText();

    public static string AsText(this JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
