using System.Text.Json;

namespace BkJob.Simulator.Job;

/// <summary>A page of a list of v2 or v3.</summary>
/// <param name="Start">The number of rows before it.</param>
/// <param name="Length">The maximum number of its rows.</param>
internal readonly record struct ListPage(int Start, int Length)
{
    /// <summary>The length of a page that specifies none.</summary>
    public const int DefaultLength = 20;

    /// <summary>The page of the parameters; values that are not positive count as absent.</summary>
    public static ListPage Of(long? start, long? length) => new(
        start is > 0 ? (int)Math.Min(start.Value, int.MaxValue) : 0,
        length is > 0 ? (int)Math.Min(length.Value, int.MaxValue) : DefaultLength);

    /// <summary>Writes the object with the rows.</summary>
    /// <param name="json">The writer.</param>
    /// <param name="total">All rows of the list.</param>
    /// <param name="isNullIfEmpty">Whether the rows of an empty page are null.</param>
    /// <param name="write">Writes a row.</param>
    public void Write<T>(Utf8JsonWriter json, IReadOnlyList<T> total, bool isNullIfEmpty, Action<T> write)
    {
        var rows = total.Skip(Start).Take(Length).ToList();
        json.WriteStartObject();
        json.WriteNumber("start", Start);
        json.WriteNumber("length", Length);
        json.WriteNumber("total", total.Count);
        json.WritePropertyName("data");
        if (rows.Count == 0 && isNullIfEmpty)
        {
            json.WriteNullValue();
        }
        else
        {
            json.WriteStartArray();
            rows.ForEach(write);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
