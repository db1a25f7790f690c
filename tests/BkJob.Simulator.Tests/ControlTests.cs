using System.Text.Json;
using static BkJob.Simulator.ServerApis;

namespace BkJob.Simulator.Tests;

/// <summary>The control API, with which a test in another process configures the simulator.</summary>
public sealed class ControlTests
{
    private const string Job = """{"id": 900, "name": "By hand", "steps": [{"name": "s", "hosts": 3, "seconds": 10}]}""";

    [Fact]
    public async Task Description_lists_apis_stage_and_tenant()
    {
        await using ApiHarness harness = await ApiHarness.StartAsync(new SimulatorOptions
        {
            Apis = EsbV3 | GatewayV4,
            Stage = "stag",
            TenantId = "t1",
        });

        JsonElement description = (await harness.GetAsync("/_sim")).Json;

        Assert.Equal(["esb_v3", "gateway_v4"], description.GetProperty("apis").EnumerateArray().Select(api => api.GetString()));
        Assert.Equal(("stag", "t1"), (description.GetProperty("stage").GetString(), description.GetProperty("tenant_id").GetString()));
    }

    [Fact]
    public async Task Added_job_follows_the_clock_until_removed()
    {
        await using ApiHarness harness = await ApiHarness.StartAsync(new SimulatorOptions());
        Assert.Equal(204, (await harness.SendAsync(HttpMethod.Post, "/_sim/jobs", Job)).Status);
        Assert.Equal(2, await harness.GetJobStatusAsync(900));

        Assert.Equal(204, (await harness.SendAsync(HttpMethod.Post, "/_sim/clock/advance", """{"seconds": 11}""")).Status);
        Assert.Equal(3, await harness.GetJobStatusAsync(900));

        Assert.Equal(204, (await harness.SendAsync(HttpMethod.Delete, "/_sim/jobs/900", null)).Status);
        Assert.Equal("1244006", (await harness.InvokeAsync(GatewayV3, ApiHarness.QueryOf(GatewayV3, 900))).Code);
    }

    [Fact]
    public async Task Added_fault_applies_once_and_requests_are_listed()
    {
        await using ApiHarness harness = await ApiHarness.StartAsync(new SimulatorOptions());
        await harness.SendAsync(HttpMethod.Post, "/_sim/jobs", Job);
        const string Fault = """{"job_instance_id": 900, "envelope_code": 9900403, "message": "no"}""";
        Assert.Equal(204, (await harness.SendAsync(HttpMethod.Post, "/_sim/faults", Fault)).Status);

        Assert.Equal("9900403", (await harness.InvokeAsync(EsbV2, ApiHarness.QueryOf(EsbV2, 900))).Code);
        Assert.Equal("0", (await harness.InvokeAsync(EsbV2, ApiHarness.QueryOf(EsbV2, 900))).Code);

        JsonElement requests = (await harness.GetAsync("/_sim/requests")).Json;
        Assert.Equal([900L, 900L], requests.EnumerateArray().Select(request => request.GetProperty("job_instance_id").GetInt64()));
    }

    [Fact]
    public async Task Faults_are_listed_with_what_they_affected()
    {
        await using ApiHarness harness = await ApiHarness.StartAsync(new SimulatorOptions());
        await harness.SendAsync(HttpMethod.Post, "/_sim/jobs", Job);
        await harness.SendAsync(HttpMethod.Post, "/_sim/faults", """{"job_instance_id": 900, "skip": 1, "http_status": 502}""");
        await harness.SendAsync(HttpMethod.Post, "/_sim/faults", """{"job_instance_id": 901, "http_status": 502}""");
        for (int i = 0; i < 3; i++)
        {
            await harness.InvokeAsync(EsbV2, ApiHarness.QueryOf(EsbV2, 900));
        }

        JsonElement faults = (await harness.GetAsync("/_sim/faults")).Json;

        Assert.Equal(
            ["900: 1 of 3", "901: 0 of 0"],
            faults.EnumerateArray().Select(one =>
                $"{one.GetProperty("fault").GetProperty("job_instance_id")}: {one.GetProperty("affected")} of {one.GetProperty("seen")}"));
    }

    [Fact]
    public async Task Demo_jobs_start_again_after_a_reset()
    {
        await using ApiHarness harness = await ApiHarness.StartAsync(new SimulatorOptions());
        await harness.SendAsync(HttpMethod.Post, "/_sim/clock/advance", """{"seconds": 60}""");
        Assert.Equal(3, await harness.GetJobStatusAsync(120));

        Assert.Equal(204, (await harness.SendAsync(HttpMethod.Post, "/_sim/jobs/demo", null)).Status);
        Assert.Equal(2, await harness.GetJobStatusAsync(120));
    }

    [Theory]
    [InlineData("jobs", "no json")]
    [InlineData("jobs", """{"id": 900, "colour": "red"}""")]
    [InlineData("faults", """{"http_status": 17}""")]
    [InlineData("clock/advance", "{}")]
    public async Task Invalid_body_is_rejected_with_a_message(string path, string body)
    {
        await using ApiHarness harness = await ApiHarness.StartAsync(new SimulatorOptions());

        ApiResponse response = await harness.SendAsync(HttpMethod.Post, $"/_sim/{path}", body);

        Assert.Equal(400, response.Status);
        Assert.NotEmpty(response.Text);
    }

    [Fact]
    public async Task Added_job_may_set_every_field_of_v3_and_v4()
    {
        await using ApiHarness harness = await ApiHarness.StartAsync(new SimulatorOptions { Catalogue = false });
        ApiResponse added = await harness.SendAsync(HttpMethod.Post, "/_sim/jobs", """
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
    public async Task Invalid_step_is_rejected(string job)
    {
        await using ApiHarness harness = await ApiHarness.StartAsync(new SimulatorOptions { Catalogue = false });

        ApiResponse response = await harness.SendAsync(HttpMethod.Post, "/_sim/jobs", job);

        Assert.Equal(400, response.Status);
        Assert.StartsWith("A step's ", response.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Demo_job_in_containers_is_readable_through_v4_only()
    {
        await using ApiHarness harness = await ApiHarness.StartAsync(new SimulatorOptions());

        ApiResponse response = await harness.InvokeAsync(GatewayV4, ApiHarness.QueryOf(GatewayV4, 141, withHosts: true));

        JsonElement step = response.Json.GetProperty("data").GetProperty("step_instance_list")[1];
        JsonElement list = step.GetProperty("step_execute_object_result_list");
        Assert.Equal(9, list.EnumerateArray().Count(target => target.GetProperty("execute_object").GetProperty("type").GetInt32() == 2));
        Assert.Equal("1240002", (await harness.InvokeAsync(EsbV2, ApiHarness.QueryOf(EsbV2, 141))).Code);
    }
}
