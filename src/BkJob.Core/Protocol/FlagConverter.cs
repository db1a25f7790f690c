using System.Text.Json;
using System.Text.Json.Serialization;

namespace BkJob.Protocol;

/// <summary>Reads 0 or 1, as in the API documentation, or a boolean.</summary>
internal sealed class FlagConverter : JsonConverter<bool>
{
    /// <inheritdoc/>
    public override bool Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonValues.TryFlag(ref reader, out bool? value) ? value!.Value : throw new JsonException();

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, bool value, JsonSerializerOptions options) => writer.WriteBooleanValue(value);
}
