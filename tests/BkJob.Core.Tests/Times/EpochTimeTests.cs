using BkJob.Core.Tests.Support;

namespace BkJob.Core.Tests.Times;

/// <summary>Times and durations of v3 and v4, which are numbers of milliseconds.</summary>
public sealed class EpochTimeTests
{
    private const string Host = "data.step_instance_list[0].step_ip_result_list[0].";

    private static readonly (string Field, string Property)[] Times =
    [
        ("data.job_instance.start_time", "StartTime"),
        ("data.step_instance_list[0].end_time", "Steps[0].EndTime"),
        (Host + "start_time", "Steps[0].IpStatuses[0].StartTime"),
        (Host + "end_time", "Steps[0].IpStatuses[0].EndTime"),
    ];

    private static readonly (string Field, string Property)[] Durations =
    [
        ("data.job_instance.total_time", "TotalTime"),
        ("data.step_instance_list[0].total_time", "Steps[0].TotalTime"),
        (Host + "total_time", "Steps[0].IpStatuses[0].TotalTime"),
    ];

    /// <summary>What is no larger than 9999999999 Job itself takes for seconds.</summary>
    [Theory]
    [InlineData("1784510100000", "2026-07-20T09:15:00.0000000+08:00")]
    [InlineData("1784510100123", "2026-07-20T09:15:00.1230000+08:00")]
    [InlineData("1784510100", "2026-07-20T09:15:00.0000000+08:00")]
    [InlineData("9999999999", "2286-11-21T01:46:39.0000000+08:00")]
    [InlineData("10000000000", "1970-04-27T01:46:40.0000000+08:00")]
    [InlineData("0", "1970-01-01T08:00:00.0000000+08:00")]
    [InlineData("1", "1970-01-01T08:00:01.0000000+08:00")]
    [InlineData("253370764800000", "9999-01-01T08:00:00.0000000+08:00")]
    public async Task Time_is_local_to_the_millisecond(string number, string expected)
    {
        foreach ((string field, string property) in Times)
        {
            Assert.Equal((field, PayloadTime.Local(expected)), (field, Dump.Of(await ReadAsync(field, number))[property]));
        }
    }

    [Theory]
    [InlineData("28000", "00:00:28")]
    [InlineData("0", "00:00:00")]
    [InlineData("1", "00:00:00.0010000")]
    [InlineData("129940", "00:02:09.9400000")]
    [InlineData("259200000", "3.00:00:00")]
    [InlineData("-5", "-00:00:00.0050000")]
    [InlineData("253370764800000", "2932532.00:00:00")]
    public async Task Duration_is_in_milliseconds(string number, string expected)
    {
        foreach ((string field, string property) in Durations)
        {
            Assert.Equal((field, expected), (field, Dump.Of(await ReadAsync(field, number))[property]));
        }
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("253370764800001")]
    [InlineData("9223372036854775807")]
    [InlineData("-9223372036854775808")]
    [InlineData("1784510100000.5")]
    [InlineData("1.7845101E12")]
    [InlineData("\"2026-07-20 09:15:00\"")]
    [InlineData("\"1784510100000\"")]
    public async Task Invalid_time_names_its_field(string number)
    {
        foreach ((string field, _) in Times)
        {
            BkJobException error = await StubServer.FailAsync(BkJobApi.EsbV3, Bodies.With(EpochBodies.V3, field, number));

            Assert.Equal((BkJobErrorKind.InvalidResponse, field, "req-7"), (error.Kind, error.Field, error.RequestId));
        }
    }

    [Theory]
    [InlineData("253370764800001")]
    [InlineData("-253370764800001")]
    [InlineData("9223372036854775807")]
    [InlineData("-9223372036854775808")]
    [InlineData("27.5")]
    [InlineData("\"28000\"")]
    public async Task Invalid_duration_names_its_field(string number)
    {
        foreach ((string field, _) in Durations)
        {
            BkJobException error = await StubServer.FailAsync(BkJobApi.EsbV3, Bodies.With(EpochBodies.V3, field, number));

            Assert.Equal((BkJobErrorKind.InvalidResponse, field, "req-7"), (error.Kind, error.Field, error.RequestId));
        }
    }

    [Theory]
    [InlineData("+09:00")]
    [InlineData("UTC")]
    [InlineData("Europe/Berlin")]
    public async Task Time_does_not_depend_on_the_zone_of_the_connection(string zone)
    {
        Assert.True(BkJobTimeZone.TryParse(zone, out TimeZoneInfo? found));

        JobInstance job = await StubServer.ReadAsync(BkJobApi.GatewayV3, EpochBodies.V3, change: s => s with { TimeZone = found! });

        Assert.Equal(
            (PayloadTime.Local("2026-07-20T09:15:01.0000000+08:00"), PayloadTime.Local("2026-07-20T09:15:04.0000000+08:00")),
            (Dump.Of(job)["StartTime"], Dump.Of(job)["Steps[0].IpStatuses[0].StartTime"]));
    }

    private static Task<JobInstance> ReadAsync(string field, string json) =>
        StubServer.ReadAsync(BkJobApi.EsbV3, Bodies.With(EpochBodies.V3, field, json));
}
