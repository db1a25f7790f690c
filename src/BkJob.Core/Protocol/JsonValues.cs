using System.Text;
using System.Text.Json;

namespace BkJob.Protocol;

/// <summary>Reads single values; each method returns false for a value of a wrong type or range.</summary>
internal static class JsonValues
{
    private const long MaxEpochSeconds = 9_999_999_999;

    /// <summary>The end of the year 9998: within the range of DateTime in every time zone.</summary>
    private const long MaxEpochMilliseconds = 253_370_764_800_000;

    public static bool TryText(ref Utf8JsonReader reader, out string? value)
    {
        value = null;
        return reader.TokenType == JsonTokenType.String && TryUnescape(ref reader, out value);
    }

    /// <summary>Reads a string or a property name; false if it is not valid UTF-8 or contains an escaped lone surrogate.</summary>
    public static bool TryUnescape(ref Utf8JsonReader reader, out string? value)
    {
        try
        {
            value = reader.GetString();
            return true;
        }
        catch (InvalidOperationException)
        {
            // The reader reports invalid text only by this exception.
            value = null;
            return false;
        }
    }

    public static bool TryLong(ref Utf8JsonReader reader, out long? value)
    {
        bool isRight = reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out _);
        value = isRight ? reader.GetInt64() : null;
        return isRight;
    }

    public static bool TryInt(ref Utf8JsonReader reader, out int? value)
    {
        bool isRight = reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out _);
        value = isRight ? reader.GetInt32() : null;
        return isRight;
    }

    public static bool TryBool(ref Utf8JsonReader reader, out bool? value)
    {
        bool isRight = reader.TokenType is JsonTokenType.True or JsonTokenType.False;
        value = isRight ? reader.GetBoolean() : null;
        return isRight;
    }

    /// <summary>0 or 1, as in the API documentation, or a boolean.</summary>
    public static bool TryFlag(ref Utf8JsonReader reader, out bool? value)
    {
        if (TryInt(ref reader, out int? number))
        {
            value = number != 0;
            return true;
        }

        return TryBool(ref reader, out value);
    }

    /// <summary>Seconds, with a fraction and, from 10^7, with an exponent.</summary>
    public static bool TrySeconds(ref Utf8JsonReader reader, out TimeSpan? value)
    {
        value = null;
        if (reader.TokenType != JsonTokenType.Number || !reader.TryGetDouble(out double seconds))
        {
            return false;
        }

        // Ticks are rounded, not truncated, so that 3.169 stays 3.169. Half of the range avoids an overflow at its limits.
        double ticks = Math.Round(seconds * TimeSpan.TicksPerSecond);
        if (double.Abs(ticks) > long.MaxValue / 2)
        {
            return false;
        }

        value = TimeSpan.FromTicks((long)ticks);
        return true;
    }

    /// <summary>A time as parsed by <see cref="ServerTime"/>; null for an empty text.</summary>
    public static bool TryTime(ref Utf8JsonReader reader, TimeZoneInfo zone, out DateTimeOffset? value)
    {
        value = null;
        return TryText(ref reader, out string? text) && (text!.Length == 0 || ServerTime.TryParse(text, zone, out value));
    }

    /// <summary>
    /// A time in milliseconds since 1970. Like Job itself, this interprets values up to <see cref="MaxEpochSeconds"/> as seconds.
    /// </summary>
    public static bool TryEpoch(ref long time)
    {
        time *= time is > 0 and <= MaxEpochSeconds ? 1000 : 1;
        return time is >= 0 and <= MaxEpochMilliseconds;
    }

    /// <summary>Converts such a time to local time.</summary>
    public static bool TryEpoch(ref Utf8JsonReader reader, out DateTimeOffset? value)
    {
        long time = 0;
        bool isRight = reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out time) && TryEpoch(ref time);
        value = isRight ? DateTimeOffset.FromUnixTimeMilliseconds(time).ToLocalTime() : null;
        return isRight;
    }

    /// <summary>Whether a duration in milliseconds is in the range of TimeSpan.</summary>
    public static bool AreMilliseconds(long number) => number is >= -MaxEpochMilliseconds and <= MaxEpochMilliseconds;

    /// <summary>A duration in whole milliseconds.</summary>
    public static bool TryMilliseconds(ref Utf8JsonReader reader, out TimeSpan? value)
    {
        long number = 0;
        bool isRight = reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out number) && AreMilliseconds(number);
        value = isRight ? TimeSpan.FromMilliseconds(number) : null;
        return isRight;
    }

    /// <summary>A code: a number, or its digits or name as a string, which adapters send.</summary>
    public static bool TryCode(ref Utf8JsonReader reader, out string? value)
    {
        if (reader.TokenType == JsonTokenType.Number)
        {
            value = Encoding.ASCII.GetString(reader.ValueSpan);
            return true;
        }

        return TryText(ref reader, out value);
    }
}
