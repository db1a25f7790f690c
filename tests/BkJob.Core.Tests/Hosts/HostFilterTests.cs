using BkJob.Core.Tests.Support;
using static BkJob.BkJobApi;

namespace BkJob.Core.Tests.Hosts;

/// <summary>Of a question that wants some hosts only, the others are counted and not kept.</summary>
public sealed class HostFilterTests
{
    private static readonly (string? Ip, int Status)[] Hosts =
        [("10.0.0.1", 9), (null, 11), ("10.0.0.3", 9), ("", 104), ("10.0.0.5很", 5), (null, 9), ("10.0.0.7", 11)];

    /// <summary>The statuses that are wanted, and the hosts that are left.</summary>
    public static TheoryData<int[], string[]> Wanted => new()
    {
        { [9], ["10.0.0.1", "10.0.0.3", "null"] },
        { [11], ["null", "10.0.0.7"] },
        { [104], [""] },
        { [5, 104], ["", "10.0.0.5很"] },
        { [9, 11, 104, 5], ["10.0.0.1", "null", "10.0.0.3", "", "10.0.0.5很", "null", "10.0.0.7"] },
        { [7], [] },
        { [], [] },
    };

    [Theory]
    [MemberData(nameof(Wanted))]
    public async Task Filter_keeps_matching_hosts_and_counts_all(int[] statuses, string[] left)
    {
        foreach (BkJobApi api in Enum.GetValues<BkJobApi>())
        {
            string body = BodyReading.AroundText(api, string.Join(',', Hosts.Select(host => Json(api, host.Ip, host.Status))));
            await using var server = new StubServer(_ => RawServer.CreateResponse(200, body));
            JobInstanceQuery query = SimulatorFixture.Query with { IncludeHosts = true, HostFilter = status => statuses.Contains((int)status) };

            JobInstance job = await SimulatorFixture.InvokeAsync(server.Connect(api), query);

            Assert.Equal(left, job.Steps[0].IpStatuses.Select(host => host.Ip ?? "null"));
            Assert.All(job.Steps[0].IpStatuses, host => Assert.Contains((int)host.Status, statuses));
            Assert.Equal(new HostFacts(7, Succeeded: 3, Waiting: 1, Failed: 3), HostFacts.Of(job.Steps[0].Hosts));
            Assert.Equal(new HostFacts(7, Succeeded: 3, Waiting: 1, Failed: 3), HostFacts.Of(job.Hosts));
            Assert.True(job.HostsIncluded);
        }
    }

    /// <summary>Columns that end before the last host, and columns of which nothing is left.</summary>
    [Fact]
    public void Filtered_hosts_keep_their_values()
    {
        const string Rows = """
            {"bk_host_id": 1, "ip": "a", "tag": "t1", "exit_code": 1, "start_time": 1784510100000, "status": 9},
            {"bk_host_id": 2, "status": 11},
            {"tag": "t3", "status": 11},
            {"ip": "d", "status": 9},
            {"exit_code": 5, "status": 11}
            """;

        JobInstance job = BodyReading.Job(EsbV3, BodyReading.Around(EsbV3, Rows), status => status == IpStatus.Failed);

        Assert.Equal(
            [(2, null, null, null), (null, null, "t3", null), (null, null, null, 5)],
            job.Steps[0].IpStatuses.Select(host => (host.HostId, host.Ip, host.Tag, host.ExitCode)));
        Assert.All(job.Steps[0].IpStatuses, host => Assert.Null(host.StartTime));
    }

    private static string Json(BkJobApi api, string? ip, int status)
    {
        string text = ip is null ? "null" : $"\"{ip}\"";
        return api == GatewayV4
            ? $$$"""{"execute_object": {"host": {"ip": {{{text}}}}}, "status": {{{status}}}}"""
            : $$"""{"ip": {{text}}, "status": {{status}}}""";
    }
}
