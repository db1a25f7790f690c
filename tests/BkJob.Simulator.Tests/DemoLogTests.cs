using System.Text.Json;
using static BkJob.Simulator.ServerApis;

namespace BkJob.Simulator.Tests;

/// <summary>The logs, the history and the plans of the demo.</summary>
public sealed class DemoLogTests : IAsyncLifetime
{
    private ApiHarness _harness = null!;

    public async ValueTask InitializeAsync() => _harness = await ApiHarness.StartAsync(new SimulatorOptions());

    public ValueTask DisposeAsync() => _harness.DisposeAsync();

    [Fact]
    public async Task Failed_hosts_of_job_100_state_their_causes()
    {
        JsonElement data = await DataAsync(EsbV2, "get_job_instance_log", """{"job_instance_id":100}""");
        IEnumerable<string> lines =
            from result in data[1].GetProperty("step_results").EnumerateArray()
            where result.GetProperty("ip_status").GetInt32() != 9
            from log in result.GetProperty("ip_logs").EnumerateArray()
            select log.GetProperty("log_content").GetString()!.TrimEnd('\n').Split('\n')[^1];

        string[] causes = ["No space left on device", "timed out", "Can not find Agent by ip:10.0.0.20"];
        Assert.Equal(causes.Length, lines.Count());
        Assert.All(lines.Zip(causes), pair => Assert.Contains(pair.Second, pair.First, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_finished_host_of_the_demo_has_a_log()
    {
        foreach (long id in _harness.Simulator.Jobs.All.Select(job => job.Id).Where(id => id is not (126 or 141 or 9127 or 112 or 118)))
        {
            JsonElement data = await DataAsync(EsbV2, "get_job_instance_log", $$"""{"job_instance_id":{{id}}}""");
            IEnumerable<JsonElement> logs = data.EnumerateArray()
                .SelectMany(step => step.GetProperty("step_results").EnumerateArray())
                .Where(result => result.GetProperty("ip_status").GetInt32() is not (5 or 7))
                .SelectMany(result => result.GetProperty("ip_logs").EnumerateArray());
            Assert.All(logs, log => Assert.NotEqual("", log.GetProperty("log_content").GetString()));
        }
    }

    [Fact]
    public async Task History_of_the_demo_has_five_days()
    {
        long now = _harness.Simulator.Clock.Now.ToUnixTimeMilliseconds();
        JsonElement data = await DataAsync(
            GatewayV3,
            "get_job_instance_list",
            $$"""{"create_time_start":{{now - (121 * 3_600_000L)}},"create_time_end":{{now}},"length":200}""");

        JsonElement[] rows =
            [.. data.GetProperty("data").EnumerateArray().Where(row => row.GetProperty("job_instance_id").GetInt64() is > 20_000 and < 21_000)];
        Assert.Equal(60, rows.Length);
        Assert.All(rows, row => Assert.NotEqual(JsonValueKind.Null, row.GetProperty("end_time").ValueKind));
        Assert.Equal(5, rows.Count(row => row.GetProperty("status").GetInt32() == 4));
    }

    [Fact]
    public async Task Plans_of_the_demo_have_every_type_and_a_repeated_name()
    {
        JsonElement list = await DataAsync(GatewayV3, "get_job_plan_list", """{"name":"Restart gateway"}""");
        JsonElement detail = await DataAsync(GatewayV3, "get_job_plan_detail", """{"job_plan_id":1000450}""");

        IEnumerable<long> templates = list.GetProperty("data").EnumerateArray().Select(plan => plan.GetProperty("job_template_id").GetInt64());
        IEnumerable<int> types = detail.GetProperty("global_var_list").EnumerateArray().Select(variable => variable.GetProperty("type").GetInt32());
        Assert.Equal(2, templates.Distinct().Count());
        Assert.Equal([1, 2, 3, 4, 5, 6], types.Distinct().Order());
    }

    private async Task<JsonElement> DataAsync(ServerApis api, string operation, string json)
    {
        ApiResponse response = await _harness.ReadAsync(api, operation, json);
        Assert.Equal("0", response.Code);
        return response.Json.GetProperty("data");
    }
}
