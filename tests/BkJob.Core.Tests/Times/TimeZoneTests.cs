namespace BkJob.Core.Tests.Times;

/// <summary>Zones as a person names them at <c>Connect-BkJob -TimeZone</c>.</summary>
public sealed class TimeZoneTests
{
    [Theory]
    [InlineData("Asia/Tokyo", 540)]
    [InlineData("Asia/Shanghai", 480)]
    [InlineData("China Standard Time", 480)]
    [InlineData("Tokyo Standard Time", 540)]
    [InlineData("UTC", 0)]
    [InlineData("+09:00", 540)]
    [InlineData("+9:00", 540)]
    [InlineData("+0900", 540)]
    [InlineData("-0330", -210)]
    [InlineData("-03:30", -210)]
    [InlineData("+00:00", 0)]
    [InlineData("+14:00", 840)]
    [InlineData("-12:00", -720)]
    [InlineData("  +09:00 ", 540)]
    public void Name_or_offset_is_a_time_zone(string text, int minutes)
    {
        Assert.True(BkJobTimeZone.TryParse(text, out TimeZoneInfo? zone));
        Assert.Equal(TimeSpan.FromMinutes(minutes), zone!.GetUtcOffset(new DateTime(2026, 7, 20)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("+")]
    [InlineData("-")]
    [InlineData("+9")]
    [InlineData("9")]
    [InlineData("+0960")]
    [InlineData("+15:00")]
    [InlineData("+24:00")]
    [InlineData("+-9:00")]
    [InlineData("09:00")]
    [InlineData("+nine")]
    [InlineData("Mars/Olympus")]
    [InlineData("../../etc/passwd")]
    [InlineData("/etc/passwd")]
    [InlineData("Asia")]
    [InlineData("zone\0")]
    public void Other_text_is_not_a_time_zone(string text)
    {
        Assert.False(BkJobTimeZone.TryParse(text, out TimeZoneInfo? zone));
        Assert.Null(zone);
    }

    [Fact]
    public void Default_time_zone_is_China() =>
        Assert.Equal(TimeSpan.FromHours(8), new BkJobClientOptions { Server = new Uri("http://x/") }.TimeZone.BaseUtcOffset);
}
