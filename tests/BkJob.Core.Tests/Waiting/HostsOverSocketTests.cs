using BkJob.Core.Tests.Support;
using static BkJob.BkJobApi;

namespace BkJob.Core.Tests.Waiting;

/// <summary>The hosts at the end of a wait with the real connection: what goes over the wire, and what a server sends for it.</summary>
public sealed class HostsOverSocketTests
{
    private static readonly WaitOptions Whole = new() { IncludeHosts = true, PollInterval = TimeSpan.FromSeconds(1) };

    /// <summary>What asks for the hosts, the field that holds them, and what stands there when they were not asked for.</summary>
    private static readonly Dictionary<BkJobApi, (string Parameter, string Field, string? Without)> Words = new()
    {
        [EsbV3] = ("return_ip_result=true", "data.step_instance_list[0].step_ip_result_list", "null"),
        [GatewayV3] = ("return_ip_result=true", "data.step_instance_list[0].step_ip_result_list", "null"),
        [GatewayV4] = ("return_execute_object_result=true", "data.step_instance_list[0].step_execute_object_result_list", null),
    };

    [Theory]
    [InlineData(EsbV3, 1)]
    [InlineData(GatewayV3, 1)]
    [InlineData(GatewayV4, 2)]
    public async Task Polls_omit_hosts_and_one_last_request_has_them(BkJobApi api, int hosts)
    {
        string running = Bodies.With(Plain(api), "data.job_instance.status", "2");
        int asked = 0;
        await using var server = new StubServer(request => RawServer.CreateResponse(
            200,
            request.Query.Contains(Words[api].Parameter, StringComparison.Ordinal) ? EpochBodies.Of(api)
                : Interlocked.Increment(ref asked) < 3 ? running
                : Plain(api)));

        List<WaitEvent> events = await WaitAsync(server.Connect(api), Whole);

        string plain = server.Requests[0].Query;
        Assert.Equal([plain, plain, plain, $"{plain}&{Words[api].Parameter}"], server.Requests.Select(request => request.Query));
        Assert.All(events.OfType<JobPolled>(), read => Assert.Equal((null, false), (read.Job.Hosts, read.Job.HostsIncluded)));
        var arrived = Assert.IsType<JobCompleted>(events[^1]);
        Assert.Equal((true, null, hosts), (arrived.Job.HostsIncluded, arrived.HostsFault, arrived.Job.Hosts!.Total));
        Assert.Equal((hosts, "198.51.100.11"), (arrived.Job.Steps[0].IpStatuses.Count, arrived.Job.Steps[0].IpStatuses[0].Ip));
    }

    [Theory]
    [InlineData(EsbV3)]
    [InlineData(GatewayV3)]
    [InlineData(GatewayV4)]
    public async Task No_host_request_follows_without_the_switch(BkJobApi api)
    {
        await using var server = new StubServer(_ => RawServer.CreateResponse(200, Plain(api)));

        List<WaitEvent> events = await WaitAsync(server.Connect(api), Whole with { IncludeHosts = false });

        Assert.DoesNotContain(Words[api].Parameter, Assert.Single(server.Requests).Query, StringComparison.Ordinal);
        JobInstance job = Assert.IsType<JobCompleted>(events[^1]).Job;
        Assert.Equal((null, false, 0), (job.Hosts, job.HostsIncluded, job.Steps[0].IpStatuses.Count));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task V2_always_has_hosts(bool includeHosts)
    {
        await using var server = new StubServer(_ => RawServer.CreateResponse(200, Bodies.EveryField));

        List<WaitEvent> events = await WaitAsync(server.Connect(EsbV2), Whole with { IncludeHosts = includeHosts });

        Assert.Single(server.Requests);
        Assert.Single(Assert.IsType<JobCompleted>(events[^1]).Job.Steps[0].IpStatuses);
    }

    [Fact]
    public async Task Denied_host_request_keeps_the_job()
    {
        string rejection = Payload.Json("err-v4-03-no-permission")["body"]!.ToJsonString();
        await using var server = new StubServer(request => request.Query.Contains("return_", StringComparison.Ordinal)
            ? RawServer.CreateResponse(403, rejection)
            : RawServer.CreateResponse(200, Plain(GatewayV4)));

        List<WaitEvent> events = await WaitAsync(server.Connect(GatewayV4), Whole);

        var arrived = Assert.IsType<JobCompleted>(events[^1]);
        Assert.Equal(
            (JobStatus.Failed, null, false, BkJobErrorKind.PermissionDenied),
            (arrived.Job.Status, arrived.Job.Hosts, arrived.Job.HostsIncluded, arrived.HostsFault?.Kind));
        Assert.Equal(2, server.Requests.Count);
    }

    /// <summary>A job that is over, as it is sent when nobody asks for hosts.</summary>
    private static string Plain(BkJobApi api) => Bodies.With(EpochBodies.Of(api), Words[api].Field, Words[api].Without);

    private static async Task<List<WaitEvent>> WaitAsync(BkJobClient connection, WaitOptions options)
    {
        var clock = new TestClock();
        var events = new List<WaitEvent>();
        Task run = new JobWaiter(connection, options, clock).RunAsync([SimulatorFixture.Query], events.Add, TestContext.Current.CancellationToken);
        await clock.PassWhileAsync(run);
        await run;
        return events;
    }
}
