using BkJob.Core.Tests.Support;
using static BkJob.BkJobApi;

namespace BkJob.Core.Tests.Reading;

/// <summary>Containers, which v4 alone can read. Composed by protocol.md §2.2: there is no payload of a running one.</summary>
public sealed class ContainerTests
{
    /// <summary>What is null is left out; a resource without an id is called "null" by the server.</summary>
    private const string Running = """
        {
          "data": {
            "finished": false,
            "job_instance": {
              "bk_scope_type": "biz_set",
              "bk_scope_id": "9000012",
              "job_instance_id": 20000490001,
              "status": 2,
              "name": "Restart sidecars",
              "create_time": 1784510100000,
              "start_time": 1784510101000
            },
            "step_instance_list": [
              {
                "step_instance_id": 20000995001,
                "name": "Restart",
                "status": 2,
                "type": 1,
                "execute_count": 0,
                "start_time": 1784510102000,
                "create_time": 1784510100000,
                "step_execute_object_result_list": [
                  {
                    "execute_object": {
                      "type": 2,
                      "resource_id": "31",
                      "container": { "id": 31, "container_id": "docker://7f1c", "node_host_id": 2000501, "name": "web-0" }
                    },
                    "status": 9,
                    "tag": "done",
                    "exit_code": 0,
                    "start_time": 1784510103000,
                    "end_time": 1784510105000,
                    "total_time": 1900
                  },
                  {
                    "execute_object": {
                      "type": 2,
                      "resource_id": "32",
                      "container": { "id": 32, "container_id": "containerd://9a", "node_host_id": 2000502, "name": "网关-1" }
                    },
                    "status": 7,
                    "start_time": 1784510103000
                  },
                  {
                    "execute_object": {
                      "type": 1,
                      "resource_id": "null",
                      "host": { "bk_cloud_id": 0, "ip": "198.51.100.40" }
                    },
                    "status": 5
                  }
                ]
              }
            ]
          },
          "job_request_id": "9d2c"
        }
        """;

    [Fact]
    public async Task Container_has_an_id_a_name_a_node_and_no_address()
    {
        JobInstance job = await StubServer.ReadAsync(GatewayV4, Running);

        Assert.Equal(
            [
                ("docker://7f1c", "web-0", 2000501, null, null, null, null),
                ("containerd://9a", "网关-1", 2000502, null, null, null, null),
                (null, null, null, "198.51.100.40", null, 0, null),
            ],
            job.Steps[0].IpStatuses.Select(host => (
                host.ContainerId, host.ContainerName, host.NodeHostId, host.Ip, host.Ipv6, host.CloudId, host.HostId)));
        Assert.Equal(
            ["web-0 Succeeded", "网关-1 Running", "198.51.100.40 Waiting"], job.Steps[0].IpStatuses.Select(host => host.ToString()));
    }

    [Fact]
    public async Task Container_has_the_results_of_a_host()
    {
        JobInstance job = await StubServer.ReadAsync(GatewayV4, Running);

        Assert.Equal(
            [
                (IpStatus.Succeeded, "done", 0, Seconds(3), Seconds(5), 1.9),
                (IpStatus.Running, null, null, Seconds(3), null, null),
                (IpStatus.Waiting, null, null, null, null, (double?)null),
            ],
            job.Steps[0].IpStatuses.Select(host => (
                host.Status, host.Tag, host.ExitCode, host.StartTime, host.EndTime, host.TotalTime?.TotalSeconds)));
        Assert.Equal(new HostFacts(3, Succeeded: 1, Running: 1, Waiting: 1), HostFacts.Of(job.Hosts));
    }

    /// <summary>Where the id of the business is switched off on the server, v4 leaves it out.</summary>
    [Fact]
    public async Task Missing_business_is_null_and_the_scope_is_kept()
    {
        JobInstance job = await StubServer.ReadAsync(GatewayV4, Running);

        Assert.Equal((null, "biz_set", "9000012"), (job.BizId, job.ScopeType, job.ScopeId));
        Assert.All(job.Steps[0].IpStatuses, host => Assert.Null(host.BizId));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"type": 1, "resource_id": "7"}""")]
    [InlineData("""{"host": null, "container": null}""")]
    [InlineData("""{"host": {}, "container": {}}""")]
    [InlineData("null")]
    public async Task Object_without_identity_still_has_a_status(string executeObject)
    {
        const string Field = "data.step_instance_list[0].step_execute_object_result_list[0].execute_object";

        JobInstance job = await StubServer.ReadAsync(GatewayV4, Bodies.With(EpochBodies.V4, Field, executeObject));

        StepIpStatus host = job.Steps[0].IpStatuses[0];
        Assert.Equal(("? Failed", null, null), (host.ToString(), host.CloudId, host.HostId));
        Assert.Equal(("web-0", 2), (job.Steps[0].IpStatuses[1].ContainerName, job.Hosts!.Total));
    }

    private static DateTimeOffset? Seconds(int seconds) => PayloadTime.At($"09:15:0{seconds}");
}
