using static BkJob.Simulator.ServerApis;

namespace BkJob.Simulator.Tests.Starts;

/// <summary>What rejects a start before its job is inserted (protocol-actions.md §4.1, §8).</summary>
public sealed class StartRejectionTests
{
    private const string Script = "fast_execute_script";

    private static readonly StartOptions Strict = new()
    {
        KnownHosts = 1_000_000,
        InvalidHosts = ["2000009", "0:10.0.0.3"],
        DangerousScripts = ["rm -rf /$"],
        CallbackUrls = ["https://ops/"],
    };

    /// <summary>The later parameter of a pair overrides the earlier one, as in the sample.</summary>
    [Theory]
    [InlineData(Script, EsbV2, "\"account\": null", "1241004", "Missing request parameter [account]")]
    [InlineData(Script, EsbV3, "\"account_alias\": null", "1241004", "Missing request parameter [account_id|account_alias]")]
    [InlineData(Script, EsbV3, "\"account_alias\": \"deploy\"", "1244003", "Account [deploy] does not exist")]
    [InlineData(Script, EsbV3, "\"account_alias\": \"orders-db\"", "1244003", "Account [orders-db] does not exist")]
    [InlineData(Script, EsbV3, "\"account_id\": 77", "1244003", "Account [77] does not exist")]
    [InlineData(Script, EsbV3, "\"account_alias\": \"Administrator\"", "1244003", "Account [Administrator] does not exist")]
    [InlineData(Script, EsbV3, "\"target_server\": null", "1241004", "Missing request parameter [target_server]")]
    [InlineData(Script, GatewayV4, "\"execute_target\": null", "1241004", "Missing request parameter [execute_target]")]
    [InlineData(Script, EsbV3, "\"target_server\": {}", "1244001", "Host is empty")]
    [InlineData(Script, EsbV2, "\"ip_list\": []", "1244001", "Host is empty")]
    [InlineData(Script, EsbV3, "\"timeout\": 0", "1240003", "Job timeout must be between 1 and 259200")]
    [InlineData(Script, EsbV3, "\"timeout\": 259201", "1240003", "Job timeout must be between 1 and 259200")]
    [InlineData(Script, EsbV2, "\"script_timeout\": 259201", "1240003", "Job timeout must be between 1 and 259200")]
    [InlineData(Script, GatewayV4, "\"timeout\": 259201", "1241025", "Fields [timeout] bind failed")]
    [InlineData(Script, GatewayV4, "\"account_alias\": null", "1241025", "Fields [account] bind failed")]
    [InlineData(Script, EsbV3, "\"callback_url\": \"https://elsewhere/\"", "1240003", "Callback url is invalid or not in the allowed list, please contact the platform administrator to add it")]
    [InlineData(Script, GatewayV4, "\"callback_url\": \"https://elsewhere/\"", "1241025", "Fields [callbackUrl] bind failed")]
    [InlineData(Script, EsbV3, "\"script_content\": \"cm0gLXJmIC8=\"", "1244019", "Dangerous script, cannot be executed")]
    [InlineData(Script, EsbV3, "\"script_language\": \"x\"", "1240003", "Bad Request")]
    [InlineData(Script, EsbV3, "\"target_server\": {\"host_id_list\": [2000009], \"ip_list\": [{\"bk_cloud_id\": 0, \"ip\": \"198.51.100.77\"}]}", "1244002", "Hosts invalid. Please check whether the source or target host exists under the business [Business 1] of CMDB. Besides, please contact JOB administrator to add them to ip whitelist if you have to use hosts between businesses. Invalid 2 hosts:(host_id:2000009),(ip:198.51.100.77)")]
    [InlineData(Script, EsbV3, "\"rolling_config\": {\"expression\": \"1\", \"mode\": 1}, \"target_server\": {\"topo_node_list\": [1,2,3,4,5,6,7,8,9,10,11]}", "1240003", "Bad Request")]
    [InlineData("fast_transfer_file", EsbV3, "\"file_target_path\": null", "1241007", "Missing or invalid request parameter [file_target_path]")]
    [InlineData("fast_transfer_file", EsbV3, "\"file_target_path\": \"opt\"", "1241007", "Missing or invalid request parameter [file_target_path]")]
    [InlineData("fast_transfer_file", EsbV3, "\"file_source_list\": []", "1241004", "Missing request parameter [file_source_list]")]
    [InlineData("fast_transfer_file", EsbV3, "\"file_source_list\": [{\"file_list\": [\"a\"]}]", "1241005", "Invalid request parameter [file_source.file_list]")]
    [InlineData("fast_transfer_file", EsbV3, "\"file_source_list\": [{\"file_list\": [\"/a\"], \"file_type\": 4}]", "1241005", "Invalid request parameter [file_source.file_type]")]
    [InlineData("fast_transfer_file", EsbV3, "\"file_source_list\": [{\"file_list\": [\"/a\"]}]", "1241004", "Missing request parameter [file_source.server]")]
    [InlineData("fast_transfer_file", EsbV3, "\"account_id\": null", "1241004", "Missing request parameter [account_id|account_alias]")]
    [InlineData("fast_push_file", EsbV2, "\"file_source\": null", "1241004", "Missing request parameter [file_source]")]
    [InlineData("push_config_file", EsbV3, "\"file_list\": []", "1241004", "Missing request parameter [file_list]")]
    [InlineData("push_config_file", EsbV3, "\"file_list\": [{\"content\": \"eA==\"}]", "1241005", "Invalid request parameter [file_list.file_name]")]
    [InlineData("execute_job_plan", EsbV3, "\"global_var_list\": [{\"value\": \"1\"}]", "1241005", "Invalid request parameter [global_var.id|global_var.name]")]
    public async Task Request_that_is_not_valid_creates_nothing(string operation, ServerApis api, string more, string code, string message)
    {
        await using ApiHarness harness = await StartTests.StartAsync(new SimulatorOptions { Starts = Strict });

        ApiResponse response = await harness.StartSampleAsync(operation, api, more);

        Assert.Equal((code, message), (response.Code, response.Message));
        Assert.Equal(new StartCounts(1, 0, 0), harness.Simulator.CountStarts(operation));
    }

    [Theory]
    [InlineData("script_content", 100_000, "0")]
    [InlineData("script_content", 100_001, "1240003")]
    [InlineData("script_param", 65_535, "0")]
    [InlineData("script_param", 65_536, "1240002")]
    [InlineData("task_name", 512, "0")]
    [InlineData("task_name", 513, "1240002")]
    public async Task Text_that_is_too_long_is_rejected(string parameter, int length, string code)
    {
        await using ApiHarness harness = await StartTests.StartAsync(new SimulatorOptions { Starts = new() { MaxScriptBytes = 100_000 } });
        string text = new('x', length);
        string value = parameter == "task_name" ? text : StartSamples.Base64(text);

        Assert.Equal(code, (await harness.StartSampleAsync(Script, EsbV3, $"\"{parameter}\": \"{value}\"")).Code);
    }

    [Theory]
    [InlineData(1, "1244003")]
    [InlineData(7, "0")]
    public async Task Account_of_another_business_is_unknown(int bizId, string code)
    {
        await using ApiHarness harness = await StartTests.StartAsync(new SimulatorOptions());
        harness.Simulator.Jobs.Accounts.Add(new SimulatedAccount { Id = 90, BizId = 7, Alias = "seven" });

        Assert.Equal(code, (await harness.StartSampleAsync(Script, EsbV3, $"\"account_alias\": \"seven\", \"bk_biz_id\": {bizId}")).Code);
    }

    [Theory]
    [InlineData(50_000, EsbV3, 200, "0")]
    [InlineData(50_001, EsbV3, 200, "1244022")]
    [InlineData(50_001, GatewayV4, 429, "1244022")]
    public async Task Script_has_at_most_50000_targets(int count, ServerApis api, int status, string code)
    {
        await using ApiHarness harness = await StartTests.StartAsync(new SimulatorOptions());
        string ids = string.Join(',', Enumerable.Range(2_000_001, count).Select(id => api == GatewayV4 ? $"{{\"bk_host_id\":{id}}}" : $"{id}"));
        string target = api == GatewayV4 ? $"\"execute_target\": {{\"host_list\": [{ids}]}}" : $"\"target_server\": {{\"host_id_list\": [{ids}]}}";

        ApiResponse response = await harness.StartSampleAsync(Script, api, target);

        Assert.Equal((status, code), (response.Status, response.Code));
        Assert.True(code == "0" || response.Message == "The number of script task target servers exceeds the limit: 50,000");
    }

    [Theory]
    [InlineData(200, "0")]
    [InlineData(201, "1244027")]
    public async Task Start_has_at_most_200_batches(int count, string code)
    {
        await using ApiHarness harness = await StartTests.StartAsync(new SimulatorOptions());
        string ids = string.Join(',', Enumerable.Range(2_000_001, count));

        ApiResponse response = await harness.StartSampleAsync(
            Script, EsbV3, $"\"rolling_config\": {{\"expression\": \"1\"}}, \"target_server\": {{\"host_id_list\": [{ids}]}}");

        Assert.Equal(code, response.Code);
    }

    [Theory]
    [InlineData(100, "0")]
    [InlineData(101, "1244021")]
    public async Task Transfer_has_at_most_100000_file_tasks(int files, string code)
    {
        await using ApiHarness harness = await StartTests.StartAsync(new SimulatorOptions());
        string ids = string.Join(',', Enumerable.Range(2_000_001, 1000));
        string paths = string.Join(',', Enumerable.Range(1, files).Select(file => $"\"/data/{file}\""));

        ApiResponse response = await harness.StartSampleAsync(
            "fast_transfer_file",
            GatewayV3,
            $"\"target_server\": {{\"host_id_list\": [{ids}]}}, \"file_source_list\": [{{\"file_list\": [{paths}], "
                + "\"account\": {\"id\": 5}, \"server\": {\"host_id_list\": [7]}}]");

        Assert.Equal(code, response.Code);
    }

    /// <summary>Unfinished jobs count, and a job that waits for its start counts for an hour.</summary>
    [Theory]
    [InlineData("scope", "1244032")]
    [InlineData("app", "1244033")]
    [InlineData("system", "1244034")]
    public async Task Quota_counts_unfinished_jobs(string owner, string code)
    {
        await using ApiHarness harness = await StartTests.StartAsync(new SimulatorOptions
        {
            Starts = new StartOptions
            {
                ScopeQuota = owner == "scope" ? 2 : null,
                AppQuota = owner == "app" ? 2 : null,
                SystemQuota = owner == "system" ? 2 : null,
            },
        });
        await harness.StartSampleAsync(Script, EsbV3, "\"start_task\": false");
        await harness.StartSampleAsync(Script, GatewayV4);
        ApiResponse other = await harness.StartSampleAsync(Script, EsbV3, "\"bk_scope_type\": \"biz\", \"bk_scope_id\": \"2\"");

        // Another business has its own quota.
        Assert.Equal(owner == "scope" ? "0" : code, other.Code);
        Assert.Equal(code, (await harness.StartSampleAsync("execute_job_plan", EsbV3)).Code);
        Assert.Equal(429, (await harness.StartSampleAsync(Script, GatewayV4)).Status);
        harness.Advance(30);
        Assert.Equal("0", (await harness.StartSampleAsync(Script, EsbV3)).Code);
        Assert.Equal(code, (await harness.StartSampleAsync(Script, EsbV3)).Code);
        harness.Advance(3600);
        Assert.Equal("0", (await harness.StartSampleAsync(Script, EsbV3)).Code);
        Assert.Equal("0", (await harness.StartSampleAsync(Script, EsbV3)).Code);
    }

    /// <summary>A request with every defect, from which one after the other is removed.</summary>
    [Fact]
    public async Task Checks_have_the_order_of_the_server()
    {
        const string Bad = "\"target_server\": {\"host_id_list\": [9]}, \"account_alias\": \"none\", \"script_content\": \"cm0gLXJmIC8=\", \"timeout\": 0";
        StartOptions options = Strict with { InvalidHosts = ["9"], ScopeQuota = 0, IsOverloaded = true, DeniedActions = ["quick_execute_script"] };
        (string Code, StartOptions Options, string More)[] cases =
        [
            ("1240003", options, Bad),
            ("1244019", options, $"{Bad}, \"timeout\": 1"),
            ("1244032", options = options with { DangerousScripts = [] }, $"{Bad}, \"timeout\": 1"),
            ("1244025", options = options with { ScopeQuota = null }, $"{Bad}, \"timeout\": 1"),
            ("1244003", options = options with { IsOverloaded = false }, $"{Bad}, \"timeout\": 1"),
            ("1244002", options, $"{Bad}, \"timeout\": 1, \"account_alias\": \"root\""),
            ("9900403", options = options with { InvalidHosts = [] }, $"{Bad}, \"timeout\": 1, \"account_alias\": \"root\""),
            ("0", options with { DeniedActions = [] }, $"{Bad}, \"timeout\": 1, \"account_alias\": \"root\""),
        ];
        foreach ((string code, StartOptions starts, string more) in cases)
        {
            await using ApiHarness harness = await StartTests.StartAsync(new SimulatorOptions { Starts = starts });

            Assert.Equal(code, (await harness.StartSampleAsync(Script, GatewayV3, more)).Code);
            Assert.Equal(code == "0" ? 1 : 0, harness.Simulator.Jobs.Starts.Count);
        }
    }

    [Theory]
    [InlineData("execute_job_plan", EsbV3, "launch_job_plan", "Launch Job Plan", 200)]
    [InlineData("execute_job", EsbV2, "launch_job_plan", "Launch Job Plan", 200)]
    [InlineData(Script, GatewayV4, "quick_execute_script", "Quick Execute Script", 403)]
    [InlineData(Script, GatewayV3, "use_account", "Use Account", 200)]
    [InlineData("fast_transfer_file", GatewayV3, "quick_transfer_file", "Quick Transfer File", 200)]
    public async Task Missing_permission_is_named(string operation, ServerApis api, string action, string name, int status)
    {
        await using ApiHarness harness =
            await StartTests.StartAsync(new SimulatorOptions { Starts = new StartOptions { DeniedActions = [action] } });

        ApiResponse response = await harness.StartSampleAsync(operation, api);

        Assert.Equal(status, response.Status);
        Assert.Contains($"\"actions\":[{{\"id\":\"{action}\",\"name\":\"{name}\"", response.Text, StringComparison.Ordinal);
        Assert.Empty(harness.Simulator.Jobs.Starts);
    }

    [Theory]
    [InlineData(false, "1244002", "Invalid 1 hosts:(host_id:2000003)")]
    [InlineData(true, "1244030", "Invalid execute objects: [(host_id:2000003)]")]
    public async Task Host_outside_the_scope_is_named(bool asObject, string code, string end)
    {
        await using ApiHarness harness = await StartTests.StartAsync(
            new SimulatorOptions { Starts = new StartOptions { InvalidHosts = ["2000003"], ReportsExecuteObjects = asObject } });

        ApiResponse response = await harness.StartSampleAsync(Script, GatewayV3);

        Assert.Equal(code, response.Code);
        Assert.EndsWith(end, response.Message, StringComparison.Ordinal);
    }

    /// <summary>The HTTP status of v4, and its word.</summary>
    [Theory]
    [InlineData("\"account_alias\": \"deploy\"", 404, "NOT_FOUND")]
    [InlineData("\"script_id\": \"none\"", 404, "NOT_FOUND")]
    [InlineData("\"script_version_id\": 1000320", 400, "FAILED_PRECONDITION")]
    [InlineData("\"execute_target\": {\"host_list\": [{\"bk_host_id\": 2000009}]}", 400, "FAILED_PRECONDITION")]
    [InlineData("\"execute_target\": {}", 400, "INVALID_ARGUMENT")]
    [InlineData("\"rolling_config\": {\"expression\": \"x\"}", 400, "INVALID_ARGUMENT")]
    [InlineData("\"script_content\": \"cm0gLXJmIC8=\"", 500, "INTERNAL")]
    public async Task Error_of_v4_has_its_status(string more, int status, string word)
    {
        await using ApiHarness harness = await StartTests.StartAsync(new SimulatorOptions { Starts = Strict });

        // The host of the sample with an address is not valid here.
        ApiResponse response = await harness.StartSampleAsync(
            Script, GatewayV4, $"\"execute_target\": {{\"host_list\": [{{\"bk_host_id\": 2000001}}]}}, {more}");

        Assert.Equal((status, word), (response.Status, response.Json.GetProperty("error").GetProperty("code").GetString()));
    }

    [Theory]
    [InlineData("\"account_alias\": \"deploy\"", "账号[deploy]不存在")]
    [InlineData("\"target_server\": {}", "主机为空")]
    [InlineData("\"script_version_id\": 1000320", "脚本已禁用，无法执行")]
    public async Task Error_has_the_language_of_the_request(string more, string expected)
    {
        await using ApiHarness harness = await StartTests.StartAsync(new SimulatorOptions());

        ApiResponse response = await harness.PostAsync(EsbV3, Script, $"{{{StartSamples.Of(Script, EsbV3)}, {more}}}", "zh-cn");

        Assert.Equal(expected, response.Message);
    }
}
