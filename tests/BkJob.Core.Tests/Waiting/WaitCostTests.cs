using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text;
using BkJob.Core.Tests.Support;
using BkJob.Core.Tests.Waiting.Harness;

namespace BkJob.Core.Tests.Waiting;

/// <summary>What is measured here belongs to the whole process: nothing may run beside it.</summary>
[CollectionDefinition(nameof(WaitCostTests), DisableParallelization = true)]
[Collection(nameof(WaitCostTests))]
public sealed class WaitCostTests
{
    private const int Hosts = 50_000;
    private const int Looks = 12;
    private const long MaxBytes = 64 * 1024;

    private static readonly byte[] Running = CreateResponse(status: 2, hostStatus: 7);
    private static readonly byte[] Ended = CreateResponse(status: 3, hostStatus: 9);

    [Fact]
    public async Task Poll_of_fifty_thousand_hosts_costs_little_memory()
    {
        Assert.InRange(Running.Length, 2_400_000, 3_500_000);
        using var server = new BodyServer(Running);
        using var connection = new BkJobClient(
            new BkJobClientOptions
            {
                Server = server.Address,
                AppCode = "ops",
                AppSecret = SimulatorFixture.AppSecret.AsSecret(),
                UserName = "admin",
                Proxy = new WebProxy(),
            });

        // The clock of the wait: a look is followed by a pause that ends when the test says so.
        var clock = new TestClock();
        JobInstance? whole = null;
        var readings = new List<(int Number, HostFacts Hosts, bool Included)>();
        int looks = 0;
        Task run = new JobWaiter(connection, new WaitOptions { PollInterval = TimeSpan.FromSeconds(60) }, clock).RunAsync(
            [SimulatorFixture.Query],
            what =>
            {
                if (what is JobPolled read)
                {
                    readings.Add((++looks, HostFacts.Of(read.Job.Hosts), read.Job.HostsIncluded));
                }

                whole = (what as JobCompleted)?.Job ?? whole;
            },
            TestContext.Current.CancellationToken);
        TimeSpan pause = await clock.NextWaitAsync();
        var costs = new List<long>();
        for (int look = 2; look <= Looks; look++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            clock.Advance(pause);
            pause = await clock.NextWaitAsync();
            costs.Add(GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        Assert.Equal(Looks, server.ResponseCount);
        server.SetResponse(Ended);
        clock.Advance(pause);
        await run.InTimeAsync();
        Assert.Equal(Looks + 1, server.ResponseCount);

        long plain = await PlainCostAsync(Running);
        long over = Median(costs) - plain;
        Assert.True(over < MaxBytes, $"{over} bytes over the {plain} of a plain request; each: {string.Join(", ", costs)}");
        Assert.Equal(Looks, readings.Count);
        Assert.All(readings, reading => Assert.Equal((new HostFacts(Hosts, Running: Hosts), false), (reading.Hosts, reading.Included)));
        AssertWhole(whole);
    }

    private static void AssertWhole(JobInstance? job)
    {
        Assert.NotNull(job);
        Assert.True(job.HostsIncluded);
        Assert.Equal(new HostFacts(Hosts, Succeeded: Hosts), HostFacts.Of(job.Hosts));
        IReadOnlyList<StepIpStatus> hosts = Assert.Single(job.Steps).IpStatuses;
        Assert.Equal(Hosts, hosts.Count);
        Assert.Equal(Hosts, hosts.Select(host => host.Ip).Distinct().Count());
        Assert.All(hosts, host => Assert.Equal((IpStatus.Succeeded, 0L), (host.Status, host.CloudId)));
        Assert.Equal(("10.0.0.0", "10.0.195.79"), (hosts[0].Ip, hosts[^1].Ip));
    }

    /// <summary>What the HTTP stack itself needs for the same response.</summary>
    private static async Task<long> PlainCostAsync(byte[] prepared)
    {
        using var server = new BodyServer(prepared);
        using var handler = new SocketsHttpHandler { UseProxy = false, UseCookies = false };
        using var http = new HttpClient(handler);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        var costs = new List<long>();
        for (int n = 0; n < Looks; n++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            using (HttpResponseMessage response = await http.GetAsync(
                server.Address, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken))
            {
                await using Stream body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
                while (await body.ReadAsync(buffer, TestContext.Current.CancellationToken) > 0)
                {
                    // Only read.
                }
            }

            costs.Add(GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        ArrayPool<byte>.Shared.Return(buffer);
        return Median(costs.Skip(1));
    }

    private static long Median(IEnumerable<long> values)
    {
        long[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    /// <summary>A body as Job 3.x writes it: hosts before the job.</summary>
    private static byte[] CreateResponse(int status, int hostStatus)
    {
        var text = new StringBuilder(3_000_000);
        text.Append(CultureInfo.InvariantCulture, $$"""{"code":0,"result":true,"job_request_id":"r","data":{"blocks":[{"step_instances":[{"step_instance_id":200,"step_id":-1,"name":"Step","type":1,"operator":"admin","status":{{status}},"execute_count":0,"start_time":"2026-07-20 09:15:03","end_time":null,"total_time":null,"create_time":"2026-07-20 09:15:02","pause":null,"step_ip_status":[""");
        for (int host = 0; host < Hosts; host++)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $$"""{{(host == 0 ? "" : ",")}}{"ip":"10.0.{{host >> 8}}.{{host & 255}}","bk_cloud_id":0,"status":{{hostStatus}}}""");
        }

        text.Append(CultureInfo.InvariantCulture, $$$"""]}]}],"is_finished":{{{(status == 3 ? "true" : "false")}}},"job_instance":{"bk_biz_id":1,"bk_scope_type":"biz","bk_scope_id":"1","job_instance_id":100,"bk_job_id":-1,"status":{{{status}}},"name":"Big","operator":"admin","create_time":"2026-07-20 09:15:00","start_time":"2026-07-20 09:15:01","end_time":null,"total_time":null,"start_way":2,"current_step_instance_id":200}},"request_id":"q","message":""}""");
        return RawServer.Ok(Encoding.UTF8.GetBytes(text.ToString()));
    }
}
