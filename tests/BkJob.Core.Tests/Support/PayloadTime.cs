using System.Globalization;

namespace BkJob.Core.Tests.Support;

/// <summary>The times of the payloads: all of one day, all of +08:00.</summary>
internal static class PayloadTime
{
    /// <summary>The moment at which it was <paramref name="time"/> (<c>09:15:00</c>) in China on 2026-07-20.</summary>
    public static DateTimeOffset At(string time) =>
        new(new DateOnly(2026, 7, 20), TimeOnly.ParseExact(time, "HH:mm:ss", CultureInfo.InvariantCulture), TimeSpan.FromHours(8));

    /// <summary>A time with an offset as properties contain it: the same instant in local time.</summary>
    public static string Local(string time) =>
        DateTimeOffset.Parse(time, CultureInfo.InvariantCulture).ToLocalTime().ToString("O", CultureInfo.InvariantCulture);
}
