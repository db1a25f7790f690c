using System.Globalization;
using System.Text.Json;
using static BkJob.Simulator.ServerApis;

namespace BkJob.Simulator.Tests;

/// <summary>The list of jobs over its three APIs (protocol-actions.md §2.1, §2.2).</summary>
public sealed class HistoryTests : IAsyncLifetime
{
    private const string List = "get_job_instance_list";

    // The clock of the harness, 2026-07-20 09:15:00 +08:00.
    private const long Now = 1_784_510_100_000;
    private const long Day = 86_400_000;

    private static readonly ServerApis[] Apis = [EsbV3, GatewayV3, GatewayV4];
    private static readonly string LastDay = Span(Now - Day, Now + Day);

    private ApiHarness _harness = null!;

    private JobCatalogue Jobs => _harness.Simulator.Jobs;

    public async ValueTask InitializeAsync() =>
        _harness = await ApiHarness.StartAsync(new SimulatorOptions { Catalogue = false, HistoryStartLimit = 5000 });

    public ValueTask DisposeAsync() => _harness.DisposeAsync();

    /// <summary>Each filter over the jobs 1 to 6, of which the first is the oldest.</summary>
    [Theory]
    [InlineData("", "6 5 4 3 2 1")]
    [InlineData("\"name\":\"clean\"", "5 4 1")]
    [InlineData("\"name\":\"CLEAN up\"", "1")]
    [InlineData("\"name\":\"c%p\"", "6 4 1")]
    [InlineData("\"name\":\"clean_up\"", "4 1")]
    [InlineData("\"name\":\"nothing\"", "")]
    [InlineData("\"operator\":\"ops\"", "2")]
    [InlineData("\"operator\":\"op\"", "")]
    [InlineData("\"launch_mode\":3", "3")]
    [InlineData("\"type\":0", "3 2")]
    [InlineData("\"type\":2", "4")]
    [InlineData("\"status\":4", "5")]
    [InlineData("\"status\":1", "6")]
    [InlineData("\"status\":14", "")]
    [InlineData("\"ip\":\"10.0.0.3\"", "3")]
    [InlineData("\"ip\":\"fd00::1:1\"", "")]
    [InlineData("\"job_cron_id\":77", "3")]
    [InlineData("\"job_instance_id\":2", "2")]
    [InlineData("\"job_instance_id\":2,\"name\":\"nothing\",\"operator\":\"nobody\"", "2")]
    [InlineData("\"job_instance_id\":9", "")]
    [InlineData("\"bk_scope_type\":\"biz\",\"bk_scope_id\":\"7\"", "8")]
    [InlineData("\"create_time_start\":1784509980000,\"create_time_end\":1784510040000", "6 5")]
    public async Task Filter_finds_its_jobs_newest_first(string filter, string expected)
    {
        AddJobs();
        foreach (ServerApis api in Apis)
        {
            JsonElement data = await DataAsync(api, filter.Contains("create_time", StringComparison.Ordinal) ? filter : With(filter));

            Assert.Equal($"{api}: {expected}", $"{api}: {Ids(data)}");
            Assert.Equal(api != GatewayV4 && expected.Length == 0, Rows(data).ValueKind == JsonValueKind.Null);
        }
    }

    [Theory]
    [InlineData("", "1241007", "1241004")]
    [InlineData("\"create_time_start\":1", "1241007", "1241004")]
    [InlineData("\"create_time_start\":0,\"create_time_end\":5", "1241007", "0")]
    [InlineData("\"create_time_start\":5,\"create_time_end\":5", "1241007", "0")]
    [InlineData("\"create_time_start\":6,\"create_time_end\":5", "1241007", "0")]
    [InlineData("\"create_time_start\":1,\"create_time_end\":2592000001", "0", "0")]
    [InlineData("\"create_time_start\":1,\"create_time_end\":2592000002", "1241002", "0")]
    [InlineData("\"create_time_start\":\"x\",\"create_time_end\":5", "1240003", "1241020")]
    [InlineData("\"create_time_start\":1,\"create_time_end\":5,\"job_instance_id\":2", "0", "0")]
    [InlineData("\"create_time_start\":1,\"create_time_end\":5,\"type\":3", "1241002", "1241002")]
    [InlineData("\"create_time_start\":1,\"create_time_end\":5,\"status\":12", "1240002", "1240002")]
    [InlineData("\"create_time_start\":1,\"create_time_end\":5,\"status\":99", "1240002", "1240002")]
    [InlineData("\"create_time_start\":1,\"create_time_end\":5,\"status\":0", "1240002", "1240002")]
    [InlineData("\"create_time_start\":1,\"create_time_end\":5,\"status\":15", "0", "0")]
    [InlineData("\"create_time_start\":1,\"create_time_end\":5,\"length\":201", "0", "1241025")]
    [InlineData("\"create_time_start\":1,\"create_time_end\":5,\"length\":1000", "0", "1241025")]
    [InlineData("\"create_time_start\":1,\"create_time_end\":5,\"length\":1001", "1240003", "1241025")]
    [InlineData("\"create_time_start\":1,\"create_time_end\":5,\"length\":0", "1240003", "1241025")]
    [InlineData("\"create_time_start\":1,\"create_time_end\":5,\"offset\":10000", "0", "0")]
    [InlineData("\"create_time_start\":1,\"create_time_end\":5,\"offset\":10001", "0", "1241025")]
    [InlineData("\"create_time_start\":1,\"create_time_end\":5,\"start\":5000", "0", "0")]
    [InlineData("\"create_time_start\":1,\"create_time_end\":5,\"start\":5001", "1241010", "0")]
    public async Task Limit_of_a_list_has_its_code(string parameters, string v3, string v4)
    {
        foreach ((ServerApis api, string code) in new[] { (EsbV3, v3), (GatewayV3, v3), (GatewayV4, v4) })
        {
            ApiResponse response = await _harness.ReadAsync(api, List, $"{{{parameters}}}");

            int status = api != GatewayV4 || code == "0" ? 200 : code == "1240002" ? 500 : 400;
            Assert.Equal((api, code, status), (api, response.Code, response.Status));
        }
    }

    [Fact]
    public async Task Old_server_has_no_maximum_length()
    {
        await using ApiHarness old = await ApiHarness.StartAsync(new SimulatorOptions { Catalogue = false, Profile = ServerProfile.Job39 });
        old.Simulator.Jobs.AddHistory(1500, TimeSpan.FromSeconds(30));

        JsonElement data = (await old.ReadAsync(GatewayV3, List, $"{{{LastDay},\"length\":5000}}")).Json.GetProperty("data");

        Assert.Equal(1500, Rows(data).GetArrayLength());
    }

    [Theory]
    [InlineData("2", 299_000L)]
    [InlineData("3", 20_000L)]
    [InlineData("6", null)]
    public async Task Total_time_of_a_running_job_is_live(string id, long? expected)
    {
        AddJobs();
        JsonElement row = Rows(await DataAsync(GatewayV3, With($"\"job_instance_id\":{id}")))[0];

        JsonElement total = row.GetProperty("total_time");
        Assert.Equal(expected, total.ValueKind == JsonValueKind.Null ? null : total.GetInt64());
        Assert.Equal(id == "3", row.GetProperty("end_time").ValueKind == JsonValueKind.Number);
    }

    [Fact]
    public async Task Pages_of_ten_thousand_jobs_are_complete()
    {
        Jobs.AddHistory(4000, TimeSpan.FromSeconds(10));
        var seen = new List<long>();
        for (int start = 0; start < 4001; start += 1000)
        {
            JsonElement data = await DataAsync(GatewayV3, With($"\"start\":{start},\"length\":1000"));
            Assert.Equal(4000, data.GetProperty("total").GetInt32());
            seen.AddRange(Rows(data).ValueKind == JsonValueKind.Null
                ? []
                : Rows(data).EnumerateArray().Select(row => row.GetProperty("job_instance_id").GetInt64()));
        }

        Assert.Equal(Enumerable.Range(0, 4000).Select(number => 30_000_004_000 - number), seen);
    }

    [Fact]
    public async Task Pages_move_when_a_job_is_added()
    {
        Jobs.AddHistory(4, TimeSpan.FromSeconds(10), new SimulatedJob { Steps = [new() { Hosts = 1, Seconds = 1 }] }, firstId: 1);
        Assert.Equal("4 3", Ids(await DataAsync(GatewayV3, With("\"length\":2"))));

        Jobs.Add(new SimulatedJob { Id = 5, Steps = [new() { Hosts = 1, Seconds = 1 }] });

        Assert.Equal("3 2", Ids(await DataAsync(GatewayV3, With("\"start\":2,\"length\":2"))));
        Assert.Equal("3 2", Ids(await DataAsync(GatewayV4, With("\"offset\":2,\"length\":2"))));
    }

    [Fact]
    public async Task History_can_be_varied_and_added_over_http()
    {
        Jobs.AddHistory(3, TimeSpan.FromHours(1), firstId: 11, change: (number, job) => job with { Name = $"job {number}" });
        await _harness.SendAsync(HttpMethod.Post, "/_sim/jobs/history", """{"count": 2, "spacing": 60, "first_id": 101}""");

        JsonElement rows = Rows(await DataAsync(GatewayV3, LastDay));

        Assert.Equal("102 101 13 12 11", Ids(await DataAsync(GatewayV3, LastDay)));
        Assert.Equal(["job 0", "job 1", "job 2"], rows.EnumerateArray().Skip(2).Select(row => row.GetProperty("name").GetString()));
        Assert.All(rows.EnumerateArray(), row => Assert.Equal(3, row.GetProperty("status").GetInt32()));
    }

    private static string Span(long start, long end) =>
        string.Create(CultureInfo.InvariantCulture, $"\"create_time_start\":{start},\"create_time_end\":{end}");

    private static string With(string filter) => filter.Length == 0 ? LastDay : $"{LastDay},{filter}";

    private static JsonElement Rows(JsonElement data) =>
        data.TryGetProperty("job_instance_list", out JsonElement list) ? list : data.GetProperty("data");

    private static string Ids(JsonElement data) => Rows(data).ValueKind == JsonValueKind.Null
        ? ""
        : string.Join(' ', Rows(data).EnumerateArray().Select(row => row.GetProperty("job_instance_id")));

    private void AddJobs()
    {
        SimulatedStep step = new() { Hosts = 2, Seconds = 20 };
        SimulatedJob[] jobs =
        [
            new() { Name = "Clean up" },
            new() { Name = "Restart", Operator = "ops", PlanId = 5, Steps = [step with { FixedStatus = 2 }] },
            new() { Name = "Report", LaunchMode = 3, CronId = 77, PlanId = 5, Steps = [step with { Hosts = 3 }] },
            new() { Name = "clean_up", Steps = [step with { Type = 2 }] },
            new() { Name = "Clean", Steps = [step with { FailedHosts = 1 }] },
            new() { Name = "Copy %", FixedStatus = 1, Steps = [step with { Ipv6Only = true }] },
            new() { Name = "Clean elsewhere", BizId = 7 },
        ];
        foreach ((int index, SimulatedJob job) in jobs.Index())
        {
            // Job 7 of another business does not count.
            int id = job.BizId == 7 ? 8 : index + 1;
            Jobs.Add(job with
            {
                Id = id,
                Steps = job.Steps is [] ? [step] : job.Steps,
                StartedAt = _harness.Simulator.Clock.Now.AddMinutes(id - 7).AddSeconds(1),
            });
        }

        _harness.Advance(0);
    }

    private async Task<JsonElement> DataAsync(ServerApis api, string parameters)
    {
        ApiResponse response = await _harness.ReadAsync(api, List, $"{{{parameters}}}");
        Assert.Equal("0", response.Code);
        return response.Json.GetProperty("data");
    }
}
