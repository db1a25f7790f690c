using System.Globalization;
using BkJob.Core.Tests.Support;

namespace BkJob.Core.Tests.Reading;

/// <summary>Numbers come out as the server meant them.</summary>
public sealed class NumberTests(SimulatorFixture bench) : IClassFixture<SimulatorFixture>
{
    /// <summary>The fields that hold an id, and where it comes out.</summary>
    public static TheoryData<string, string> IdFields => new()
    {
        { "data.job_instance.job_instance_id", "Id" },
        { "data.job_instance.bk_biz_id", "BizId" },
        { "data.job_instance.bk_job_id", "PlanId" },
        { "data.job_instance.current_step_instance_id", "CurrentStepInstanceId" },
        { "data.blocks[0].step_instances[0].step_instance_id", "Steps[0].Id" },
        { "data.blocks[0].step_instances[0].step_id", "Steps[0].StepId" },
        { "data.blocks[0].step_instances[0].step_ip_status[0].bk_cloud_id", "Steps[0].IpStatuses[0].CloudId" },
    };

    [Theory]
    [MemberData(nameof(IdFields))]
    public async Task Ids_beyond_what_a_double_can_hold_stay_exact(string field, string property)
    {
        foreach (string id in new[] { "20000481177", "9007199254740993", "9223372036854775807" })
        {
            long requested = property == "Id" ? long.Parse(id, CultureInfo.InvariantCulture) : 100;
            JobInstance job = await bench.ReadAsync(Bodies.With(field, id), requested);

            Assert.Equal(id, Dump.Of(job)[property]);
        }
    }

    [Theory]
    [InlineData(9007199254740993)]
    [InlineData(long.MaxValue)]
    public async Task Large_id_is_sent_exactly(long id)
    {
        string body = Bodies.With("data.job_instance.job_instance_id", id.ToString(CultureInfo.InvariantCulture));

        JobInstance job = await bench.ReadAsync(body, id);

        Assert.Equal(id, job.Id);
        Assert.Equal(id, Assert.Single(job.Steps).JobInstanceId);
        Assert.Equal(id, bench.Simulator.Requests.All[^1].JobInstanceId);
    }

    /// <summary>Java prints doubles with an exponent from 10^7 on; in ticks, what the seconds are.</summary>
    [Theory]
    [InlineData("0.0", 0)]
    [InlineData("0", 0)]
    [InlineData("3.169", 31_690_000)]
    [InlineData("4.871", 48_710_000)]
    [InlineData("0.043", 430_000)]
    [InlineData("129.94", 1_299_400_000)]
    [InlineData("639", 6_390_000_000)]
    [InlineData("0.0000001", 1)]
    [InlineData("1.0E7", 100_000_000_000_000)]
    [InlineData("1.2345678901E7", 123_456_789_010_000)]
    [InlineData("2.592E5", 2_592_000_000_000)]
    public async Task Seconds_are_read_as_Java_prints_them(string seconds, long ticks)
    {
        string body = Bodies.EveryField
            .Replace("8.25", seconds, StringComparison.Ordinal)
            .Replace("5.5", seconds, StringComparison.Ordinal);

        JobInstance job = await bench.ReadAsync(body);

        Assert.Equal(TimeSpan.FromTicks(ticks), job.TotalTime);
        Assert.Equal(TimeSpan.FromTicks(ticks), job.Steps[0].TotalTime);
    }

    [Theory]
    [InlineData("0", false)]
    [InlineData("1", true)]
    [InlineData("false", false)]
    [InlineData("true", true)]
    public async Task Pause_is_read_from_number_or_boolean(string pause, bool expected)
    {
        JobInstance job = await bench.ReadAsync(Bodies.With("data.blocks[0].step_instances[0].pause", pause));

        Assert.Equal(expected, job.Steps[0].PauseAfter);
    }
}
