using System.Text.Encodings.Web;
using System.Text.Json;

namespace BkJob.Simulator.Bodies;

/// <summary>How every body is written.</summary>
internal static class JobJson
{
    /// <summary>Chinese stays readable on the wire, as it does with a real server.</summary>
    public static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // A body of 100 000 hosts leaves in pieces of this size and is never held whole.
    private const int Piece = 64 * 1024;

    /// <summary>Sends what is written so far once there is enough of it.</summary>
    public static ValueTask FlushPieceAsync(this Utf8JsonWriter json, CancellationToken ct) =>
        json.BytesPending > Piece ? new ValueTask(json.FlushAsync(ct)) : ValueTask.CompletedTask;

    /// <summary>Writes a number, or what stands for none.</summary>
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
