using System.Globalization;

namespace BkJob;

/// <summary>The format of durations in views and messages.</summary>
internal static class DurationText
{
    /// <summary>A duration as <c>1:02:03</c>, truncated to whole seconds; in days if the hours would need more than four digits.</summary>
    public static string Format(TimeSpan duration)
    {
        string sign = duration < TimeSpan.Zero ? "-" : "";
        TimeSpan span = duration.Duration();
        return Math.Floor(span.TotalHours) is var hours and < 10_000
            ? string.Create(CultureInfo.InvariantCulture, $"{sign}{hours:0}:{span:mm\\:ss}")
            : string.Create(CultureInfo.InvariantCulture, $"{sign}{span.Days}d {span.Hours}h");
    }
}
