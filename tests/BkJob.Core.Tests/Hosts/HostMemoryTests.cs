using System.Text;
using BkJob.Core.Tests.Support;
using BkJob.Core.Tests.Waiting;
using static BkJob.BkJobApi;

namespace BkJob.Core.Tests.Hosts;

/// <summary>What a host costs as long as its job is kept: whoever collects jobs of fifty thousand hosts keeps many of them.</summary>
[Collection(nameof(WaitCostTests))]
public sealed class HostMemoryTests
{
    private const int Hosts = 50_000;

    /// <summary>So many that what the pool gives back or takes meanwhile does not count.</summary>
    private const int Kept = 4;

    /// <summary>What a body says of a host, and the fewest and most bytes that it may cost.</summary>
    public static TheoryData<BkJobApi, int, int> Costs => new()
    {
        { EsbV2, 24, 40 },
        { EsbV3, 70, 100 },
        { GatewayV4, 62, 92 },
    };

    [Theory]
    [MemberData(nameof(Costs))]
    public void Host_costs_some_tens_of_bytes(BkJobApi api, int least, int most)
    {
        byte[] body = Encoding.UTF8.GetBytes(Body(api));
        BodyReading.Job(api, body);
        var kept = new JobInstance[Kept];

        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int i = 0; i < Kept; i++)
        {
            kept[i] = BodyReading.Job(api, body);
        }

        long cost = (GC.GetTotalMemory(forceFullCollection: true) - before) / (Kept * Hosts);

        Assert.True(cost >= least && cost <= most, $"{cost} bytes a host over {api}");
        Assert.All(kept, job => Assert.Equal((Hosts, "10.0.195.79"), (job.Hosts!.Total, job.Steps[0].IpStatuses[^1].Ip)));
    }

    /// <summary>The values of a usual host: a script that ended, without a tag.</summary>
    private static string Body(BkJobApi api)
    {
        const string Result = """
            "status":9,"tag":"","exit_code":0,"start_time":1784510112000,"end_time":1784510140000,"total_time":28000
            """;
        return BodyReading.AroundText(api, string.Join(',', Enumerable.Range(0, Hosts).Select(i => api switch
        {
            EsbV2 => $$"""{"ip":"10.0.{{i >> 8}}.{{i & 255}}","bk_cloud_id":0,"status":9}""",
            EsbV3 => $$"""{"bk_host_id":{{2000000 + i}},"ip":"10.0.{{i >> 8}}.{{i & 255}}","bk_cloud_id":0,"error_code":0,{{Result}}}""",
            _ => $$$"""
                {"execute_object":{"host":{"bk_host_id":{{{2000000 + i}}},"ip":"10.0.{{{i >> 8}}}.{{{i & 255}}}","bk_cloud_id":0}},{{{Result}}}}
                """,
        })));
    }
}
