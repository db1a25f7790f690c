using System.Globalization;
using BkJob.Core.Tests.Support;

namespace BkJob.Core.Tests.Times;

/// <summary>Times as Job 2.x (with an offset) and Job 3.x (without) print them.</summary>
public sealed class ServerTimeTests(SimulatorFixture bench) : IClassFixture<SimulatorFixture>
{
    public static TheoryData<string> Fields =>
    [
        "data.job_instance.create_time",
        "data.job_instance.start_time",
        "data.job_instance.end_time",
        "data.blocks[0].step_instances[0].create_time",
        "data.blocks[0].step_instances[0].start_time",
        "data.blocks[0].step_instances[0].end_time",
    ];

    [Theory]
    [InlineData("2018-03-15 12:56:35 +0800", "2018-03-15T12:56:35.0000000+08:00")]
    [InlineData("2018-03-15 12:56:35", "2018-03-15T12:56:35.0000000+08:00")]
    [InlineData("2018-03-15 12:56:35 +0000", "2018-03-15T12:56:35.0000000+00:00")]
    [InlineData("2018-03-15 12:56:35 -0330", "2018-03-15T12:56:35.0000000-03:30")]
    [InlineData("2018-03-15 12:56:35 +08:00", "2018-03-15T12:56:35.0000000+08:00")]
    [InlineData("2018-03-15 12:56:35+0800", "2018-03-15T12:56:35.0000000+08:00")]
    [InlineData("2024-02-29 00:00:00", "2024-02-29T00:00:00.0000000+08:00")]
    [InlineData("1970-01-01 08:00:00", "1970-01-01T08:00:00.0000000+08:00")]
    [InlineData("9999-12-31 23:59:59", "9999-12-31T23:59:59.0000000+08:00")]
    public async Task Time_is_local_and_defaults_to_China_time(string text, string expected)
    {
        JobInstance job = await bench.ReadAsync(Bodies.With("data.job_instance.start_time", $"\"{text}\""));

        Assert.Equal(PayloadTime.Local(expected), Dump.Of(job)["StartTime"]);
    }

    [Theory]
    [MemberData(nameof(Fields))]
    public async Task Empty_time_is_null(string field)
    {
        var withEmpty = Dump.Of(await bench.ReadAsync(Bodies.With(field, "\"\"")));

        Assert.Equal(Dump.Of(await bench.ReadAsync(Bodies.With(field, null))), withEmpty);
        Assert.NotEqual(Dump.Of(await bench.ReadAsync(Bodies.EveryField)), withEmpty);
    }

    [Theory]
    [MemberData(nameof(Fields))]
    public async Task Invalid_time_names_its_field(string field)
    {
        string[] nonsense =
        [
            "yesterday", " ", "2018-03-15", "12:56:35", "2018-02-30 12:56:35", "2018-03-15 24:00:00", "2018-03-15 12:56:35 CST",
            "2018-03-15 12:56:35 +1500", "15/03/2018 12:56:35", "2018-03-15 12:56:35 +0800 ", "0000-00-00 00:00:00",
            "0001-01-01 00:00:00", "1521089795887",
        ];
        foreach (string text in nonsense)
        {
            BkJobException error = await bench.FailToReadAsync(Bodies.With(field, $"\"{text}\""));

            Assert.Equal(
                (text, BkJobErrorKind.InvalidResponse, field, "req-7"), (text, error.Kind, error.Field, error.RequestId));
        }
    }

    /// <summary>The same text, and what it means when the server stands elsewhere; the last two in winter and summer time.</summary>
    [Theory]
    [InlineData("Asia/Shanghai", "2026-07-20 09:15:01", "2026-07-20T09:15:01.0000000+08:00")]
    [InlineData("Asia/Tokyo", "2026-07-20 09:15:01", "2026-07-20T09:15:01.0000000+09:00")]
    [InlineData("China Standard Time", "2026-07-20 09:15:01", "2026-07-20T09:15:01.0000000+08:00")]
    [InlineData("+09:00", "2026-07-20 09:15:01", "2026-07-20T09:15:01.0000000+09:00")]
    [InlineData("-0330", "2026-07-20 09:15:01", "2026-07-20T09:15:01.0000000-03:30")]
    [InlineData("UTC", "2026-07-20 09:15:01", "2026-07-20T09:15:01.0000000+00:00")]
    [InlineData("Europe/Berlin", "2026-01-20 09:15:01", "2026-01-20T09:15:01.0000000+01:00")]
    [InlineData("Europe/Berlin", "2026-07-20 09:15:01", "2026-07-20T09:15:01.0000000+02:00")]
    public async Task Time_without_an_offset_uses_the_zone_of_the_client(string zone, string text, string expected)
    {
        Assert.True(BkJobTimeZone.TryParse(zone, out TimeZoneInfo? found));
        BkJobClient connection = bench.Connect(bench.Settings with { TimeZone = found! });

        bench.Serve(Bodies.With("data.job_instance.start_time", $"\"{text}\""));
        JobInstance without = await SimulatorFixture.InvokeAsync(connection);
        bench.Serve(Bodies.With("data.job_instance.start_time", "\"2026-07-20 09:15:01 +0800\""));
        JobInstance with = await SimulatorFixture.InvokeAsync(connection);

        Assert.Equal(PayloadTime.Local(expected), Dump.Of(without)["StartTime"]);
        Assert.Equal(PayloadTime.Local("2026-07-20T09:15:01.0000000+08:00"), Dump.Of(with)["StartTime"]);
    }

    /// <summary>Hours that a zone leaves out, has twice, or that are older than it: strange times, but never another exception.</summary>
    [Theory]
    [InlineData("Europe/Berlin", "2026-03-29 02:30:00")]
    [InlineData("Europe/Berlin", "2026-10-25 02:30:00")]
    [InlineData("Asia/Shanghai", "1899-01-01 00:00:00")]
    [InlineData("Asia/Tokyo", "1880-01-01 00:00:00")]
    public async Task Ambiguous_or_skipped_local_time_is_read(string zone, string text)
    {
        Assert.True(BkJobTimeZone.TryParse(zone, out TimeZoneInfo? found));
        bench.Serve(Bodies.With("data.job_instance.start_time", $"\"{text}\""));

        JobInstance job = await SimulatorFixture.InvokeAsync(bench.Connect(bench.Settings with { TimeZone = found! }));

        DateTime unspecified = DateTime.ParseExact(text, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        Assert.Equal(new DateTimeOffset(unspecified, found!.GetUtcOffset(unspecified)), job.StartTime);
    }
}
