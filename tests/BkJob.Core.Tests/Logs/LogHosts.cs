using System.Globalization;
using BkJob.Core.Tests.Support;

namespace BkJob.Core.Tests.Logs;

/// <summary>Hosts of a step for tests of logs.</summary>
internal static class LogHosts
{
    /// <summary>A host with a status.</summary>
    public static StepIpStatus Create(IpStatus status, long id = 1) => CreateMany(BkJobApi.EsbV3, 1, (int)status, (int)id)[0];

    /// <summary>Hosts 1 to <paramref name="count"/>, with address 10.0.X.Y.</summary>
    public static IReadOnlyList<StepIpStatus> CreateMany(BkJobApi api, int count, int status = 9, int first = 1) => BodyReading.Job(
        api, BodyReading.Around(api, string.Join(',', Enumerable.Range(first, count).Select(id => CreateJson(api, id, status))))).Steps[0].IpStatuses;

    /// <summary>The address of a host.</summary>
    public static string GetAddress(int id) => string.Create(CultureInfo.InvariantCulture, $"10.0.{id / 250}.{(id % 250) + 1}");

    private static string CreateJson(BkJobApi api, int id, int status)
    {
        string host = $$"""{"bk_host_id": {{id}}, "bk_cloud_id": 0, "ip": "{{GetAddress(id)}}" """;
        return api switch
        {
            BkJobApi.GatewayV4 => $$"""{"execute_object": {"type": 1, "host": {{host}}} }, "status": {{status}}}""",
            BkJobApi.EsbV2 => $$"""{"bk_cloud_id": 0, "ip": "{{GetAddress(id)}}", "status": {{status}}}""",
            _ => $$"""{{host}}, "status": {{status}}}""",
        };
    }
}
