using System.Text.Encodings.Web;
using System.Text.Json;

namespace BkJob.Simulator.Bodies;

/// <summary>JSON of all bodies.</summary>
internal static class JobJson
{
    /// <summary>Chinese is not escaped, as on a real server.</summary>
    public static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // A body of 100 000 hosts is sent in pieces of this size and never held as a whole.
    private const int Piece = 64 * 1024;

    /// <summary>Sends the written bytes when there are enough of them.</summary>
    public static ValueTask FlushPieceAsync(this Utf8JsonWriter json, CancellationToken ct) =>
        json.BytesPending > Piece ? new ValueTask(json.FlushAsync(ct)) : ValueTask.CompletedTask;

    /// <summary>Writes a number, or a field without a value.</summary>
    public static void WriteNumber(this Utf8JsonWriter json, JsonEncodedText name, long? value, NullStyle nulls)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else if (nulls == NullStyle.Written)
        {
            json.WriteNull(name);
        }
    }
}

/// <summary>How a field without a value is written.</summary>
internal enum NullStyle
{
    /// <summary>It is null.</summary>
    Written,

    /// <summary>It is omitted.</summary>
    Dropped,
}

/// <summary>The names of the three times of job, step and host.</summary>
internal static class TimeNames
{
    public static readonly JsonEncodedText Start = JsonEncodedText.Encode("start_time");
    public static readonly JsonEncodedText End = JsonEncodedText.Encode("end_time");
    public static readonly JsonEncodedText Total = JsonEncodedText.Encode("total_time");
}
