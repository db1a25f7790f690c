using System.Text.Json;

namespace BkJob.Protocol;

/// <summary>Validates and converts values of DTOs that need more than their JSON type.</summary>
internal static class DtoValues
{
    /// <summary>Returns an error if a time in milliseconds or seconds since 1970 is out of range.</summary>
    public static ResponseParseError? ValidateEpoch(long? value, string field)
    {
        long time = value ?? 0;
        return JsonValues.TryEpoch(ref time) ? null : ResponseParseError.WrongType(field, JsonTokenType.Number);
    }

    /// <summary>Returns an error if a duration in milliseconds is out of range.</summary>
    public static ResponseParseError? ValidateMilliseconds(long? value, string field) =>
        JsonValues.AreMilliseconds(value ?? 0) ? null : ResponseParseError.WrongType(field, JsonTokenType.Number);

    /// <summary>Returns an error if a time of ESB v2 can't be parsed.</summary>
    public static ResponseParseError? ValidateTime(string? value, TimeZoneInfo zone, string field) =>
        string.IsNullOrEmpty(value) || ServerTime.TryParse(value, zone, out _) ? null : ResponseParseError.WrongType(field, JsonTokenType.String);

    /// <summary>
    /// Returns an error if an object belongs to another scope than was requested: the response of another request, from a cache. Values that
    /// the server omits are not compared.
    /// </summary>
    public static ResponseParseError? ValidateScope(JobScope requested, JobScope received, string field)
    {
        bool isOther = requested.HasPair && received.HasPair
            ? requested.ScopeType != received.ScopeType || requested.ScopeId != received.ScopeId
            : requested.BizId is { } bizId && received.BizId is { } receivedId && bizId != receivedId;
        return isOther ? ResponseParseError.OtherScope($"{field}bk_biz_id", requested, received) : null;
    }

    /// <summary>Converts a valid time to local time.</summary>
    public static DateTimeOffset? ToTime(long? value)
    {
        long time = value ?? 0;
        JsonValues.TryEpoch(ref time);
        return value is null ? null : DateTimeOffset.FromUnixTimeMilliseconds(time).ToLocalTime();
    }

    /// <summary>Converts a valid time of ESB v2 to local time.</summary>
    public static DateTimeOffset? ToTime(string? value, TimeZoneInfo zone) =>
        !string.IsNullOrEmpty(value) && ServerTime.TryParse(value, zone, out DateTimeOffset? time) ? time : null;

    /// <summary>Converts a valid duration.</summary>
    public static TimeSpan? ToTimeSpan(long? milliseconds) => milliseconds is { } value ? TimeSpan.FromMilliseconds(value) : null;
}
