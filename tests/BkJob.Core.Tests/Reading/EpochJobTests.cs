using BkJob.Core.Tests.Support;
using static BkJob.BkJobApi;

namespace BkJob.Core.Tests.Reading;

/// <summary>The status payloads of v3 and v4 and what each of them says about its job, read off by eye.</summary>
public sealed class EpochJobTests
{
    private static readonly Dictionary<string, JobFacts> Jobs = new()
    {
        ["v3-01-running-no-ip-via-apigw"] = new(
            20000481177, 37, "biz", "37", "Rotate edge certificates",
            JobStatus.Running, false, JobOutcome.Running,
            At("09:15:00"), At("09:15:01"), null, null,
            null,
            "e1515b4ebc2f5b3bd2b6e562415311c5"),
        ["v3-02-failed-with-ip-results-via-apigw"] = new(
            20000482006, 37, "biz", "37", "Nightly log cleanup",
            JobStatus.Failed, true, JobOutcome.Failed,
            At("09:15:00"), At("09:15:01"), At("09:17:11"), 129.94,
            new(7, Succeeded: 4, Failed: 3),
            "903f8017e9344e4dbafd8c82eec2bb24"),
        ["v3-03-waiting-user-via-esb"] = new(
            20000481177, 37, "biz", "37", "Rotate edge certificates",
            JobStatus.WaitingForUser, false, JobOutcome.WaitingForUser,
            At("09:15:00"), At("09:15:01"), null, null,
            null,
            "8ac2fb0512c8e26ca0639e1168a0c895"),
        ["v4-01-failed-with-objects"] = new(
            20000482006, 37, "biz", "37", "Nightly log cleanup",
            JobStatus.Failed, true, JobOutcome.Failed,
            At("09:15:00"), At("09:15:01"), At("09:17:11"), 129.94,
            new(2, Succeeded: 1, Failed: 1),
            "01fecc3e134529095e9748ac24fc96f5"),
    };

    /// <summary>v3 is one body behind two addresses.</summary>
    public static TheoryData<string, BkJobApi> Payloads => new()
    {
        { "v3-01-running-no-ip-via-apigw", GatewayV3 },
        { "v3-01-running-no-ip-via-apigw", EsbV3 },
        { "v3-02-failed-with-ip-results-via-apigw", GatewayV3 },
        { "v3-02-failed-with-ip-results-via-apigw", EsbV3 },
        { "v3-03-waiting-user-via-esb", GatewayV3 },
        { "v3-03-waiting-user-via-esb", EsbV3 },
        { "v4-01-failed-with-objects", GatewayV4 },
    };

    [Theory]
    [MemberData(nameof(Payloads))]
    public async Task Job_equals_its_payload(string payload, BkJobApi api)
    {
        JobInstance job = await StubServer.ReadAsync(api, Payload.Text(payload));

        Assert.Equal(Jobs[payload], JobFacts.Of(job));
        Assert.Equal(Jobs[payload].Hosts is not null, job.HostsIncluded);
    }

    /// <summary>Without hosts there is no count of them either: 0/0 would be a lie.</summary>
    [Theory]
    [MemberData(nameof(Payloads))]
    public async Task Unrequested_hosts_are_empty_and_not_counted(string payload, BkJobApi api)
    {
        JobInstance job = await StubServer.ReadAsync(api, Payload.Text(payload), includeHosts: false);

        Assert.Equal(Jobs[payload] with { Hosts = null }, JobFacts.Of(job));
        Assert.False(job.HostsIncluded);
        Assert.All(job.Steps, step => Assert.Equal((null, false, 0), (step.Hosts, step.HostsIncluded, step.IpStatuses.Count)));
    }

    [Theory]
    [MemberData(nameof(Payloads))]
    public async Task Fields_missing_in_v3_and_v4_are_null(string payload, BkJobApi api)
    {
        JobInstance job = await StubServer.ReadAsync(api, Payload.Text(payload));

        Assert.Equal((null, null, null, null), (job.Operator, job.StartWay, job.PlanId, job.CurrentStepInstanceId));
    }

    [Fact]
    public void Every_status_payload_has_a_case() => Assert.Equal(
        Payload.Names("v3-0", "v4-0").Except(["v3-05-job-instance-list-via-apigw", "v3-06-step-instance-status-grouped-via-apigw"]),
        Jobs.Keys.Order(StringComparer.Ordinal));

    /// <summary>The flag decides only for a status in no table, and is called otherwise than in v2.</summary>
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

    private static DateTimeOffset At(string time) => PayloadTime.At(time);

    private sealed record JobFacts(
        long Id, long? BizId, string? ScopeType, string? ScopeId, string Name,
        JobStatus Status, bool IsFinished, JobOutcome Outcome,
        DateTimeOffset? CreateTime, DateTimeOffset? StartTime, DateTimeOffset? EndTime, double? Seconds,
        HostFacts? Hosts, string? RequestId)
    {
        public static JobFacts Of(JobInstance job) => new(
            job.Id, job.BizId, job.ScopeType, job.ScopeId, job.Name,
            job.Status, job.IsFinished, job.Outcome,
            job.CreateTime, job.StartTime, job.EndTime, job.TotalTime?.TotalSeconds,
            job.Hosts is null ? null : HostFacts.Of(job.Hosts), job.RequestId);
    }
}
