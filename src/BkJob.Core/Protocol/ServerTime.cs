using System.Globalization;

namespace BkJob.Protocol;

/// <summary>
/// Parses the times of servers: <c>2018-03-15 12:56:35 +0800</c> (Job 2.x) or <c>2018-03-15 12:56:35</c> (Job 3.x, in the time zone of
/// the server, which it does not return).
/// </summary>
internal static class ServerTime
{
    private const string Local = "yyyy-MM-dd HH:mm:ss";
    private static readonly string[] WithOffset = [Local + " zzz", Local + "zzz"];

    /// <summary>Parses a time and converts it to local time, which is what users compare it with.</summary>
    /// <param name="text">The server's text.</param>
    /// <param name="zone">The time zone of a time without an offset.</param>
    /// <param name="time">The same instant in local time.</param>
    public static bool TryParse(string text, TimeZoneInfo zone, out DateTimeOffset? time)
    {
        time = null;
        if (DateTime.TryParseExact(text, Local, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime local))
        {
            time = AtZone(local, zone);
        }
        else if (DateTimeOffset.TryParseExact(
            text, WithOffset, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset exact))
        {
            time = exact;
        }

        time = time?.ToLocalTime();
        return time is not null;
    }

    private static DateTimeOffset? AtZone(DateTime local, TimeZoneInfo zone)
    {
        try
        {
            return new DateTimeOffset(local, zone.GetUtcOffset(local));
        }
        catch (ArgumentOutOfRangeException)
        {
            // The first and last hours of the range of DateTime do not exist in every time zone.
            return null;
        }
    }
}
