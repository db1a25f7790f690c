using System.Globalization;
using System.Text.Json;
using static BkJob.Simulator.ServerApis;

namespace BkJob.Simulator.Tests;

/// <summary>Logs over every API: their text at each moment, limits and codes (protocol-actions.md §1).</summary>
public sealed class LogTests : IClassFixture<ApiHarness>
{
    private const string OneLog = "get_job_instance_ip_log";
    private const string Batch = "batch_get_job_instance_ip_log";
    private const string ObjectBatch = "batch_get_job_instance_execute_object_log";
    private const string WholeLog = "get_job_instance_log";

    // One host that runs from 0 to 8 s.
    private static readonly SimulatedStep Growing = new() { Hosts = 1, Seconds = 8, LogLines = 4, LogText = "line {line}" };

    private readonly ApiHarness _harness;

    public LogTests(ApiHarness harness)
    {
        _harness = harness;
        harness.Simulator.Faults.Clear();
    }

    private JobCatalogue Jobs => _harness.Simulator.Jobs;

    /// <summary>Moments in seconds and the text at each, with | for a newline and - for none.</summary>
    [Theory]
    [InlineData("plain", "0:- 1.9:- 2:1| 3:1| 4:1|2| 7.9:1|2|3| 8:1|2|3|4| 60:1|2|3|4|")]
    [InlineData("partial", "1:lin 2:1| 3:1|lin 8:1|2|3|4|")]
    [InlineData("late", "7.9:1|2|3| 8:1|2|3| 9.9:1|2|3| 10:1|2|3|4|")]
    [InlineData("unterminated", "6:1|2|3| 8:1|2|3|4")]
    [InlineData("rewritten", "4:1|2| 5:(rewritten)1|2| 8:(rewritten)1|2|3|4|")]
    [InlineData("gap", "4:1| 6:1|3| 7:1|2|3| 8:1|2|3|4|")]
    [InlineData("terminated", "5:1|2| 5.9:1|2| 60:1|2|")]
    [InlineData("no log", "4:- 60:-")]
    [InlineData("lost", "4:- 60:-")]
    public async Task Log_grows_with_the_clock(string name, string expected)
    {
        SimulatedJob job = new()
        {
            Id = 900,
            Steps = [name switch
            {
                "partial" => Growing with { PartialLines = true },
                "late" => Growing with { LateChunkSeconds = 2 },
                "unterminated" => Growing with { EndsWithoutNewline = true },
                "rewritten" => Growing with { RewrittenAt = 5 },
                "gap" => Growing with { GapFilledAt = 7 },
                "no log" => Growing with { LogMode = LogMode.None },
                "lost" => Growing with { LostLogs = 1 },
                _ => Growing,
            }],
        };
        Jobs.Add(name switch
        {
            "terminated" => job with { TerminatedAfter = 4, TerminatingFor = 1 },
            _ => job,
        });
        DateTimeOffset start = _harness.Simulator.Clock.Now;

        foreach (string moment in expected.Split(' '))
        {
            string at = moment.Split(':')[0];
            _harness.Simulator.Clock.Advance(
                start + TimeSpan.FromSeconds(double.Parse(at, CultureInfo.InvariantCulture)) - _harness.Simulator.Clock.Now);
            Assert.Equal(moment, $"{at}:{Short(await TextAsync(900, 2_000_001))}");
        }
    }

    [Fact]
    public async Task Host_that_never_ran_has_no_log()
    {
        Jobs.Add(new SimulatedJob { Id = 900, TerminatedAfter = 2, Steps = [Growing with { Hosts = 20 }] });
        _harness.Advance(60);

        Assert.NotNull(await TextAsync(900, 2_000_001));
        Assert.Null(await TextAsync(900, 2_000_020));
    }

    [Fact]
    public async Task Retry_starts_an_empty_log_for_failed_hosts_only()
    {
        Jobs.Add(new SimulatedJob
        {
            Id = 900,
            Steps =
            [
                new() { Hosts = 2, Seconds = 4, FailedHosts = 1, RetryAt = 10, RetrySeconds = 4, LogLines = 2, LogText = "try {attempt} {line}" },
            ],
        });
        _harness.Advance(9);
        Assert.Equal("try 0 1\ntry 0 2\n", await TextAsync(900, 2_000_002));

        _harness.Advance(1);
        Assert.Null(await TextAsync(900, 2_000_002));
        Assert.Equal("try 0 1\ntry 0 2\n", await TextAsync(900, 2_000_001));

        _harness.Advance(2);
        Assert.Equal("try 1 1\n", await TextAsync(900, 2_000_002));
        Assert.Equal(1, await CountOfAttemptsAsync());

        _harness.Advance(2);
        Assert.Equal("try 1 1\ntry 1 2\n", await TextAsync(900, 2_000_002));
    }

    [Theory]
    [InlineData(12, "Fail to dispatch")]
    [InlineData(1, "Can not find Agent by ip:10.0.0.1")]
    [InlineData(102, "timed out")]
    [InlineData(104, "No space left on device")]
    [InlineData(403, "terminated")]
    public async Task Last_line_states_why_a_host_failed(int status, string cause)
    {
        Jobs.Add(new SimulatedJob { Id = 900, Steps = [new() { Hosts = 1, Seconds = 1, FailedHosts = 1, FailureCodes = [status] }] });
        _harness.Advance(2);

        string text = (await TextAsync(900, 2_000_001))!;

        Assert.Contains(cause, text.TrimEnd('\n').Split('\n')[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Output_is_the_log_and_a_cause_replaces_its_last_line()
    {
        Jobs.Add(new SimulatedJob
        {
            Id = 900,
            Steps =
            [
                new() { Hosts = 2, Seconds = 1, FailedHosts = 1, Output = ["{ip} {host} {line}", "done 完成"], FailureOutput = ["no: {ip}"] },
            ],
        });
        _harness.Advance(2);

        Assert.Equal("10.0.0.1 1 1\ndone 完成\n", await TextAsync(900, 2_000_001));
        Assert.Equal("10.0.0.2 2 1\nno: 10.0.0.2\n", await TextAsync(900, 2_000_002));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(99)]
    [InlineData(100)]
    [InlineData(101)]
    [InlineData(12_345)]
    public async Task Sized_log_has_exactly_its_size(int bytes)
    {
        Jobs.Add(new SimulatedJob { Id = 900, Steps = [new() { Hosts = 1, Seconds = 1, LogBytes = bytes }] });
        _harness.Advance(2);

        Assert.Equal(bytes, (await TextAsync(900, 2_000_001))!.Length);
    }

    /// <summary>The hosts of a response: those of the request that are not missing, in another order than requested.</summary>
    [Theory]
    [InlineData(0, 0, "1 2 3 4", "4 3 2 1")]
    [InlineData(0, 0, "4 3 2 1", "1 2 3 4")]
    [InlineData(0, 0, "2 2 9 1", "1 2")]
    [InlineData(2, 0, "1 2 3 4", "3 1")]
    [InlineData(2, 0, "2 4", "")]
    [InlineData(2, 0, "4", "4")]
    [InlineData(1, 1, "1 2 3 4", "3 1")]
    [InlineData(1, 1, "2", "2")]
    [InlineData(1, 1, "4", "")]
    public async Task Batch_returns_the_hosts_that_have_a_log(int missing, int lost, string requested, string expected)
    {
        Jobs.Add(new SimulatedJob { Id = 900, Steps = [new() { Hosts = 4, Seconds = 1, MissingLogs = missing, LostLogs = lost }] });
        _harness.Advance(2);
        string ids = string.Join(',', requested.Split(' ').Select(host => $"200000{host}"));

        foreach (ServerApis api in new[] { EsbV3, GatewayV3, GatewayV4 })
        {
            JsonElement data = await DataAsync(api, api == GatewayV4 ? ObjectBatch : Batch, $$"""{{{Step}},"host_id_list":[{{ids}}]}""");

            JsonElement list = data.GetProperty(api == GatewayV4 ? "script_step_execute_object_logs" : "script_task_logs");
            IEnumerable<string> hosts = list.ValueKind == JsonValueKind.Null ? [] : list.EnumerateArray().Select(host => IdOf(host)[^1..]);
            Assert.Equal(expected, string.Join(' ', hosts));
            Assert.Equal(api != GatewayV4 && expected.Length == 0, list.ValueKind == JsonValueKind.Null);
        }
    }

    [Theory]
    [InlineData(EsbV3, Batch, "", "1241007")]
    [InlineData(EsbV3, Batch, "\"host_id_list\":[]", "1241007")]
    [InlineData(GatewayV3, Batch, "\"host_id_list\":[500]", "0")]
    [InlineData(GatewayV3, Batch, "\"host_id_list\":[501]", "1241007")]
    [InlineData(GatewayV3, Batch, "\"ip_list\":[500]", "0")]
    [InlineData(GatewayV3, Batch, "\"ip_list\":[501]", "1241007")]
    [InlineData(EsbV3, Batch, "\"host_id_list\":[],\"ip_list\":[1]", "0")]
    [InlineData(EsbV3, Batch, "\"host_id_list\":7", "1240003")]
    [InlineData(GatewayV4, ObjectBatch, "", "1241025")]
    [InlineData(GatewayV4, ObjectBatch, "\"host_id_list\":[]", "1241025")]
    [InlineData(GatewayV4, ObjectBatch, "\"host_id_list\":[50]", "0")]
    [InlineData(GatewayV4, ObjectBatch, "\"host_id_list\":[51]", "1241025")]
    [InlineData(GatewayV4, ObjectBatch, "\"ip_list\":[50]", "0")]
    [InlineData(GatewayV4, ObjectBatch, "\"ip_list\":[51]", "1241025")]
    [InlineData(GatewayV4, ObjectBatch, "\"host_id_list\":[],\"ip_list\":[1]", "1241025")]
    [InlineData(EsbV3, OneLog, "", "1241007")]
    [InlineData(GatewayV3, OneLog, "\"ip\":\"10.0.0.1\"", "1241007")]
    [InlineData(GatewayV3, OneLog, "\"bk_host_id\":\"x\"", "1240003")]
    public async Task Limits_of_a_log_call_have_their_codes(ServerApis api, string operation, string parameters, string code)
    {
        Jobs.Add(new SimulatedJob { Id = 900, Steps = [new() { Hosts = 600, Seconds = 1 }] });

        ApiResponse response = await _harness.ReadAsync(api, operation, $"{{{Step}{(parameters.Length > 0 ? "," : "")}{Expand(parameters)}}}");

        Assert.Equal(code, response.Code);
        Assert.Equal(api == GatewayV4 && code != "0" ? 400 : 200, response.Status);
    }

    [Fact]
    public async Task Too_many_objects_are_rejected_as_recorded()
    {
        Jobs.Add(new SimulatedJob { Id = 900, Steps = [new() { Hosts = 600, Seconds = 1 }] });

        ApiResponse v3 = await _harness.ReadAsync(GatewayV3, Batch, $"{{{Step},{Expand("\"host_id_list\":[501]")}}}");
        ApiResponse v4 = await _harness.ReadAsync(GatewayV4, ObjectBatch, $"{{{Step},{Expand("\"host_id_list\":[51]")}}}");

        Assert.Equal((string)Payload.Json("err-job-20-log-more-than-500-hosts")["body"]!["message"]!, v3.Message);
        Assert.Equal(
            Payload.Json("err-v4-06-log-too-many-objects")["body"]!["error"]!.ToJsonString(),
            JsonSerializer.Serialize(v4.Json.GetProperty("error")));
    }

    /// <summary>v3 returns the code of an unknown job for an unknown step, v4 has a code of its own.</summary>
    [Theory]
    [InlineData("\"job_instance_id\":999,\"step_instance_id\":90001", "1244006", "1244006")]
    [InlineData("\"job_instance_id\":900,\"step_instance_id\":90101", "1244006", "1244007")]
    [InlineData("\"job_instance_id\":900,\"step_instance_id\":0", "1240003", "1241025")]
    [InlineData("\"job_instance_id\":900", "1240003", "1241004")]
    [InlineData("\"job_instance_id\":0,\"step_instance_id\":90001", "1240003", "1241025")]
    [InlineData("\"job_instance_id\":\"x\",\"step_instance_id\":90001", "1240003", "1241020")]
    [InlineData("\"job_instance_id\":900,\"step_instance_id\":90001,\"bk_scope_type\":\"biz\",\"bk_scope_id\":\"7\"", "1244006", "1244006")]
    [InlineData("\"job_instance_id\":901,\"step_instance_id\":90101", "9900403", "NO_PERMISSION")]
    public async Task Unknown_or_foreign_step_has_its_code(string ids, string v3, string v4)
    {
        Jobs.Add(new SimulatedJob { Id = 900, Steps = [Growing] });
        Jobs.Add(new SimulatedJob { Id = 901, Steps = [Growing], ViewDenied = true });

        foreach ((ServerApis api, string operation, string code) in new[]
        {
            (EsbV3, OneLog, v3), (GatewayV3, OneLog, v3), (EsbV3, Batch, v3), (GatewayV3, Batch, v3), (GatewayV4, ObjectBatch, v4),
        })
        {
            ApiResponse response = await _harness.ReadAsync(api, operation, $$"""{{{ids}},"bk_host_id":2000001,"host_id_list":[2000001]}""");
            Assert.Equal((operation, code), (operation, response.Code));
        }
    }

    [Theory]
    [InlineData("\"job_instance_id\":999", "1244006")]
    [InlineData("\"job_instance_id\":0", "1241007")]
    [InlineData("", "1241007")]
    [InlineData("\"job_instance_id\":901", "9900403")]
    [InlineData("\"job_instance_id\":902", "1240002")]
    public async Task Log_of_a_whole_job_has_the_codes_of_v2(string id, string code)
    {
        Jobs.Add(new SimulatedJob { Id = 901, Steps = [Growing], ViewDenied = true });
        Jobs.Add(new SimulatedJob { Id = 902, Steps = [new() { Containers = 1, Seconds = 1 }] });

        Assert.Equal(code, (await _harness.ReadAsync(EsbV2, WholeLog, $"{{{id}}}")).Code);
    }

    [Fact]
    public async Task Only_v2_escapes_the_characters_of_html()
    {
        const string Text = "free 41% > 40% && ok <done> &amp; \"x\" 'y'";
        Jobs.Add(new SimulatedJob { Id = 900, Steps = [new() { Hosts = 1, Seconds = 1, LogLines = 1, LogText = Text }] });
        _harness.Advance(2);

        string v2 = (await DataAsync(EsbV2, WholeLog, """{"job_instance_id":900}"""))[0]
            .GetProperty("step_results")[0].GetProperty("ip_logs")[0].GetProperty("log_content").GetString()!;

        Assert.Equal("free 41% &gt; 40% &amp;&amp; ok &lt;done&gt; &amp;amp; \"x\" 'y'\n", v2);
        Assert.Equal(Text + "\n", await TextAsync(900, 2_000_001));
    }

    [Theory]
    [InlineData("", "a > b\n")]
    [InlineData(",\"use_html_encode\":true", "a &gt; b\n")]
    public async Task Job_2x_escapes_on_request_and_has_a_zone(string flag, string expected)
    {
        await using ApiHarness old = await ApiHarness.StartAsync(new SimulatorOptions { Catalogue = false, Profile = ServerProfile.Job2x });
        old.Simulator.Jobs.Add(new SimulatedJob { Id = 900, Steps = [new() { Hosts = 1, Seconds = 1, LogLines = 1, LogText = "a > b" }] });
        old.Advance(2);

        ApiResponse response = await old.ReadAsync(EsbV2, WholeLog, $$"""{"bk_biz_id":1,"job_instance_id":900{{flag}}}""");

        JsonElement log = response.Json.GetProperty("data")[0].GetProperty("step_results")[0].GetProperty("ip_logs")[0];
        Assert.Equal(expected, log.GetProperty("log_content").GetString());
        Assert.Equal("2026-07-20 09:15:00 +0800", log.GetProperty("start_time").GetString());
        Assert.Equal(0, log.GetProperty("retry_count").GetInt32());
    }

    [Fact]
    public async Task Confirmation_has_no_log_type()
    {
        Jobs.Add(new SimulatedJob { Id = 900, Steps = [new() { Type = 3 }] });
        _harness.Advance(2);

        JsonElement one = await DataAsync(GatewayV3, OneLog, $$"""{{{Step}},"bk_host_id":2000001}""");
        JsonElement batch = await DataAsync(EsbV3, Batch, $$"""{{{Step}},"host_id_list":[2000001]}""");
        JsonElement objects = await DataAsync(GatewayV4, ObjectBatch, $$"""{{{Step}},"host_id_list":[2000001]}""");
        JsonElement whole = await DataAsync(EsbV2, WholeLog, """{"job_instance_id":900}""");

        Assert.Equal(JsonValueKind.Null, one.GetProperty("log_type").ValueKind);
        Assert.Equal(JsonValueKind.Null, one.GetProperty("log_content").ValueKind);
        Assert.Equal(JsonValueKind.Null, batch.GetProperty("log_type").ValueKind);
        Assert.Equal(JsonValueKind.Null, batch.GetProperty("script_task_logs").ValueKind);
        Assert.False(objects.TryGetProperty("log_type", out _));
        Assert.Equal(0, whole[0].GetProperty("step_results").GetArrayLength());
    }

    [Theory]
    [InlineData("\"bk_host_id\":2000002", "2000002 null null")]
    [InlineData("\"bk_cloud_id\":0,\"ip\":\"10.0.0.2\"", "2000002 0 10.0.0.2")]
    [InlineData("\"bk_host_id\":2000002,\"bk_cloud_id\":0,\"ip\":\"10.0.0.2\"", "2000002 0 10.0.0.2")]
    [InlineData("\"bk_cloud_id\":5,\"ip\":\"10.0.0.2\"", "null 5 10.0.0.2")]
    [InlineData("\"bk_host_id\":7", "7 null null")]
    public async Task One_log_echoes_the_requested_host(string host, string expected)
    {
        Jobs.Add(new SimulatedJob { Id = 900, Steps = [new() { Hosts = 2, Seconds = 1 }] });
        _harness.Advance(2);

        JsonElement data = await DataAsync(GatewayV3, OneLog, $"{{{Step},{host}}}");

        string[] names = ["bk_host_id", "bk_cloud_id", "ip"];
        Assert.Equal(expected, string.Join(' ', names.Select(name => data.GetProperty(name)).Select(value =>
            value.ValueKind == JsonValueKind.Null ? "null" : value.ToString())));
        Assert.Equal(expected.Contains("2000002", StringComparison.Ordinal), data.GetProperty("log_content").ValueKind == JsonValueKind.String);
    }

    [Fact]
    public async Task Containers_have_logs_in_v4_only()
    {
        Jobs.Add(new SimulatedJob { Id = 900, Steps = [new() { Hosts = 1, Containers = 2, Seconds = 1, LogText = "{ip}", LogLines = 1 }] });
        _harness.Advance(2);

        Assert.Equal("1240002", (await _harness.ReadAsync(GatewayV3, OneLog, $$"""{{{Step}},"bk_host_id":2000001}""")).Code);
        Assert.Equal("1240002", (await _harness.ReadAsync(EsbV3, Batch, $$"""{{{Step}},"host_id_list":[2000001]}""")).Code);
        JsonElement logs = (await DataAsync(GatewayV4, ObjectBatch, $$"""{{{Step}},"container_id_list":[5000001,5000002]}"""))
            .GetProperty("script_step_execute_object_logs");
        Assert.Equal(["app-2\n", "app-1\n"], logs.EnumerateArray().Select(log => log.GetProperty("log_content").GetString()));
    }

    [Fact]
    public async Task Transfer_is_logged_as_it_proceeds()
    {
        Jobs.Add(new SimulatedJob { Id = 900, Steps = [new() { Type = 2, Hosts = 1, Seconds = 8, Files = 2, FailedHosts = 1 }] });
        var states = new List<string>();
        for (int second = 0; second < 5; second++)
        {
            states.Add(await DownloadsAsync());
            _harness.Advance(2);
        }

        Assert.Equal(["3 0%, 1 0%", "3 50%, 1 0%", "4 100%, 3 0%", "4 100%, 3 50%", "4 100%, 5 50%"], states);
        JsonElement source = (await DataAsync(GatewayV3, Batch, $$"""{{{Step}},"host_id_list":[2000002]}""")).GetProperty("file_task_logs")[0];
        Assert.Equal([0, 0], source.GetProperty("file_logs").EnumerateArray().Select(file => file.GetProperty("mode").GetInt32()));
        JsonElement one = await DataAsync(GatewayV3, OneLog, $$"""{{{Step}},"bk_host_id":2000001}""");
        Assert.Equal([1, 1, 0, 0], one.GetProperty("file_logs").EnumerateArray().Select(file => file.GetProperty("mode").GetInt32()));
    }

    [Fact]
    public async Task Old_server_has_old_fields_and_loses_hosts_of_a_retry()
    {
        await using ApiHarness old = await ApiHarness.StartAsync(new SimulatorOptions { Catalogue = false, Profile = ServerProfile.Job39 });
        old.Simulator.Jobs.Add(new SimulatedJob
        {
            Id = 900,
            Steps = [new() { Hosts = 2, Seconds = 1, FailedHosts = 1, RetryAt = 2, RetrySeconds = 1 }],
        });
        const string Body = $$"""{{{Step}},"host_id_list":[2000001,2000002]}""";
        old.Advance(1);
        JsonElement before = (await old.ReadAsync(GatewayV3, Batch, Body)).Json.GetProperty("data").GetProperty("script_task_logs");
        old.Advance(5);
        JsonElement after = (await old.ReadAsync(GatewayV3, Batch, Body)).Json.GetProperty("data").GetProperty("script_task_logs");

        Assert.Equal(2, before.GetArrayLength());
        Assert.False(before[0].TryGetProperty("bk_host_id", out _));
        Assert.Equal([2_000_002L], after.EnumerateArray().Select(host => host.GetProperty("host_id").GetInt64()));
    }

    [Fact]
    public async Task Fault_can_hit_a_later_batch_of_one_call()
    {
        Jobs.Add(new SimulatedJob { Id = 900, Steps = [new() { Hosts = 2, Seconds = 1 }] });
        _harness.Simulator.Faults.Add(new Fault { Operation = Batch, Skip = 1, EnvelopeCode = 1246001 });
        var codes = new List<string>();
        for (int request = 0; request < 3; request++)
        {
            codes.Add((await _harness.ReadAsync(EsbV3, Batch, $$"""{{{Step}},"host_id_list":[2000001]}""")).Code);
        }

        Assert.Equal(["0", "1246001", "0"], codes);
        RecordedRequest recorded = _harness.Simulator.Requests.All[^1];
        Assert.Equal((Batch, 900), (recorded.Operation, recorded.JobInstanceId));
        Assert.Contains("\"host_id_list\":[2000001]", recorded.Body, StringComparison.Ordinal);
    }

    private const string Step = "\"job_instance_id\":900,\"step_instance_id\":90001";

    private static string? Short(string? text) =>
        text?.Replace("line ", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).Replace('\n', '|') ?? "-";

    // A number in a list stands for that many hosts.
    private static string Expand(string parameters)
    {
        int start = parameters.LastIndexOf('[') + 1;
        if (start == 0 || parameters[start] == ']')
        {
            return parameters;
        }

        int count = int.Parse(parameters[start..^1], CultureInfo.InvariantCulture);
        bool isAddress = parameters.Contains("ip_list\":[" + count, StringComparison.Ordinal);
        IEnumerable<string> hosts = Enumerable.Range(0, count).Select(host => isAddress
            ? $$"""{"bk_cloud_id":0,"ip":"10.0.{{host / 250}}.{{(host % 250) + 1}}"}"""
            : $"{2_000_001 + host}");
        return $"{parameters[..start]}{string.Join(',', hosts)}]";
    }

    private static string IdOf(JsonElement host) => host.TryGetProperty("execute_object", out JsonElement target)
        ? target.GetProperty("resource_id").GetString()!
        : host.GetProperty("bk_host_id").GetRawText();

    private async Task<string> DownloadsAsync()
    {
        JsonElement logs = await DataAsync(GatewayV4, ObjectBatch, $$"""{{{Step}},"host_id_list":[2000001]}""");
        return string.Join(", ", logs.GetProperty("file_step_execute_object_logs")[0].GetProperty("download_log").EnumerateArray()
            .Select(file => $"{file.GetProperty("status")} {file.GetProperty("process")}"));
    }

    private async Task<int> CountOfAttemptsAsync() =>
        (await _harness.InvokeAsync(GatewayV3, ApiHarness.QueryOf(GatewayV3, 900))).Json
            .GetProperty("data").GetProperty("step_instance_list")[0].GetProperty("execute_count").GetInt32();

    private async Task<string?> TextAsync(long job, long host) => (await DataAsync(
        GatewayV3,
        OneLog,
        $$"""{"job_instance_id":{{job}},"step_instance_id":{{job}}01,"bk_host_id":{{host}}}""")).GetProperty("log_content").GetString();

    private async Task<JsonElement> DataAsync(ServerApis api, string operation, string json)
    {
        ApiResponse response = await _harness.ReadAsync(api, operation, json);
        Assert.Equal("0", response.Code);
        return response.Json.GetProperty("data");
    }
}
