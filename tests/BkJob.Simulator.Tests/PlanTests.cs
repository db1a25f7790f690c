using System.Text;
using System.Text.Json;
using static BkJob.Simulator.ServerApis;

namespace BkJob.Simulator.Tests;

/// <summary>Plans and the variables of jobs (protocol-actions.md §2.3, §5).</summary>
public sealed class PlanTests : IAsyncLifetime
{
    private const string PlanList = "get_job_plan_list";
    private const string PlanDetail = "get_job_plan_detail";
    private const string Variables = "get_job_instance_global_var_value";

    private static readonly SimulatedPlan Plan = new()
    {
        Id = 1,
        Name = "Restart gateway",
        TemplateId = 10,
        Steps = [new() { Name = "Run", Script = "echo 你好\n", Parameter = "${A}" }, new() { Type = 2 }, new() { Type = 3, Message = "ok?" }],
        Variables =
        [
            new() { Id = 11, Name = "A", Type = 1, Value = "a", Required = true, Used = false },
            new() { Id = 12, Name = "B", Type = 2, Value = "b" },
            new() { Id = 13, Name = "C", Type = 3, Hosts = [new(2_000_001, "10.0.0.1")], TopologyNodes = ["set/7"] },
            new() { Id = 14, Name = "D", Type = 4, Value = "secret" },
            new() { Id = 15, Name = "E", Type = 5, Value = "([\"k\"]=\"v\")" },
            new() { Id = 16, Name = "F", Type = 6, Value = "(\"a\" \"b\")" },
            new() { Id = 17, Name = "G", Type = 3 },
        ],
    };

    private ApiHarness _harness = null!;

    public async ValueTask InitializeAsync()
    {
        _harness = await ApiHarness.StartAsync(new SimulatorOptions { Catalogue = false });
        PlanCatalogue plans = _harness.Simulator.Jobs.Plans;
        plans.Add(Plan);
        plans.Add(Plan with { Id = 2, TemplateId = 20, LastModifyTime = Plan.LastModifyTime.AddDays(1), Steps = [], Variables = [] });
        plans.Add(Plan with
        {
            Id = 3,
            Name = "Deploy",
            Creator = "ops",
            LastModifyUser = "ops",
            LastModifyTime = Plan.LastModifyTime.AddDays(-1),
        });
        plans.Add(Plan with { Id = 4, Name = "Secret", ViewDenied = true, LastModifyTime = Plan.LastModifyTime.AddDays(-2) });
        plans.Add(Plan with { Id = 5, Name = "Elsewhere", BizId = 7 });
    }

    public ValueTask DisposeAsync() => _harness.DisposeAsync();

    [Theory]
    [InlineData("", "2 1 3 4", 4)]
    [InlineData("\"name\":\"restart\"", "2 1", 2)]
    [InlineData("\"job_template_id\":20", "2", 1)]
    [InlineData("\"creator\":\"ops\"", "3", 1)]
    [InlineData("\"last_modify_user\":\"ops\"", "3", 1)]
    [InlineData("\"create_time_start\":1,\"create_time_end\":2", "2 1 3 4", 4)]
    [InlineData("\"start\":1,\"length\":2", "1 3", 4)]
    [InlineData("\"start\":9", "", 4)]
    [InlineData("\"length\":100000", "2 1 3 4", 4)]
    [InlineData("\"bk_scope_type\":\"biz\",\"bk_scope_id\":\"7\"", "5", 1)]
    public async Task Filter_finds_its_plans_latest_first(string filter, string expected, int total)
    {
        foreach ((ServerApis api, string operation, string id) in new[]
        {
            (EsbV2, "get_job_list", "bk_job_id"), (EsbV3, PlanList, "id"), (GatewayV3, PlanList, "id"),
        })
        {
            JsonElement data = await DataAsync(api, operation, $"{{{filter}}}");

            Assert.Equal(expected, string.Join(' ', data.GetProperty("data").EnumerateArray().Select(row => row.GetProperty(id))));
            Assert.Equal(total, data.GetProperty("total").GetInt32());
        }
    }

    [Theory]
    [InlineData("2", "0")]
    [InlineData("4", "9900403")]
    [InlineData("5", "1243009")]
    [InlineData("9", "1243009")]
    [InlineData("0", "1241007")]
    [InlineData("null", "1241007")]
    [InlineData("\"x\"", "1240003")]
    public async Task Detail_of_a_plan_has_its_code(string id, string code)
    {
        foreach ((ServerApis api, string operation, string name) in new[]
        {
            (EsbV2, "get_job_detail", "bk_job_id"), (EsbV3, PlanDetail, "job_plan_id"), (GatewayV3, PlanDetail, "job_plan_id"),
        })
        {
            Assert.Equal((api, code), (api, (await _harness.ReadAsync(api, operation, $$"""{"{{name}}":{{id}}}""")).Code));
        }
    }

    [Fact]
    public async Task Denied_plan_names_the_permission_to_request()
    {
        ApiResponse response = await _harness.ReadAsync(GatewayV3, PlanDetail, """{"job_plan_id":4}""");

        Assert.Equal("view_job_plan", response.Json.GetProperty("permission").GetProperty("actions")[0].GetProperty("id").GetString());
    }

    [Fact]
    public async Task Times_of_v3_are_seconds_and_those_of_v2_texts()
    {
        JsonElement v3 = await DataAsync(GatewayV3, PlanDetail, """{"job_plan_id":1}""");
        JsonElement v2 = await DataAsync(EsbV2, "get_job_detail", """{"bk_job_id":1}""");

        Assert.Equal((1_780_000_000, "2026-05-29 04:26:40"), (v3.GetProperty("create_time").GetInt64(), v2.GetProperty("create_time").GetString()));
    }

    [Fact]
    public async Task Variables_of_every_type_have_a_value_or_a_target()
    {
        JsonElement variables = (await DataAsync(EsbV3, PlanDetail, """{"job_plan_id":1}""")).GetProperty("global_var_list");

        Assert.Equal(
            ["1 a 1 False", "2 b 0 True", "3  0 True", "4 ****** 0 True", "5 ([\"k\"]=\"v\") 0 True", "6 (\"a\" \"b\") 0 True", "3  0 True"],
            variables.EnumerateArray().Select(variable =>
                string.Join(' ', new[] { "type", "value", "required", "used" }.Select(name => variable.GetProperty(name).ToString()))));
        JsonElement server = variables[2].GetProperty("server");
        Assert.Equal(2_000_001, server.GetProperty("ip_list")[0].GetProperty("bk_host_id").GetInt64());
        Assert.Equal(JsonValueKind.Null, server.GetProperty("dynamic_group_list").ValueKind);
        Assert.Equal("set", server.GetProperty("topo_node_list")[0].GetProperty("node_type").GetString());
        Assert.Equal(JsonValueKind.Null, variables[6].GetProperty("server").ValueKind);
        Assert.DoesNotContain("secret", variables.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Steps_have_the_info_of_their_type_only()
    {
        JsonElement steps = (await DataAsync(GatewayV3, PlanDetail, """{"job_plan_id":1}""")).GetProperty("step_list");

        string[] infos = ["script_info", "file_info", "approval_info"];
        Assert.Equal(infos, steps.EnumerateArray().Select(step =>
            Assert.Single(infos, info => step.GetProperty(info).ValueKind == JsonValueKind.Object)));
        Assert.Equal("echo 你好\n", Encoding.UTF8.GetString(steps[0].GetProperty("script_info").GetProperty("script_content").GetBytesFromBase64()));
    }

    [Fact]
    public async Task Lists_of_an_empty_plan_are_null()
    {
        JsonElement plan = await DataAsync(GatewayV3, PlanDetail, """{"job_plan_id":2}""");

        Assert.Equal(JsonValueKind.Null, plan.GetProperty("step_list").ValueKind);
        Assert.Equal(JsonValueKind.Null, plan.GetProperty("global_var_list").ValueKind);
    }

    [Fact]
    public async Task Old_server_does_not_return_whether_a_variable_is_used()
    {
        await using ApiHarness old = await ApiHarness.StartAsync(new SimulatorOptions { Catalogue = false, Profile = ServerProfile.Job39 });
        old.Simulator.Jobs.Plans.Add(Plan);

        ApiResponse response = await old.ReadAsync(GatewayV3, PlanDetail, """{"job_plan_id":1}""");

        Assert.False(response.Json.GetProperty("data").GetProperty("global_var_list")[0].TryGetProperty("used", out _));
    }

    [Fact]
    public async Task Variable_keeps_its_value_until_a_step_changes_it()
    {
        _harness.Simulator.Jobs.Add(new SimulatedJob
        {
            Id = 900,
            Steps = [new() { Hosts = 1, Seconds = 2 }, new() { Type = 2, Hosts = 1, Seconds = 2 }, new() { Hosts = 1, Seconds = 2 }],
            Variables =
            [
                new() { Name = "R", Value = "", ChangedByStep = 0, ChangedValue = "done" },
                new() { Name = "S", Value = "secret", Type = 4 },
            ],
        });
        string before = await ValuesAsync();
        _harness.Advance(2);

        Assert.Equal(("90001 R=, 90003 R=", "90001 R=done, 90003 R=done"), (before, await ValuesAsync()));
    }

    [Fact]
    public async Task Job_2x_returns_variables_of_every_type()
    {
        await using ApiHarness old = await ApiHarness.StartAsync(new SimulatorOptions { Catalogue = false, Profile = ServerProfile.Job2x });
        old.Simulator.Jobs.Add(new SimulatedJob
        {
            Id = 900,
            Steps = [new() { Hosts = 1, Seconds = 2 }],
            Variables = [new() { Name = "H", Type = 3 }, new() { Name = "S", Value = "secret", Type = 4 }],
        });

        ApiResponse response = await old.ReadAsync(EsbV2, Variables, """{"job_instance_id":900}""");

        JsonElement values = response.Json.GetProperty("data").GetProperty("job_instance_var_values")[0].GetProperty("step_instance_var_values");
        Assert.Equal(["3 ", "4 ******"], values.EnumerateArray().Select(value => $"{value.GetProperty("category")} {value.GetProperty("value")}"));
    }

    [Theory]
    [InlineData("{}", "1241007")]
    [InlineData("""{"job_instance_id":0}""", "1241007")]
    [InlineData("""{"job_instance_id":"x"}""", "1240003")]
    [InlineData("""{"job_instance_id":999}""", "1244006")]
    [InlineData("""{"job_instance_id":901}""", "9900403")]
    public async Task Variables_of_a_job_have_their_codes(string json, string code)
    {
        _harness.Simulator.Jobs.Add(new SimulatedJob { Id = 901, ViewDenied = true, Steps = [new()] });
        foreach (ServerApis api in new[] { EsbV2, EsbV3, GatewayV3 })
        {
            Assert.Equal((api, code), (api, (await _harness.ReadAsync(api, Variables, json)).Code));
        }
    }

    private async Task<string> ValuesAsync()
    {
        JsonElement steps = (await DataAsync(GatewayV3, Variables, """{"job_instance_id":900}""")).GetProperty("step_instance_var_list");
        return string.Join(", ", steps.EnumerateArray().Select(step => step.GetProperty("step_instance_id") + string.Concat(
            step.GetProperty("global_var_list").EnumerateArray().Select(value => $" {value.GetProperty("name")}={value.GetProperty("value")}"))));
    }

    private async Task<JsonElement> DataAsync(ServerApis api, string operation, string json)
    {
        ApiResponse response = await _harness.ReadAsync(api, operation, json);
        Assert.Equal("0", response.Code);
        return response.Json.GetProperty("data");
    }
}
