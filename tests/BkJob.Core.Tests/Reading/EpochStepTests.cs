using BkJob.Core.Tests.Support;
using static BkJob.BkJobApi;

namespace BkJob.Core.Tests.Reading;

/// <summary>The status payloads of v3 and v4 and what each of them says about steps and hosts, read off by eye.</summary>
public sealed class EpochStepTests
{
    private static readonly Dictionary<string, StepFacts[]> Steps = new()
    {
        ["v3-01-running-no-ip-via-apigw"] =
        [
            new(20000931501, "Fetch certificate bundle", StepType.File, JobStatus.Succeeded, 0,
                At("09:15:00"), At("09:15:02"), At("09:15:19"), 17.204, null),
            new(20000931502, "Reload proxies", StepType.Script, JobStatus.Running, 0,
                At("09:15:00"), At("09:15:20"), null, null, null),
            new(20000931503, "Approve traffic switch", StepType.Confirmation, JobStatus.NotStarted, 0,
                At("09:15:00"), null, null, null, null),
        ],
        ["v3-02-failed-with-ip-results-via-apigw"] =
        [
            new(20000951771, "Pre-check disk usage", StepType.Script, JobStatus.Succeeded, 0,
                At("09:15:00"), At("09:15:02"), At("09:15:11"), 8.73, new(2, Succeeded: 2)),
            new(20000951772, "Purge archived logs", StepType.Script, JobStatus.Failed, 0,
                At("09:15:00"), At("09:15:12"), At("09:17:11"), 118.655, new(5, Succeeded: 2, Failed: 3)),
            new(20000951773, "Report summary", StepType.Script, JobStatus.NotStarted, 0,
                At("09:15:00"), null, null, null, new(0)),
        ],
        ["v3-03-waiting-user-via-esb"] =
        [
            new(20000931502, "Reload proxies", StepType.Script, JobStatus.Succeeded, 0,
                At("09:15:00"), At("09:15:20"), At("09:15:58"), 38.112, null),
            new(20000931503, "Approve traffic switch", StepType.Confirmation, JobStatus.WaitingForUser, 0,
                At("09:15:00"), At("09:15:59"), null, null, null),
        ],
        ["v4-01-failed-with-objects"] =
        [
            new(20000951772, "Purge archived logs", StepType.Script, JobStatus.Failed, 0,
                At("09:15:00"), At("09:15:12"), At("09:17:11"), 118.655, new(2, Succeeded: 1, Failed: 1)),
            new(20000951773, "Report summary", StepType.Script, JobStatus.NotStarted, 0,
                At("09:15:00"), null, null, null, new(0)),
        ],
    };

    /// <summary>The hosts of each payload that has any, by the number of the step.</summary>
    private static readonly Dictionary<string, (int Step, RowFacts Row)[]> Hosts = new()
    {
        ["v3-02-failed-with-ip-results-via-apigw"] =
        [
            (0, new("198.51.100.11", 0, 2000500, IpStatus.Succeeded, "", 0, 0, At("09:15:12"), At("09:15:40"), 28)),
            (0, new("198.51.100.12", 0, 2000501, IpStatus.Succeeded, "", 0, 0, At("09:15:12"), At("09:15:40"), 28)),
            (1, new("198.51.100.11", 0, 2000500, IpStatus.Succeeded, "cleaned", 0, 0, At("09:15:12"), At("09:15:40"), 28)),
            (1, new("198.51.100.15", 0, 2000504, IpStatus.NonZeroExitCode, "", 2, 0, At("09:15:12"), At("09:15:40"), 28)),
            (1, new("198.51.100.16", 0, 2000505, IpStatus.ScriptTimeout, "", null, 0, At("09:15:12"), At("09:17:10"), 118)),
            (1, new("198.51.100.17", 0, 2000506, IpStatus.AgentAbnormal, null, null, 117, At("09:15:12"), At("09:15:12"), 0)),
            (1, new(null, 12, 2000507, IpStatus.Succeeded, "", 0, 0, At("09:15:12"), At("09:15:44"), 32)),
        ],
        ["v4-01-failed-with-objects"] =
        [
            (0, new("198.51.100.11", 0, 2000500, IpStatus.Succeeded, "cleaned", 0, null, At("09:15:12"), At("09:15:40"), 27.9)),
            (0, new("198.51.100.15", 0, 2000504, IpStatus.NonZeroExitCode, "", 2, null, At("09:15:12"), At("09:15:14"), 1.6)),
        ],
    };

    public static TheoryData<string, BkJobApi> Payloads => EpochJobTests.Payloads;

    [Theory]
    [MemberData(nameof(Payloads))]
    public async Task Steps_equal_their_payload(string payload, BkJobApi api)
    {
        JobInstance job = await StubServer.ReadAsync(api, Payload.Text(payload));

        Assert.Equal(Steps[payload], job.Steps.Select(StepFacts.Of));
        Assert.All(job.Steps, step => Assert.Equal(
            (null, null, null, null, 0, step.Hosts is not null),
            (step.StepId, step.Operator, step.PauseAfter, step.Order, step.Operations.Count, step.HostsIncluded)));
    }

    /// <summary>As Job 3.x sends it over v2: the tree looks the same whatever the API.</summary>
    [Theory]
    [MemberData(nameof(Payloads))]
    public async Task Each_step_is_a_separate_block(string payload, BkJobApi api)
    {
        JobInstance job = await StubServer.ReadAsync(api, Payload.Text(payload));

        Assert.Equal(Steps[payload].Length, job.Blocks.Count);
        Assert.All(job.Blocks.Zip(job.Steps), pair => Assert.Same(pair.Second, Assert.Single(pair.First.Steps)));
        Assert.All(job.Blocks, block => Assert.Equal((null, null, null), (block.Type, block.Order, block.Name)));
    }

    [Theory]
    [MemberData(nameof(Payloads))]
    public async Task Hosts_equal_their_payload(string payload, BkJobApi api)
    {
        JobInstance job = await StubServer.ReadAsync(api, Payload.Text(payload));

        Assert.Equal(
            Hosts.GetValueOrDefault(payload) ?? [],
            job.Steps.SelectMany((step, number) => step.IpStatuses.Select(host => (number, RowFacts.Of(host)))));
    }

    [Theory]
    [MemberData(nameof(Payloads))]
    public async Task Steps_and_hosts_reference_their_job(string payload, BkJobApi api)
    {
        JobInstance job = await StubServer.ReadAsync(api, Payload.Text(payload));

        Assert.All(job.Steps, step => Assert.Equal((job.Id, 37), (step.JobInstanceId, step.BizId)));
        Assert.All(job.Steps, step => Assert.All(step.IpStatuses, host => Assert.Equal(
            (job.Id, 37, step.Id, step.Name, null, null, null, null),
            (host.JobInstanceId, host.BizId, host.StepInstanceId, host.StepName,
                host.Ipv6, host.ContainerId, host.ContainerName, host.NodeHostId))));
    }

    [Theory]
    [InlineData(EsbV3)]
    [InlineData(GatewayV3)]
    [InlineData(GatewayV4)]
    public async Task Host_has_every_field_of_the_response(BkJobApi api)
    {
        JobInstance job = await StubServer.ReadAsync(api, EpochBodies.Of(api));

        StepIpStatus host = job.Steps[0].IpStatuses[0];
        Assert.Equal(
            new RowFacts("198.51.100.11", 7, 2000500, IpStatus.Failed, "cleaned", 2, 117, At("09:15:04"), At("09:15:07"), 2.75),
            RowFacts.Of(host));
        Assert.Equal(("2001:db8::11", HostOutcome.Failed, "198.51.100.11 Failed"), (host.Ipv6, host.Outcome, host.ToString()));
        Assert.Equal(2, job.Steps[0].RetryCount);
    }

    private static DateTimeOffset At(string time) => PayloadTime.At(time);

    private sealed record StepFacts(
        long Id, string? Name, StepType? Type, JobStatus Status, int RetryCount,
        DateTimeOffset? CreateTime, DateTimeOffset? StartTime, DateTimeOffset? EndTime, double? Seconds, HostFacts? Hosts)
    {
        public static StepFacts Of(StepInstance step) => new(
            step.Id, step.Name, step.Type, step.Status, step.RetryCount,
            step.CreateTime, step.StartTime, step.EndTime, step.TotalTime?.TotalSeconds,
            step.Hosts is null ? null : HostFacts.Of(step.Hosts));
    }

    private sealed record RowFacts(
        string? Ip, long? CloudId, long? HostId, IpStatus Status, string? Tag, int? ExitCode, int? ErrorCode,
        DateTimeOffset? StartTime, DateTimeOffset? EndTime, double? Seconds)
    {
        public static RowFacts Of(StepIpStatus host) => new(
            host.Ip, host.CloudId, host.HostId, host.Status, host.Tag, host.ExitCode, host.ErrorCode,
            host.StartTime, host.EndTime, host.TotalTime?.TotalSeconds);
    }
}
