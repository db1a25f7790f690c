using BkJob.Core.Tests.Support;

namespace BkJob.Core.Tests.Reading;

/// <summary>The status payloads and what each of them says about its job, read off by eye.</summary>
public sealed class JobPayloadTests(SimulatorFixture bench) : IClassFixture<SimulatorFixture>
{
    private static readonly Dictionary<string, JobFacts> Jobs = new()
    {
        ["v2-01-pending-job3x"] = new(
            20000481177, 37, "biz", "37", "Rotate edge certificates",
            JobStatus.NotStarted, false, JobOutcome.Pending, "ops_liu", StartWay.Api, 1000732,
            At("09:15:00"), null, null, null, 0,
            new(0),
            "3979d3508db20a43153a1fa45ae0f14d"),
        ["v2-02-running-job3x"] = new(
            20000481177, 37, "biz", "37", "Rotate edge certificates",
            JobStatus.Running, false, JobOutcome.Running, "ops_liu", StartWay.Api, 1000732,
            At("09:15:00"), At("09:15:01"), null, null, 20000931502,
            new(12, Succeeded: 8, Running: 2, Waiting: 2),
            "92c1a0ec3d00def35ddd582007da4012"),
        ["v2-03-success-fast-script-job3x"] = new(
            20000481190, 37, "biz", "37", "Collect kernel versions",
            JobStatus.Succeeded, true, JobOutcome.Succeeded, "ops_liu", StartWay.Api, -1,
            At("09:15:00"), At("09:15:01"), At("09:15:06"), 4.871, 20000940010,
            new(3, Succeeded: 3),
            "522b2178fbc7ad821ea5aeb24b5a06a7"),
        ["v2-04-failed-partial-ips-job3x"] = new(
            20000482006, 37, "biz", "37", "Nightly log cleanup",
            JobStatus.Failed, true, JobOutcome.Failed, "sys_cron", StartWay.Scheduled, 1000732,
            At("09:15:00"), At("09:15:01"), At("09:17:11"), 129.94, 20000951772,
            new(20, Succeeded: 15, Failed: 5),
            "3561379f5e6d040e95f6faacc6b46f2c"),
        ["v2-05-waiting-user-job3x"] = new(
            20000481177, 37, "biz", "37", "Rotate edge certificates",
            JobStatus.WaitingForUser, false, JobOutcome.WaitingForUser, "ops_liu", StartWay.Api, 1000732,
            At("09:15:00"), At("09:15:01"), null, null, 20000931503,
            new(12, Succeeded: 12),
            "a8fd99af45fefc402eeb9773faff329b"),
        ["v2-06-terminating-job3x"] = new(
            20000483311, 37, "biz", "37", "Bulk package upgrade",
            JobStatus.Terminating, false, JobOutcome.Running, "ops_liu", StartWay.Api, 1000732,
            At("09:15:00"), At("09:15:01"), null, null, 20000960002,
            new(16, Succeeded: 11, Running: 3, Waiting: 2),
            "65cbecf905a99a6364bb2f5c2188c49a"),
        ["v2-08-confirm-terminated-13-job3x"] = new(
            20000481177, 37, "biz", "37", "Rotate edge certificates",
            JobStatus.ConfirmTerminated, true, JobOutcome.Cancelled, "ops_liu", StartWay.Api, 1000732,
            At("09:15:00"), At("09:15:01"), At("09:25:40"), 639.0, 20000931503,
            new(12, Succeeded: 12),
            "6903490d83cab0f0e235de4828ffebb8"),
        ["v2-09a-rolling-between-batches-15-job3x"] = new(
            20000484900, 37, "biz", "37", "Rolling restart of gateways",
            JobStatus.Running, false, JobOutcome.Running, "ops_liu", StartWay.Api, -1,
            At("09:15:00"), At("09:15:01"), null, null, 20000970100,
            new(4, Succeeded: 4),
            "87d6d668c17b38d26a0be1a2323911d9"),
        ["v2-10-retried-step-ignored-error-job3x"] = new(
            20000485512, 37, "biz", "37", "Sync monitoring agents",
            JobStatus.Succeeded, true, JobOutcome.Succeeded, "ops_liu", StartWay.Api, 1000732,
            At("09:15:00"), At("09:15:01"), At("09:21:42"), 401.25, 20000980203,
            new(15, Succeeded: 13, Failed: 2),
            "5bb0135fa76f71e453b1617c9714fa2d"),
        ["v2-11-abnormal-9-job3x"] = new(
            20000486001, 37, "biz", "37", "Refresh DNS caches",
            JobStatus.Abnormal, true, JobOutcome.Failed, "ops_liu", StartWay.Api, -1,
            At("09:15:00"), At("09:15:01"), At("09:15:12"), 11.0, 20000990001,
            new(4, Failed: 4),
            "8e20126f112928e8b48c9d437df17f26"),
        ["v2-12-abandoned-14-job3x"] = new(
            20000486050, 37, "biz", "37", "Refresh DNS caches",
            JobStatus.Abandoned, true, JobOutcome.Failed, "ops_liu", StartWay.Api, -1,
            At("09:15:00"), At("09:15:01"), At("09:26:40"), 699.0, 20000990101,
            new(0),
            "3bd562ea72dfd56e18a8e805be449493"),
        ["v2-14-unknown-codes-forward-compat"] = new(
            20000486999, 37, "biz", "37", "Future status drill",
            (JobStatus)21, false, JobOutcome.Unknown, "ops_liu", StartWay.Api, -1,
            At("09:15:00"), At("09:15:01"), null, null, 20000992001,
            new(4, Succeeded: 1, Unknown: 2, Failed: 1),
            "00584f852fc63b3789abe47748769679"),
        ["v2-20-failed-partial-job2x-seedshape"] = new(
            88121, 4, null, null, "Patch web tier",
            JobStatus.Failed, true, JobOutcome.Failed, "ops_liu", StartWay.Web, 310,
            At("09:15:00"), At("09:15:01"), At("09:16:35"), 93.9, 90312,
            new(8, Succeeded: 6, Failed: 2),
            "e6137deb2333e8cdb13661d2a3de1d4e"),
        ["v2-21-waiting-user-pause-job2x-seedshape"] = new(
            88121, 4, null, null, "Patch web tier",
            JobStatus.WaitingForUser, false, JobOutcome.WaitingForUser, "ops_liu", StartWay.Web, 310,
            At("09:15:00"), At("09:15:01"), null, null, 90401,
            new(2, Succeeded: 2),
            "076f4a5c0fb00c15d92881cb0142235c"),
    };

    public static TheoryData<string> Payloads => [.. Jobs.Keys];

    [Theory]
    [MemberData(nameof(Payloads))]
    public async Task Job_equals_its_payload(string payload)
    {
        JobFacts expected = Jobs[payload];

        JobInstance job = await bench.ReadAsync(Payload.Text(payload), expected.Id, expected.BizId);

        Assert.Equal(expected, JobFacts.Of(job));
    }

    [Fact]
    public void Every_status_payload_has_a_case() =>
        Assert.Equal([.. Payload.Names("v2-0", "v2-1", "v2-2")], Jobs.Keys.Order(StringComparer.Ordinal));

    private static DateTimeOffset At(string time) => PayloadTime.At(time);

    private sealed record JobFacts(
        long Id, long BizId, string? ScopeType, string? ScopeId, string Name,
        JobStatus Status, bool IsFinished, JobOutcome Outcome, string? Operator, StartWay? StartWay, long? PlanId,
        DateTimeOffset? CreateTime, DateTimeOffset? StartTime, DateTimeOffset? EndTime, double? Seconds, long? CurrentStep,
        HostFacts Hosts, string? RequestId)
    {
        public static JobFacts Of(JobInstance job) => new(
            job.Id, job.BizId ?? -1, job.ScopeType, job.ScopeId, job.Name,
            job.Status, job.IsFinished, job.Outcome, job.Operator, job.StartWay, job.PlanId,
            job.CreateTime, job.StartTime, job.EndTime, job.TotalTime?.TotalSeconds, job.CurrentStepInstanceId,
            HostFacts.Of(job.Hosts), job.RequestId);
    }
}
