using System.Globalization;

namespace BkJob;

/// <summary>Parses time zones.</summary>
public static class BkJobTimeZone
{
    /// <summary>The default of all servers for API calls: +08:00.</summary>
    public static TimeZoneInfo Default { get; } = OfOffset("+08:00", TimeSpan.FromHours(8));

    /// <summary>Reads an IANA or Windows ID (<c>Asia/Shanghai</c>, <c>China Standard Time</c>), or an offset (<c>+09:00</c>).</summary>
    /// <param name="text">The ID or offset.</param>
    /// <param name="zone">The time zone; null if it does not exist.</param>
    public static bool TryParse(string text, out TimeZoneInfo? zone)
    {
        zone = null;
        string name = text.Trim();
        if (name.Length > 1 && name[0] is '+' or '-')
        {
            bool isOffset = TimeSpan.TryParseExact(
                name[1..], [@"h\:mm", @"hh\:mm", "hhmm"], CultureInfo.InvariantCulture, out TimeSpan offset);
            zone = isOffset && offset <= TimeSpan.FromHours(14) ? OfOffset(name, name[0] == '-' ? -offset : offset) : null;
            return zone is not null;
        }

        return name.Length > 0 && TimeZoneInfo.TryFindSystemTimeZoneById(name, out zone);
    }

    private static TimeZoneInfo OfOffset(string name, TimeSpan offset) =>
        TimeZoneInfo.CreateCustomTimeZone(name, offset, name, name);
}
