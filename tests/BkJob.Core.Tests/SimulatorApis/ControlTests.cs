using System.Text.Json;
using BkJob.Simulator;
using static BkJob.Simulator.ServerApis;

namespace BkJob.Core.Tests.SimulatorApis;

/// <summary>The control API knows what the further APIs brought along.</summary>
public sealed class ControlTests
{
    [Fact]
    public async Task It_tells_what_is_offered()
    {
        await using ApiHarness harness = await ApiHarness.StartAsync(new SimulatorOptions
        {
            Apis = EsbV3 | GatewayV4,
            Stage = "stag",
            TenantId = "t1",
        });

        JsonElement told = (await harness.GetAsync("/_sim")).Json;

        Assert.Equal(["esb_v3", "gateway_v4"], told.GetProperty("apis").EnumerateArray().Select(api => api.GetString()));
        Assert.Equal(("stag", "t1"), (told.GetProperty("stage").GetString(), told.GetProperty("tenant_id").GetString()));
    }

    [Fact]
    public async Task A_job_may_have_all_that_v3_and_v4_can_say()
    {
        await using ApiHarness harness = await ApiHarness.StartAsync(new SimulatorOptions { Catalogue = false });
        ApiAnswer added = await harness.SendAsync(HttpMethod.Post, "/_sim/jobs", """
            {
              "id": 900,
              "steps": [
                {
                  "hosts": 1, "containers": 1, "seconds": 2, "failed_hosts": 1, "failure_code": 104, "failure_exit_code": 7,
                  "failure_error_code": 117, "first_host_id": 42, "tag": "printed"
                }
              ]
            }
            """);
        harness.Advance(5);

        JsonElement list = (await harness.InvokeAsync(GatewayV4, ApiHarness.QueryOf(GatewayV4, 900, withHosts: true))).Json
            .GetProperty("data").GetProperty("step_instance_list")[0].GetProperty("step_execute_object_result_list");

        Assert.Equal(204, added.Status);
        Assert.Equal("42", list[0].GetProperty("execute_object").GetProperty("resource_id").GetString());
        Assert.Equal((7, "printed"), (list[1].GetProperty("exit_code").GetInt32(), list[1].GetProperty("tag").GetString()));
    }

    [Theory]
    [InlineData("""{"id": 900, "steps": [{"containers": -1}]}""")]
    [InlineData("""{"id": 900, "steps": [{"hosts": 1, "containers": 1, "failed_hosts": 3}]}""")]
    [InlineData("""{"id": 900, "steps": [{"hosts": 1, "first_host_id": 0}]}""")]
    public async Task A_script_that_cannot_be_played_is_refused(string job)
    {
        await using ApiHarness harness = await ApiHarness.StartAsync(new SimulatorOptions { Catalogue = false });

        ApiAnswer answer = await harness.SendAsync(HttpMethod.Post, "/_sim/jobs", job);

        Assert.Equal(400, answer.Status);
        Assert.StartsWith("A step's ", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_demo_in_containers_can_be_read_by_v4_alone()
    {
        await using ApiHarness harness = await ApiHarness.StartAsync(new SimulatorOptions());

        ApiAnswer answer = await harness.InvokeAsync(GatewayV4, ApiHarness.QueryOf(GatewayV4, 141, withHosts: true));

        JsonElement step = answer.Json.GetProperty("data").GetProperty("step_instance_list")[1];
        JsonElement list = step.GetProperty("step_execute_object_result_list");
        Assert.Equal(9, list.EnumerateArray().Count(target => target.GetProperty("execute_object").GetProperty("type").GetInt32() == 2));
        Assert.Equal("1240002", (await harness.InvokeAsync(EsbV2, ApiHarness.QueryOf(EsbV2, 141))).Code);
    }
}
