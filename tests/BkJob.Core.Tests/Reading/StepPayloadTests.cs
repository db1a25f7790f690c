using BkJob.Core.Tests.Support;

namespace BkJob.Core.Tests.Reading;

/// <summary>The status payloads and what each of them says about blocks, steps and hosts, read off by eye.</summary>
public sealed class StepPayloadTests(SimulatorFixture bench) : IClassFixture<SimulatorFixture>
{
    /// <summary>Hosts are written as the last number of their address and their status.</summary>
    private static readonly Dictionary<string, StepFacts[]> Steps = new()
    {
        ["v2-01-pending-job3x"] =
        [
            new(20000931501, 31501, "Fetch certificate bundle", StepType.File, JobStatus.NotStarted, 0,
                At("09:15:00"), null, null, null,
                new(0), ""),
            new(20000931502, 31502, "Reload proxies", StepType.Script, JobStatus.NotStarted, 0,
                At("09:15:00"), null, null, null,
                new(0), ""),
        ],
        ["v2-02-running-job3x"] =
        [
            new(20000931501, 31501, "Fetch certificate bundle", StepType.File, JobStatus.Succeeded, 0,
                At("09:15:00"), At("09:15:02"), At("09:15:19"), 17.204,
                new(6, Succeeded: 6), "11:9 12:9 13:9 14:9 15:9 16:9"),
            new(20000931502, 31502, "Reload proxies", StepType.Script, JobStatus.Running, 0,
                At("09:15:00"), At("09:15:20"), null, null,
                new(6, Succeeded: 2, Running: 2, Waiting: 2), "11:9 12:9 13:7 14:7 15:5 16:5"),
            new(20000931503, 31503, "Approve traffic switch", StepType.Confirmation, JobStatus.NotStarted, 0,
                At("09:15:00"), null, null, null,
                new(0), ""),
            new(20000931504, 31504, "Switch traffic", StepType.Script, JobStatus.NotStarted, 0,
                At("09:15:00"), null, null, null,
                new(0), ""),
        ],
        ["v2-03-success-fast-script-job3x"] =
        [
            new(20000940010, -1, "Collect kernel versions", StepType.Script, JobStatus.Succeeded, 0,
                At("09:15:00"), At("09:15:01"), At("09:15:06"), 4.866,
                new(3, Succeeded: 3), "11:9 12:9 13:9"),
        ],
        ["v2-04-failed-partial-ips-job3x"] =
        [
            new(20000951771, 51771, "Pre-check disk usage", StepType.Script, JobStatus.Succeeded, 0,
                At("09:15:00"), At("09:15:02"), At("09:15:11"), 8.73,
                new(10, Succeeded: 10), "11:9 12:9 13:9 14:9 15:9 16:9 17:9 18:9 19:9 20:9"),
            new(20000951772, 51772, "Purge archived logs", StepType.Script, JobStatus.Failed, 0,
                At("09:15:00"), At("09:15:12"), At("09:17:11"), 118.655,
                new(10, Succeeded: 5, Failed: 5), "11:9 12:9 13:9 14:9 15:104 16:102 17:1 18:11 19:18 20:9"),
            new(20000951773, 51773, "Report summary", StepType.Script, JobStatus.NotStarted, 0,
                At("09:15:00"), null, null, null,
                new(0), ""),
        ],
        ["v2-05-waiting-user-job3x"] =
        [
            new(20000931501, 31501, "Fetch certificate bundle", StepType.File, JobStatus.Succeeded, 0,
                At("09:15:00"), At("09:15:02"), At("09:15:19"), 17.204,
                new(6, Succeeded: 6), "11:9 12:9 13:9 14:9 15:9 16:9"),
            new(20000931502, 31502, "Reload proxies", StepType.Script, JobStatus.Succeeded, 0,
                At("09:15:00"), At("09:15:20"), At("09:15:58"), 38.112,
                new(6, Succeeded: 6), "11:9 12:9 13:9 14:9 15:9 16:9"),
            new(20000931503, 31503, "Approve traffic switch", StepType.Confirmation, JobStatus.WaitingForUser, 0,
                At("09:15:00"), At("09:15:59"), null, null,
                new(0), ""),
            new(20000931504, 31504, "Switch traffic", StepType.Script, JobStatus.NotStarted, 0,
                At("09:15:00"), null, null, null,
                new(0), ""),
        ],
        ["v2-06-terminating-job3x"] =
        [
            new(20000960001, 60001, "Stage packages", StepType.File, JobStatus.Succeeded, 0,
                At("09:15:00"), At("09:15:02"), At("09:15:44"), 41.5,
                new(8, Succeeded: 8), "11:9 12:9 13:9 14:9 15:9 16:9 17:9 18:9"),
            new(20000960002, 60002, "Install packages", StepType.Script, JobStatus.Terminating, 0,
                At("09:15:00"), At("09:15:45"), null, null,
                new(8, Succeeded: 3, Running: 3, Waiting: 2), "11:9 12:9 13:9 14:7 15:7 16:7 17:5 18:5"),
        ],
        ["v2-08-confirm-terminated-13-job3x"] =
        [
            new(20000931501, 31501, "Fetch certificate bundle", StepType.File, JobStatus.Succeeded, 0,
                At("09:15:00"), At("09:15:02"), At("09:15:19"), 17.204,
                new(6, Succeeded: 6), "11:9 12:9 13:9 14:9 15:9 16:9"),
            new(20000931502, 31502, "Reload proxies", StepType.Script, JobStatus.Succeeded, 0,
                At("09:15:00"), At("09:15:20"), At("09:15:58"), 38.112,
                new(6, Succeeded: 6), "11:9 12:9 13:9 14:9 15:9 16:9"),
            new(20000931503, 31503, "Approve traffic switch", StepType.Confirmation, JobStatus.ConfirmTerminated, 0,
                At("09:15:00"), At("09:15:59"), At("09:25:40"), 581.0,
                new(0), ""),
        ],
        ["v2-09a-rolling-between-batches-15-job3x"] =
        [
            new(20000970100, -1, "Rolling restart of gateways", StepType.Script, JobStatus.RollingWait, 0,
                At("09:15:00"), At("09:15:01"), At("09:15:36"), 34.9,
                new(4, Succeeded: 4), "11:9 12:9 13:9 14:9"),
        ],
        ["v2-10-retried-step-ignored-error-job3x"] =
        [
            new(20000980201, 80201, "Push agent bundle", StepType.File, JobStatus.Succeeded, 0,
                At("09:15:00"), At("09:15:02"), At("09:15:30"), 27.7,
                new(5, Succeeded: 5), "11:9 12:9 13:9 14:9 15:9"),
            new(20000980202, 80202, "Restart agent", StepType.Script, JobStatus.ErrorIgnored, 2,
                At("09:15:00"), At("09:15:31"), At("09:18:30"), 178.4,
                new(5, Succeeded: 3, Failed: 2), "11:9 12:9 13:9 14:104 15:310"),
            new(20000980203, 80203, "Collect agent status", StepType.Script, JobStatus.Succeeded, 0,
                At("09:15:00"), At("09:18:31"), At("09:21:42"), 190.9,
                new(5, Succeeded: 5), "11:9 12:9 13:9 14:9 15:9"),
        ],
        ["v2-11-abnormal-9-job3x"] =
        [
            new(20000990001, -1, "Refresh DNS caches", StepType.Script, JobStatus.Abnormal, 0,
                At("09:15:00"), At("09:15:01"), At("09:15:12"), 10.6,
                new(4, Failed: 4), "11:12 12:12 13:12 14:1"),
        ],
        ["v2-12-abandoned-14-job3x"] =
        [
            new(20000990101, -1, "Refresh DNS caches", StepType.Script, JobStatus.Abandoned, 0,
                At("09:15:00"), At("09:15:01"), At("09:26:40"), 698.8,
                new(0), ""),
        ],
        ["v2-14-unknown-codes-forward-compat"] =
        [
            new(20000992001, -1, "Future status drill", (StepType)9, (JobStatus)21, 0,
                At("09:15:00"), At("09:15:01"), null, null,
                new(4, Succeeded: 1, Unknown: 2, Failed: 1), "11:9 12:777 13:500 14:0"),
        ],
        ["v2-20-failed-partial-job2x-seedshape"] =
        [
            new(90311, 412, "Upload patch", StepType.File, JobStatus.Succeeded, 0,
                At("09:15:00"), At("09:15:01"), At("09:15:22"), 20.9,
                new(4, Succeeded: 4), "11:9 12:9 13:9 14:9",
                new(StepType.File, 1, "Upload patch"), false, 1, ""),
            new(90312, 412, "Apply patch", StepType.Script, JobStatus.Failed, 1,
                At("09:15:00"), At("09:15:23"), At("09:16:35"), 71.6,
                new(4, Succeeded: 2, Failed: 2), "11:9 12:9 13:11 14:12",
                new(StepType.Script, 2, "Apply patch"), false, 1, "2 Retry failed IPs,3 Ignore error,8 Retry all"),
        ],
        ["v2-21-waiting-user-pause-job2x-seedshape"] =
        [
            new(90401, 412, "Drain", StepType.Script, JobStatus.WaitingForUser, 0,
                At("09:15:00"), At("09:15:01"), At("09:15:08"), 6.2,
                new(2, Succeeded: 2), "11:9 12:9",
                new(StepType.Script, 1, "Drain"), true, 1, "6 Confirm and continue"),
            new(90402, 412, "Restart", StepType.Script, JobStatus.NotStarted, 0,
                At("09:15:00"), null, null, null,
                new(0), "",
                new(StepType.Script, 2, "Restart"), false, 1, ""),
        ],
    };

    public static TheoryData<string> Payloads => [.. Steps.Keys];

    [Theory]
    [MemberData(nameof(Payloads))]
    public async Task Steps_equal_their_payload(string payload)
    {
        JobInstance job = await ReadAsync(payload);

        Assert.Equal(Steps[payload], job.Blocks.SelectMany(block => block.Steps.Select(step => StepFacts.Of(block, step))));
    }

    [Theory]
    [MemberData(nameof(Payloads))]
    public async Task Steps_of_a_job_are_those_of_its_blocks(string payload)
    {
        JobInstance job = await ReadAsync(payload);

        // In each of these payloads a block has one step.
        Assert.Equal(Steps[payload].Select(step => step.Id), job.Steps.Select(step => step.Id));
        Assert.Equal(Steps[payload].Length, job.Blocks.Count);
        Assert.All(job.Blocks.Zip(job.Steps), pair => Assert.Same(pair.Second, Assert.Single(pair.First.Steps)));
    }

    [Theory]
    [MemberData(nameof(Payloads))]
    public async Task Steps_and_hosts_reference_their_job(string payload)
    {
        (long id, long bizId, string person) = Owner(payload);

        JobInstance job = await ReadAsync(payload);

        Assert.All(job.Steps, step => Assert.Equal((id, bizId, person), (step.JobInstanceId, step.BizId, step.Operator)));
        Assert.All(job.Steps, step => Assert.All(step.IpStatuses, host => Assert.Equal(
            (id, bizId, step.Id, step.Name, 0L, null, null),
            (host.JobInstanceId, host.BizId, host.StepInstanceId, host.StepName, host.CloudId, host.HostId, host.Ipv6))));
    }

    private Task<JobInstance> ReadAsync(string payload)
    {
        (long id, long bizId, _) = Owner(payload);
        return bench.ReadAsync(Payload.Text(payload), id, bizId);
    }

    private static (long Id, long BizId, string Operator) Owner(string payload) => payload[..5] switch
    {
        "v2-01" or "v2-02" or "v2-05" or "v2-08" => (20000481177, 37, "ops_liu"),
        "v2-03" => (20000481190, 37, "ops_liu"),
        "v2-04" => (20000482006, 37, "sys_cron"),
        "v2-06" => (20000483311, 37, "ops_liu"),
        "v2-09" => (20000484900, 37, "ops_liu"),
        "v2-10" => (20000485512, 37, "ops_liu"),
        "v2-11" => (20000486001, 37, "ops_liu"),
        "v2-12" => (20000486050, 37, "ops_liu"),
        "v2-14" => (20000486999, 37, "ops_liu"),
        _ => (88121, 4, "ops_liu"),
    };

    private static DateTimeOffset At(string time) => PayloadTime.At(time);

    /// <summary>What a block says of itself; Job 3.x says nothing.</summary>
    private sealed record BlockFacts(StepType? Type = null, int? Order = null, string? Name = null);

    private sealed record StepFacts(
        long Id, long? StepId, string? Name, StepType? Type, JobStatus Status, int RetryCount,
        DateTimeOffset? CreateTime, DateTimeOffset? StartTime, DateTimeOffset? EndTime, double? Seconds,
        HostFacts Hosts, string IpStatuses,
        BlockFacts? Block = null, bool? PauseAfter = null, int? Order = null, string Operations = "")
    {
        public BlockFacts Block { get; } = Block ?? new BlockFacts();

        public static StepFacts Of(StepBlock block, StepInstance step) => new(
            step.Id, step.StepId, step.Name, step.Type, step.Status, step.RetryCount,
            step.CreateTime, step.StartTime, step.EndTime, step.TotalTime?.TotalSeconds,
            HostFacts.Of(step.Hosts),
            string.Join(' ', step.IpStatuses.Select(host => $"{host.Ip!.Replace("198.51.100.", "")}:{(int)host.Status}")),
            new BlockFacts(block.Type, block.Order, block.Name), step.PauseAfter, step.Order,
            string.Join(',', step.Operations.Select(operation => $"{operation.Code} {operation.Name}")));
    }
}
