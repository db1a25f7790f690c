using System.Text.RegularExpressions;
using BkJob.Core.Tests.Support;
using static BkJob.BkJobApi;

namespace BkJob.Core.Tests.Reading;

/// <summary>Each status payload and the job that it is read as: the text beside it, whose name ends in <c>.expected.txt</c>.</summary>
public sealed partial class PayloadTests
{
    /// <summary>The payloads of v3 and v4, over each API that sends them.</summary>
    public static TheoryData<string, BkJobApi> EpochPayloads => [.. ApisOf("v3-", "v4-")];

    /// <summary>All of them, and the example of the API page that the product was asked for.</summary>
    public static TheoryData<string, BkJobApi> Payloads => [.. ApisOf("v2-0", "v2-1", "v2-2", "seed-page"), .. ApisOf("v3-", "v4-")];

    [Theory]
    [MemberData(nameof(Payloads))]
    public async Task Job_equals_its_expected_text(string payload, BkJobApi api)
    {
        JobInstance job = await StubServer.ReadAsync(api, Payload.Text(payload));

        string actual = JobText.Of(job);
        Payload.WriteActual(payload, actual);
        Assert.Equal(Payload.Expected(payload), actual);
        Assert.Equal(job.Blocks.SelectMany(block => block.Steps), job.Steps);
    }

    /// <summary>Without hosts there is no count of them either: 0/0 would be wrong.</summary>
    [Theory]
    [MemberData(nameof(EpochPayloads))]
    public async Task Unrequested_hosts_are_empty_and_not_counted(string payload, BkJobApi api)
    {
        JobInstance job = await StubServer.ReadAsync(api, Payload.Text(payload), includeHosts: false);

        Assert.Equal(
            HostTexts().Replace(Payload.Expected(payload), "").Replace("HostsIncluded=True", "HostsIncluded=False", StringComparison.Ordinal),
            JobText.Of(job));
    }

    /// <summary>The flag decides only for a status in no table, and its name differs from that in v2.</summary>
    [Theory]
    [InlineData("21", "true", true)]
    [InlineData("21", "false", false)]
    [InlineData("21", null, false)]
    [InlineData("7", "true", false)]
    [InlineData("10", "true", false)]
    [InlineData("4", "false", true)]
    public async Task Finished_follows_from_the_status(string status, string? flag, bool expected)
    {
        foreach (BkJobApi api in new[] { EsbV3, GatewayV3, GatewayV4 })
        {
            string body = Bodies.With(Bodies.With(EpochBodies.Of(api), "data.job_instance.status", status), "data.finished", flag);

            Assert.Equal((api, expected), (api, (await StubServer.ReadAsync(api, body)).IsFinished));
        }
    }

    [Theory]
    [InlineData(EsbV3)]
    [InlineData(GatewayV3)]
    [InlineData(GatewayV4)]
    public async Task Host_has_every_field_of_the_response(BkJobApi api)
    {
        StepInstance step = (await StubServer.ReadAsync(api, EpochBodies.Of(api))).Steps[0];

        StepIpStatus host = step.IpStatuses[0];
        Assert.Equal(
            ("198.51.100.11", 7, 2000500, "2001:db8::11", IpStatus.Failed, HostOutcome.Failed, "198.51.100.11 Failed"),
            (host.Ip, host.CloudId, host.HostId, host.Ipv6, host.Status, host.Outcome, host.ToString()));
        Assert.Equal(
            ("cleaned", 2, 117, PayloadTime.At("09:15:04"), PayloadTime.At("09:15:07"), 2.75),
            (host.Tag, host.ExitCode, host.ErrorCode, host.StartTime, host.EndTime, host.TotalTime?.TotalSeconds));
        Assert.Equal(2, step.RetryCount);
    }

    [Fact]
    public async Task Text_of_a_job_has_its_ID_name_and_status() => Assert.Equal(
        "65 API Quick execution script1521089795887 (Failed)",
        (await StubServer.ReadAsync(EsbV2, Payload.Text("seed-page"))).ToString());

    private static IEnumerable<TheoryDataRow<string, BkJobApi>> ApisOf(params string[] prefixes) =>
        from name in Payload.Names(prefixes)
        where Payload.Text(name).Contains("\"job_instance\":", StringComparison.Ordinal)
        from api in name[..2] switch { "v3" => [EsbV3, GatewayV3], "v4" => [GatewayV4], _ => new[] { EsbV2 } }
        select new TheoryDataRow<string, BkJobApi>(name, api);

    /// <summary>What a job without hosts does not have: their lines and their counts.</summary>
    [GeneratedRegex(@"^ +StepIpStatus .*\n| Hosts=\[[^]]*\]", RegexOptions.Multiline)]
    private static partial Regex HostTexts();
}
