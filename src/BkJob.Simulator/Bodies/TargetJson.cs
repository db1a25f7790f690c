using System.Globalization;
using System.Text.Json;
using BkJob.Simulator.Job;

namespace BkJob.Simulator.Bodies;

/// <summary>The common part of hosts and containers.</summary>
internal static class TargetJson
{
    private const int MaxDigits = 20;

    private static readonly JsonEncodedText Type = JsonEncodedText.Encode("type");
    private static readonly JsonEncodedText ResourceId = JsonEncodedText.Encode("resource_id");

    /// <summary>Writes the times, in milliseconds.</summary>
    public static void WriteTimes(this Utf8JsonWriter json, TargetView target, NullStyle nulls)
    {
        json.WriteNumber(TimeNames.Start, target.StartTime, nulls);
        json.WriteNumber(TimeNames.End, target.EndTime, nulls);
        json.WriteNumber(TimeNames.Total, target.TotalTime, nulls);
    }

    /// <summary>Writes the type of an execute_object in v4: 1 host, 2 container.</summary>
    public static void WriteType(this Utf8JsonWriter json, int type) => json.WriteNumber(Type, type);

    /// <summary>Writes the resource_id of v4: an ID as text, or the text null.</summary>
    public static void WriteResourceId(this Utf8JsonWriter json, long? id)
    {
        Span<byte> buffer = stackalloc byte[MaxDigits];
        var length = 0;
        bool isThere = id?.TryFormat(buffer, out length, provider: CultureInfo.InvariantCulture) == true;
        json.WriteString(ResourceId, isThere ? buffer[..length] : "null"u8);
    }
}
