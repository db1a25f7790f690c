using System.Globalization;
using System.Text.Json;
using static BkJob.Simulator.ServerApis;

namespace BkJob.Simulator.Tests.Starts;

/// <summary>Jobs that requests create and start, over every API and in every version of the server (protocol-actions.md §4).</summary>
public sealed class StartTests : IAsyncLifetime
{
    private ApiHarness _harness = null!;

    public static TheoryData<string, ServerApis> Starts => [.. StartSamples.All.Select(one => (one.Operation, one.Api))];

    private JobCatalogue Jobs => _harness.Simulator.Jobs;

    public async ValueTask InitializeAsync() => _harness = await StartAsync(new SimulatorOptions());

    public ValueTask DisposeAsync() => _harness.DisposeAsync();

    [Theory]
    [InlineData(ServerProfile.Job312, All)]
    [InlineData(ServerProfile.Job39, All & ~GatewayV4)]
    [InlineData(ServerProfile.Job2x, EsbV2)]
    public async Task Start_exists_in_the_apis_of_each_version(ServerProfile profile, ServerApis apis)
    {
        await using ApiHarness harness = await StartAsync(new SimulatorOptions { Profile = profile });
        int count = 0;
        foreach ((string operation, ServerApis api) in StartSamples.All)
        {
            ApiResponse response = await harness.StartSampleAsync(operation, api);

            count += apis.HasFlag(api) ? 1 : 0;
            Assert.Equal((operation, api, apis.HasFlag(api)), (operation, api, response.Status == 200 && response.Code == "0"));
            Assert.Equal((operation, api, count), (operation, api, harness.Simulator.Jobs.Starts.Count));
        }
    }

    [Theory]
    [MemberData(nameof(Starts))]
    public async Task Start_is_a_post_only(string operation, ServerApis api)
    {
        ApiResponse response = await _harness.GetAsync(
            ApiHarness.PathOf(api, operation), (ApiHarness.CredentialHeader, ApiHarness.Credentials));

        Assert.Equal(404, response.Status);
    }

    [Theory]
    [MemberData(nameof(Starts))]
    public async Task Started_job_runs_to_its_end_with_logs(string operation, ServerApis api)
    {
        JsonElement data = (await _harness.StartSampleAsync(operation, api)).Json.GetProperty("data");
        long id = data.GetProperty("job_instance_id").GetInt64();

        Assert.Equal(2, await _harness.GetJobStatusAsync(id));
        _harness.Advance(10);
        Assert.Equal(3, await _harness.GetJobStatusAsync(id));

        long step = (await _harness.ReadAsync(GatewayV3, "get_job_instance_status", $"{{\"job_instance_id\":{id}}}")).Json
            .GetProperty("data").GetProperty("step_instance_list")[0].GetProperty("step_instance_id").GetInt64();
        ApiResponse log = await _harness.PostAsync(
            GatewayV3,
            "batch_get_job_instance_ip_log",
            $"{{\"job_instance_id\":{id},\"step_instance_id\":{step},\"host_id_list\":[2000001]}}");
        Assert.Contains(
            operation switch
            {
                "execute_job_plan" or "execute_job" => "+ stop.sh\\n",
                "fast_execute_script" => "+ echo 1\\n",
                "push_config_file" => "/etc/a.ini",
                _ => "/opt/a.txt",
            },
            log.Text,
            StringComparison.Ordinal);
    }

    /// <summary>v4 omits null, v2 has no step for plans and files, and the others return null for a plan.</summary>
    [Theory]
    [MemberData(nameof(Starts))]
    public async Task Response_has_the_fields_of_its_api(string operation, ServerApis api)
    {
        ApiResponse response = await _harness.StartSampleAsync(operation, api, "\"task_name\": \"n\"");

        JsonElement data = response.Json.GetProperty("data");
        bool isPlan = operation.StartsWith("execute_job", StringComparison.Ordinal);
        Assert.Equal(isPlan ? "Restart" : "n", data.GetProperty("job_instance_name").GetString());
        JsonValueKind expected = api == EsbV2 && operation != "fast_execute_script" ? JsonValueKind.Undefined
            : isPlan ? JsonValueKind.Null
            : JsonValueKind.Number;
        Assert.Equal(expected, data.TryGetProperty("step_instance_id", out JsonElement step) ? step.ValueKind : JsonValueKind.Undefined);
    }

    /// <summary>The flag works from 3.10, not in v2 and not for files of the request.</summary>
    [Theory]
    [MemberData(nameof(Starts))]
    public async Task Start_task_creates_a_job_that_waits(string operation, ServerApis api)
    {
        bool waits = api != EsbV2 && operation != "push_config_file";
        foreach ((ServerProfile profile, bool isPending) in new[] { (ServerProfile.Job312, waits), (ServerProfile.Job39, false) })
        {
            if (profile == ServerProfile.Job39 && api == GatewayV4)
            {
                continue;
            }

            await using ApiHarness harness = await StartAsync(new SimulatorOptions { Profile = profile });
            long id = IdOf(await harness.StartSampleAsync(operation, api, "\"start_task\": false"));

            AcceptedStart start = Assert.Single(harness.Simulator.Jobs.Starts);
            Assert.Equal((false, isPending ? StartState.Created : StartState.Started), (start.StartTask, start.State));
            Assert.Equal(isPending ? 1 : 2, await harness.GetJobStatusAsync(id));
            harness.Advance(100);
            Assert.Equal(isPending ? 1 : 3, await harness.GetJobStatusAsync(id));
        }
    }

    [Fact]
    public async Task Created_job_is_started_once_by_operation_2()
    {
        long id = IdOf(await _harness.StartSampleAsync("execute_job_plan", GatewayV3, "\"start_task\": false"));
        _harness.Advance(5);

        // The engine executes the first event and drops the second one.
        Assert.Equal("0", (await _harness.OperateAsync(GatewayV3, id, 2)).Code);
        Assert.Equal("0", (await _harness.OperateAsync(EsbV3, id, 2)).Code);
        _harness.Advance(1);
        Assert.Equal("1241015", (await _harness.OperateAsync(GatewayV3, id, 2)).Code);

        AcceptedStart start = Assert.Single(Jobs.Starts);
        Assert.Equal((1, StartState.Started), (start.EffectiveStarts, start.State));
        Assert.Equal(start.CreatedAt.AddSeconds(5.5), start.StartedAt);
        Assert.Equal(new OperationCounts(2, 0, 1, 1), Jobs.CountOperations("operate_job_instance", id));
    }

    [Fact]
    public async Task Start_with_a_delay_is_not_started_twice()
    {
        await using ApiHarness harness = await StartAsync(
            new SimulatorOptions { Starts = new StartOptions { Delay = TimeSpan.FromSeconds(2) } });
        long id = IdOf(await harness.StartSampleAsync("fast_execute_script", GatewayV4));

        Assert.Equal(1, await harness.GetJobStatusAsync(id));
        Assert.Equal(StartState.Created, harness.Simulator.Jobs.Starts[0].State);
        Assert.Equal("0", (await harness.OperateAsync(GatewayV3, id, 2)).Code);
        harness.Advance(3);

        Assert.Equal((2, 1), (await harness.GetJobStatusAsync(id), harness.Simulator.Jobs.Starts[0].EffectiveStarts));
    }

    [Fact]
    public async Task Operation_2_is_unknown_before_version_3_10()
    {
        await using ApiHarness harness = await StartAsync(new SimulatorOptions { Profile = ServerProfile.Job39 });
        long id = IdOf(await harness.StartSampleAsync("execute_job_plan", EsbV3, "\"start_task\": false"));

        Assert.Equal("1241002", (await harness.OperateAsync(EsbV3, id, 2)).Code);
    }

    /// <summary>The rows of the history: name, user, API start, plan and template, type, and the time of the INSERT.</summary>
    [Theory]
    [InlineData("execute_job_plan", GatewayV3, "Restart|admin|2|500|77|0")]
    [InlineData("execute_job", EsbV2, "Restart|admin|2|500|77|0")]
    [InlineData("fast_execute_script", GatewayV4, "deploy #ab12|admin|2|-1|-1|1")]
    [InlineData("fast_transfer_file", EsbV3, "deploy #ab12|admin|2|-1|-1|2")]
    [InlineData("push_config_file", GatewayV3, "deploy #ab12|admin|2|-1|-1|2")]
    public async Task Job_appears_in_the_history(string operation, ServerApis api, string expected)
    {
        _harness.Advance(30);
        long id = IdOf(await _harness.StartSampleAsync(operation, api, "\"task_name\": \"deploy #ab12\", \"start_task\": false"));

        DateTimeOffset now = _harness.Simulator.Clock.Now;
        JsonElement row = (await _harness.ReadAsync(
            GatewayV3,
            "get_job_instance_list",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{{\"create_time_start\":{now.ToUnixTimeMilliseconds()},\"create_time_end\":{now.ToUnixTimeMilliseconds() + 1}}}"))).Json
            .GetProperty("data").GetProperty("data")[0];

        string[] names = ["name", "operator", "launch_mode", "job_plan_id", "job_template_id", "type"];
        Assert.Equal(expected, string.Join('|', names.Select(name => row.GetProperty(name).ToString())));
        Assert.Equal(
            (id, now.ToUnixTimeMilliseconds()),
            (row.GetProperty("job_instance_id").GetInt64(), row.GetProperty("create_time").GetInt64()));
    }

    [Theory]
    [InlineData("fast_execute_script", "en", "Fast Execute Script_20260720091500000")]
    [InlineData("fast_execute_script", "zh-cn", "快速执行脚本_20260720091500000")]
    [InlineData("fast_transfer_file", "zh-cn", "快速分发文件_20260720091500000")]
    public async Task Job_without_a_name_gets_one(string operation, string language, string expected)
    {
        await _harness.PostAsync(EsbV3, operation, $"{{{StartSamples.Of(operation, EsbV3)}}}", language);

        Assert.Equal(expected, Jobs.Starts[0].Name);
    }

    /// <summary>Two equal starts both run: nothing deduplicates them.</summary>
    [Fact]
    public async Task Equal_starts_create_two_jobs()
    {
        await _harness.StartSampleAsync("execute_job_plan", GatewayV3);
        await _harness.StartSampleAsync("execute_job_plan", EsbV3);
        await _harness.StartSampleAsync("fast_execute_script", GatewayV3, "\"task_name\": \"one\"");
        await _harness.StartSampleAsync("fast_execute_script", GatewayV3, "\"task_name\": \"two\", \"start_task\": false");

        SimulatorServer server = _harness.Simulator;
        Assert.Equal(new StartCounts(2, 2, 2), server.CountStarts("execute_job_plan"));
        Assert.Equal(new StartCounts(1, 1, 0), server.CountStarts(name: "two"));
        Assert.Equal(new StartCounts(4, 4, 3), server.CountStarts());
        Assert.Equal(4, Jobs.Starts.Select(start => start.JobInstanceId).Distinct().Count());
    }

    [Fact]
    public async Task Control_api_lists_the_starts()
    {
        await _harness.StartSampleAsync("fast_execute_script", GatewayV3, "\"task_name\": \"one\"");

        JsonElement start = (await _harness.GetAsync("/_sim/starts")).Json[0];
        JsonElement counts = (await _harness.GetAsync("/_sim/starts/counts")).Json;

        Assert.Equal(("one", "started"), (start.GetProperty("name").GetString(), start.GetProperty("state").GetString()));
        Assert.Equal(1, counts.GetProperty("inserted").GetInt32());
    }

    /// <summary>All times of the server are ahead of the clock of the client.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(300)]
    [InlineData(-7200)]
    public async Task Date_follows_the_clock_with_its_skew(int seconds)
    {
        await using ApiHarness skewed = await StartAsync(new SimulatorOptions { ClockSkew = TimeSpan.FromSeconds(seconds) });
        skewed.Advance(60);
        DateTimeOffset now = skewed.Simulator.Clock.TimeProvider.GetUtcNow().AddSeconds(seconds);
        foreach (ServerApis api in new[] { EsbV3, GatewayV3 })
        {
            ApiResponse response = await skewed.StartSampleAsync("execute_job_plan", api);

            Assert.Equal(now.ToString("R", CultureInfo.InvariantCulture), response.Headers["Date"]);
            Assert.Equal(now, skewed.Simulator.Jobs.Starts[^1].CreatedAt);
        }
    }

    internal static async Task<ApiHarness> StartAsync(SimulatorOptions options)
    {
        ApiHarness harness = await ApiHarness.StartAsync(options with { Catalogue = false });
        harness.Simulator.Jobs.Plans.Add(StartSamples.Plan);
        return harness;
    }

    internal static long IdOf(ApiResponse response) =>
        response.Json.GetProperty("data").GetProperty("job_instance_id").GetInt64();
}
