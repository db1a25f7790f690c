using System.Text.Json;
using static BkJob.Simulator.ServerApis;

namespace BkJob.Simulator.Tests.Starts;

/// <summary>The variables and hosts with which a plan runs (protocol-actions.md §4.2, §4.6).</summary>
public sealed class PlanStartTests : IAsyncLifetime
{
    private const string Defaults = "VERSION=1.0 on 10.0.0.1,10.0.0.2";

    private ApiHarness _harness = null!;

    private JobCatalogue Jobs => _harness.Simulator.Jobs;

    public async ValueTask InitializeAsync() => _harness = await StartTests.StartAsync(new SimulatorOptions());

    public ValueTask DisposeAsync() => _harness.DisposeAsync();

    /// <summary>What the server makes of the variables of a request; an error has its code.</summary>
    [Theory]
    [InlineData("", Defaults)]
    [InlineData("""{"name": "VERSION", "value": "2.0"}""", "VERSION=2.0 on 10.0.0.1,10.0.0.2")]
    [InlineData("""{"id": 1, "value": "2.0"}""", "VERSION=2.0 on 10.0.0.1,10.0.0.2")]
    [InlineData("""{"id": 1, "name": "HOSTS", "value": "2.0"}""", "VERSION=2.0 on 10.0.0.1,10.0.0.2")]
    [InlineData("""{"name": "VERSION", "value": ""}""", "VERSION= on 10.0.0.1,10.0.0.2")]
    [InlineData("""{"name": "VERSION", "value": null}""", Defaults)]
    [InlineData("""{"name": "version", "value": "2.0"}""", Defaults)]
    [InlineData("""{"name": "VERSOIN", "value": "2.0"}, {"id": 99, "value": "3"}""", Defaults)]
    [InlineData("""{"name": "HOST", "server": {"host_id_list": [2000007]}}""", Defaults)]
    [InlineData("""{"name": "HOSTS", "server": {"host_id_list": [2000007, 2000007]}}""", "VERSION=1.0 on 10.0.0.7")]
    [InlineData("""{"name": "HOSTS", "server": {"ip_list": [{"bk_cloud_id": 0, "ip": "10.0.0.8"}]}}""", "VERSION=1.0 on 10.0.0.8")]
    [InlineData("""{"name": "HOSTS", "server": {"dynamic_group_list": [{"id": "g"}]}}""", "VERSION=1.0 on 10.0.0.1,10.0.0.2,10.0.0.3,10.0.0.4,10.0.0.5")]
    [InlineData("""{"name": "HOSTS", "server": {}}""", Defaults)]
    [InlineData("""{"name": "HOSTS", "server": {"ip_list": [{"ip": "10.0.0.8"}]}}""", Defaults)]
    [InlineData("""{"name": "HOSTS", "value": "10.0.0.8"}""", "1244028")]
    [InlineData("""{"name": "HOSTS", "value": "10.0.0.8", "server": {"host_id_list": [2000007]}}""", "1244028")]
    [InlineData("""{"name": "HOSTS", "server": {"host_id_list": [7000000]}}""", "1244002")]
    [InlineData("""{"value": "1"}""", "1241005")]
    [InlineData("""{"id": 0, "name": " ", "value": "1"}""", "1241005")]
    [InlineData("""{"id": "x"}""", "1240003")]
    [InlineData("1", "1240003")]
    public async Task Variables_of_a_request_change_the_defaults(string variables, string expected)
    {
        foreach (ServerApis api in new[] { EsbV3, GatewayV3 })
        {
            ApiResponse response = await _harness.StartSampleAsync("execute_job_plan", api, $"\"global_var_list\": [{variables}]");

            Assert.Equal(expected, await ResultAsync(response));
        }
    }

    [Theory]
    [InlineData("""{"name": "VERSION", "value": "2.0"}""", "VERSION=2.0 on 10.0.0.1,10.0.0.2")]
    [InlineData("""{"id": 2, "ip_list": [{"bk_cloud_id": 0, "ip": "10.0.0.8"}]}""", "VERSION=1.0 on 10.0.0.8")]
    [InlineData("""{"id": 2, "target_server": {"ip_list": [{"bk_cloud_id": 0, "ip": "10.0.0.8"}]}}""", "VERSION=1.0 on 10.0.0.8")]
    [InlineData("""{"id": 2, "custom_query_id": ["g"]}""", "VERSION=1.0 on 10.0.0.1,10.0.0.2,10.0.0.3,10.0.0.4,10.0.0.5")]
    [InlineData("""{"id": 2, "target_server": {"host_id_list": [2000007]}}""", Defaults)]
    [InlineData("""{"id": 2, "value": "10.0.0.8"}""", "1244028")]
    public async Task Variables_of_v2_change_the_defaults(string variables, string expected)
    {
        ApiResponse response = await _harness.StartSampleAsync("execute_job", EsbV2, $"\"global_vars\": [{variables}]");

        Assert.Equal(expected, await ResultAsync(response));
    }

    /// <summary>A cipher replaces the secret whatever it is, even by the mask; reads return the mask.</summary>
    [Theory]
    [InlineData("s3cret")]
    [InlineData("******")]
    public async Task Cipher_is_stored_literally(string secret)
    {
        long id = StartTests.IdOf(await _harness.StartSampleAsync(
            "execute_job_plan", GatewayV3, $"\"global_var_list\": [{{\"name\": \"PASSWORD\", \"value\": \"{secret}\"}}]"));

        Assert.Equal(secret, Assert.Single(Jobs.Starts[0].Variables).Value);
        Assert.Equal(secret, Jobs.Find(id)!.Variables.Single(variable => variable.Name == "PASSWORD").Value);
        Assert.DoesNotContain("s3cret", (await VariablesAsync(id)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Record_has_everything_that_was_received()
    {
        await _harness.StartSampleAsync(
            "execute_job_plan",
            EsbV3,
            """
            "global_var_list": [{"name": "TYPO", "value": "1"}, {"id": 2, "server": {"host_id_list": [2000007], "topo_node_list": [{"id": 1, "node_type": "set"}]}}],
            "callback_url": "http://x/"
            """);

        AcceptedStart start = Assert.Single(Jobs.Starts);
        Assert.Equal(
            (EsbV3, "admin", "ops", "Restart", 500, "http://x/", (bool?)null),
            (start.Api, start.User, start.AppCode, start.Name, start.PlanId, start.CallbackUrl, start.StartTask));
        Assert.Equal(
            ["/TYPO/1/", "2///2000007,topo:set/1"],
            start.Variables.Select(one => $"{one.Id}/{one.Name}/{one.Value}/{string.Join(',', one.Targets)}"));
        Assert.Equal(["2000007", "topo:set/1"], start.Targets);
    }

    [Theory]
    [InlineData("0", "1241005", "Invalid request parameter [job_plan_id]")]
    [InlineData("null", "1241005", "Invalid request parameter [job_plan_id]")]
    [InlineData("\"x\"", "1240003", "Bad Request")]
    [InlineData("999", "1244012", "Job plan does not exist")]
    [InlineData("501", "1244012", "Job plan does not exist")]
    [InlineData("502", "1244011", "Job plan is illegal")]
    [InlineData("503", "1244008", "HOST variable [NOWHERE] does not exist")]
    [InlineData("504", "1244028", "Step [Wipe] target execute object is empty")]
    [InlineData("505", "1244019", "Dangerous script, cannot be executed")]
    public async Task Plan_that_cannot_run_is_rejected(string id, string code, string message)
    {
        await using ApiHarness harness =
            await StartTests.StartAsync(new SimulatorOptions { Starts = new StartOptions { DangerousScripts = ["rm -rf /\\s"] } });
        SimulatedPlanStep step = new() { Name = "Wipe", TargetVariable = "NOWHERE" };
        foreach (SimulatedPlan plan in new SimulatedPlan[]
        {
            new() { Id = 501, BizId = 7, Steps = [step] },
            new() { Id = 502 },
            new() { Id = 503, Steps = [step] },
            new() { Id = 504, Steps = [step], Variables = [new() { Id = 1, Name = "NOWHERE", Type = 3 }] },
            new() { Id = 505, Steps = [new() { Script = "cd /\nrm -rf / \n" }] },
        })
        {
            harness.Simulator.Jobs.Plans.Add(plan);
        }

        ApiResponse response = await harness.PostAsync(GatewayV3, "execute_job_plan", $"{{\"job_plan_id\": {id}}}");

        Assert.Equal((200, code, message), (response.Status, response.Code, response.Message));
        Assert.Empty(harness.Simulator.Jobs.Starts);
    }

    [Fact]
    public async Task Confirmation_step_waits_for_a_user()
    {
        Jobs.Plans.Add(new SimulatedPlan { Id = 600, Steps = [new() { Name = "Approve", Type = 3 }, new() { Name = "Run" }] });

        long id = StartTests.IdOf(await _harness.PostAsync(EsbV3, "execute_job_plan", """{"job_plan_id": 600}"""));
        _harness.Advance(60);

        Assert.Equal("7:7,1", await _harness.GetStateAsync(id));
        await _harness.OperateStepAsync(EsbV3, id, (id * 100) + 1, 6);
        _harness.Advance(10);
        Assert.Equal("3:3,3", await _harness.GetStateAsync(id));
    }

    [Theory]
    [InlineData(1000450)]
    [InlineData(1000732)]
    [InlineData(1000733)]
    [InlineData(1000760)]
    [InlineData(1000790)]
    [InlineData(1000791)]
    [InlineData(1000801)]
    public async Task Plan_of_the_demo_can_be_started(long id)
    {
        await using ApiHarness demo = await ApiHarness.StartAsync(new SimulatorOptions());

        ApiResponse response = await demo.PostAsync(GatewayV3, "execute_job_plan", $"{{\"job_plan_id\": {id}}}");

        Assert.Equal("0", response.Code);
        Assert.NotEmpty(Assert.Single(demo.Simulator.Jobs.Starts).Hosts);
    }

    private Task<ApiResponse> VariablesAsync(long id) =>
        _harness.ReadAsync(GatewayV3, "get_job_instance_global_var_value", $"{{\"job_instance_id\":{id}}}");

    // The strings with which the job runs, and its hosts.
    private async Task<string> ResultAsync(ApiResponse response)
    {
        if (response.Code != "0")
        {
            return response.Code;
        }

        JsonElement steps = (await VariablesAsync(StartTests.IdOf(response))).Json.GetProperty("data").GetProperty("step_instance_var_list");
        IEnumerable<string> values = steps[0].GetProperty("global_var_list").EnumerateArray()
            .Select(one => $"{one.GetProperty("name").GetString()}={one.GetProperty("value").GetString()}");
        return $"{string.Join(' ', values)} on {string.Join(',', Jobs.Starts[^1].Hosts.Select(host => host["0:".Length..]))}";
    }
}
