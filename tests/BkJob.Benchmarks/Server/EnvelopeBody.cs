using System.Text.Encodings.Web;
using System.Text.Json;

namespace BkJob.Benchmarks.Server;

/// <summary>Writes the envelope of a response over ESB v3 around its result.</summary>
internal static class EnvelopeBody
{
    // Job escapes only what JSON requires.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a body.</summary>
    /// <param name="writeData">Writes the properties of the result.</param>
    public static byte[] Write(Action<Utf8JsonWriter> writeData)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, Options))
        {
            writer.WriteStartObject();
            writer.WriteNumber("code", 0);
            writer.WriteBoolean("result", true);
            writer.WriteString("job_request_id", "5e40dc57f8121eec31262e60305acf74");
            writer.WriteStartObject("data");
            writeData(writer);
            writer.WriteEndObject();
            writer.WriteString("request_id", "a3e8973f906dc9443f8e33ebf99bc43c");
            writer.WriteString("message", "");
            writer.WriteEndObject();
        }

        return bytes.ToArray();
    }

    /// <summary>Writes a time, or null.</summary>
    public static void WriteTime(Utf8JsonWriter writer, string name, long? value)
    {
        if (value is { } time)
        {
            writer.WriteNumber(name, time);
        }
        else
        {
            writer.WriteNull(name);
        }
    }
}
