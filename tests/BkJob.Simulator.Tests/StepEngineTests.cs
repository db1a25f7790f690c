using System.Globalization;
using System.Text.Json;
using static BkJob.Simulator.ServerApis;

namespace BkJob.Simulator.Tests;

/// <summary>
/// What the engine makes of a command on a step, and when: what is written before the response and what follows (protocol-actions.md §3.3).
/// </summary>
public sealed class StepEngineTests : IClassFixture<ApiHarness>
{
    private static readonly SimulatedStep Failing = new() { Hosts = 4, Seconds = 10, FailedHosts = 2, RetrySeconds = 3 };
    private static readonly SimulatedStep Running = new() { Hosts = 4, Seconds = 100, RetrySeconds = 3 };
    private static readonly SimulatedStep Confirmation = new() { Type = 3 };
    private static readonly SimulatedStep Rolling = new() { Hosts = 6, Seconds = 9, Batches = 3, ManualBatches = true, RetrySeconds = 3 };

    /// <summary>Jobs after 10 seconds.</summary>
    private static readonly Dictionary<string, SimulatedJob> Jobs = new(StringComparer.Ordinal)
    {
        ["failed"] = Job(Failing),
        ["fails again"] = Job(Failing with { RetryFailures = [1] }),
        ["failure ignored by the plan"] = Job(Failing with { RetryFails = true, FixedStatus = 4, IgnoreError = true }),
        ["slow engine"] = Job(Failing) with { EngineDelay = 20 },
        ["engine drops"] = Job(Failing) with { DropEvents = 1 },
        ["abnormal"] = Job(Failing with { FixedStatus = 9 }),
        ["retried by somebody else"] = Job(Failing with { RetriedAfter = 0.2 }),
        ["confirmation"] = Job(Confirmation),
        ["denied by somebody else"] = Job(Confirmation with { ConfirmedAfter = 10.2, ConfirmTerminates = true }),
        ["denied"] = Job(Confirmation with { ConfirmedAfter = 5, ConfirmTerminates = true }),
        ["terminated"] = Job(Running) with { TerminatedAfter = 5 },
        ["confirmation terminated"] = Job(Confirmation) with { TerminatedAfter = 5 },
        ["hangs"] = Job(Running) with { TerminatedAfter = 5, TerminationHangs = true },
        ["almost terminated"] = Job(Running) with { TerminatedAfter = 8, TerminatingFor = 2.3 },
        ["rolling"] = Job(Rolling),
        ["rolling, last batch fails"] = Job(Rolling with { FailedHosts = 1 }),
        ["rolling, each batch fails"] = Job(Rolling with { FailedHosts = 6 }),
        ["pinned"] = Job(Failing) with { FixedStatus = 4 },
    };

    private readonly ApiHarness _harness;

    public StepEngineTests(ApiHarness harness)
    {
        _harness = harness;
        harness.Simulator.Jobs.Remove(900);
        harness.Simulator.Jobs.ClearOperations();
    }

    /// <summary>
    /// Seconds after the response, and the statuses of the job and its two steps at each, with the execute_count. The second step takes 10 s.
    /// </summary>
    [Theory]
    [InlineData("failed", 2, "0=2:4#1,1 0.4=2:4#1,1 0.5=2:2#1,1 3.4=2:2#1,1 3.5=2:3#1,2 13.5=3:3#1,3")]
    [InlineData("failed", 8, "0=2:4#1,1 0.5=2:2#1,1 3.5=2:3#1,2 13.5=3:3#1,3")]
    [InlineData("failed", 3, "0=2:4,1 0.5=2:6,2 10.5=3:6,3")]
    [InlineData("fails again", 2, "0=2:4#1,1 0.5=2:2#1,1 3.5=4:4#1,1 90=4:4#1,1")]
    [InlineData("failure ignored by the plan", 2, "0.5=2:2#1,1 3.5=2:6#1,2")]
    [InlineData("slow engine", 2, "0=2:4#1,1 19=2:4#1,1 20=2:2#1,1 23=2:3#1,2")]
    [InlineData("engine drops", 2, "0=2:4#1,1 0.5=2:4#1,1 90=2:4#1,1")]
    [InlineData("engine drops", 3, "0=2:4,1 90=2:4,1")]
    [InlineData("abnormal", 2, "0=2:9#1,1 0.5=2:2#1,1 3.5=2:3#1,2")]
    [InlineData("abnormal", 3, "0=2:9,1 0.5=2:9,1 900=2:9,1")]
    [InlineData("retried by somebody else", 2, "0=2:4#1,1 0.2=2:2#2,1 0.5=2:2#2,1 3.2=2:3#2,2")]
    [InlineData("confirmation", 6, "0=2:7,1 0.5=2:3,2 10.5=3:3,3")]
    [InlineData("confirmation", 9, "0=7:7,1 0.5=13:13,1 90=13:13,1")]
    [InlineData("denied by somebody else", 6, "0=2:7,1 0.2=13:13,1 0.5=13:13,1 90=13:13,1")]
    [InlineData("denied", 10, "0=13:13,1 0.5=7:7,1 90=7:7,1")]
    [InlineData("terminated", 11, "0=2:11,1 0.5=2:5,2 10.5=3:5,3")]
    [InlineData("terminated", 2, "0=2:11#1,1 0.5=2:2#1,1 3.5=2:3#1,2")]
    [InlineData("terminated", 8, "0=2:11#1,1 0.5=2:2#1,1 3.5=2:3#1,2")]
    [InlineData("confirmation terminated", 11, "0=2:11,1 0.5=2:5,2")]
    [InlineData("hangs", 12, "0=10:10,1 0.4=10:10,1 0.5=2:5,2 10.5=3:5,3")]
    [InlineData("almost terminated", 12, "0=10:10,1 0.3=11:11,1 0.5=11:11,1 90=11:11,1")]
    [InlineData("rolling", 13, "0=2:7,1 0.5=2:2,1 3.5=7:7,1 90=7:7,1")]
    [InlineData("pinned", 2, "0=4:4#1,1 90=4:4#1,1")]
    public async Task Command_takes_effect_when_the_engine_acts(string name, int code, string expected)
    {
        await PrepareAsync(name);
        Assert.Equal("0", await OperateAsync(code));

        await AssertStatesAsync(expected);
    }

    /// <summary>A command is accepted twice until the engine acts; the second event is dropped.</summary>
    [Theory]
    [InlineData("failed", 3)]
    [InlineData("confirmation", 6)]
    [InlineData("confirmation", 9)]
    [InlineData("denied", 10)]
    [InlineData("terminated", 11)]
    [InlineData("hangs", 12)]
    [InlineData("rolling", 13)]
    public async Task Duplicate_is_dropped_without_an_effect(string name, int code)
    {
        await PrepareAsync(name);
        await OperateAsync(code);
        _harness.Advance(0.5);
        string once = await _harness.GetStateAsync(900);

        await PrepareAsync(name);
        Assert.Equal(("0", "0"), (await OperateAsync(code), await OperateAsync(code)));
        _harness.Advance(0.5);

        Assert.Equal(once, await _harness.GetStateAsync(900));
        Assert.Equal("1241003", await OperateAsync(code));
        Assert.Equal(["Executed", "Dropped"], _harness.Simulator.Jobs.Operations.TakeLast(2).Select(one => one.State.ToString()));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    public async Task Restart_sent_twice_hides_the_hosts(int code)
    {
        await PrepareAsync("fails again");
        await OperateAsync(code);
        _harness.Advance(0.4);
        Assert.Equal("0", await OperateAsync(code));
        Assert.Equal("2:4#2,1", await _harness.GetStateAsync(900));

        _harness.Advance(0.1);
        Assert.Equal("2:2#2,1", await _harness.GetStateAsync(900));
        Assert.Equal("1241003", await OperateAsync(code));
        _harness.Advance(3);
        Assert.Equal("4:4#2,1", await _harness.GetStateAsync(900));
        Assert.Empty(await GetHostsAsync());

        // Its events were executed and dropped; the next restart is stored under its own count.
        Assert.Equal(new OperationCounts(2, 0, 1, 1), _harness.Simulator.Jobs.CountOperations(jobInstanceId: 900, operationCode: code));
        await OperateAsync(code);
        _harness.Advance(3.5);
        Assert.Equal("2:3#3,2", await _harness.GetStateAsync(900));
        Assert.Equal(["9", "9", "9", "9"], (await GetHostsAsync()).Select(host => host.Status));
    }

    /// <summary>The end is stale until the engine acts: the bodies of v3-52 and v3-53.</summary>
    [Fact]
    public async Task Restart_resets_the_times_when_the_engine_acts()
    {
        await PrepareAsync("failed");
        JsonElement failed = await GetDataAsync();
        await OperateAsync(2);

        JsonElement accepted = await GetDataAsync();
        Assert.False(accepted.GetProperty("finished").GetBoolean());
        foreach (string name in new[] { "start_time", "end_time", "total_time" })
        {
            Assert.Equal(failed.GetProperty("job_instance").GetProperty(name).GetInt64(), accepted.GetProperty("job_instance").GetProperty(name).GetInt64());
            Assert.Equal(StepOf(failed).GetProperty(name).GetInt64(), StepOf(accepted).GetProperty(name).GetInt64());
        }

        _harness.Advance(0.5);
        JsonElement running = await GetDataAsync();
        foreach (JsonElement part in new[] { running.GetProperty("job_instance"), StepOf(running) })
        {
            Assert.Equal((JsonValueKind.Null, JsonValueKind.Null), (part.GetProperty("end_time").ValueKind, part.GetProperty("total_time").ValueKind));
        }

        Assert.Equal(_harness.Simulator.Clock.Now.ToUnixTimeMilliseconds(), StepOf(running).GetProperty("start_time").GetInt64());
        _harness.Advance(3);
        Assert.Equal(3000, StepOf(await GetDataAsync()).GetProperty("total_time").GetInt64());
    }

    [Theory]
    [InlineData(2, "= ! = !", "= 9 = 9")]
    [InlineData(8, "! ! ! !", "9 9 9 9")]
    public async Task Restart_keeps_the_rows_of_other_hosts(int code, string running, string ended)
    {
        await PrepareAsync("failed");
        List<Host> before = await GetHostsAsync();
        Assert.Equal(["9", "11", "9", "11"], before.Select(host => host.Status));
        await OperateAsync(code);
        Assert.Empty(await GetHostsAsync());

        _harness.Advance(0.5);
        Assert.Equal(running, Compare(before, await GetHostsAsync(), _ => "!"));
        _harness.Advance(3);
        Assert.Equal(ended, Compare(before, await GetHostsAsync(), host => host.Status));
    }

    [Fact]
    public async Task Log_of_a_restarted_host_starts_anew()
    {
        _harness.Simulator.Jobs.Add(Job(Failing with { LogText = "attempt {attempt} line {line}", LogLines = 2, RetryFailures = [1] }));
        _harness.Advance(10);
        Assert.Equal("attempt 0 line 1|attempt 0 line 2|", await GetLogAsync(2));
        await OperateAsync(2);
        _harness.Advance(0.5);
        Assert.Equal("", await GetLogAsync(2));

        _harness.Advance(3);

        Assert.Equal("attempt 1 line 1|attempt 1 line 2|", await GetLogAsync(2));
        Assert.Equal("attempt 0 line 1|attempt 0 line 2|", await GetLogAsync(1));
    }

    [Theory]
    [InlineData(null, false, "3 0")]
    [InlineData(null, true, "3 3 3")]
    [InlineData("2,1", false, "3 2 1 0")]
    [InlineData("2,1", true, "3 2 1 0")]
    [InlineData("1,1", false, "3 1 1 0")]
    [InlineData("0", true, "3 0")]
    public async Task Number_of_hosts_that_fail_again_is_specified(string? failures, bool fails, string expected)
    {
        IReadOnlyList<int>? counts = failures?.Split(',').Select(count => int.Parse(count, CultureInfo.InvariantCulture)).ToList();
        _harness.Simulator.Jobs.Add(Job(new SimulatedStep { Hosts = 7, Seconds = 10, FailedHosts = 3, RetryFailures = counts, RetryFails = fails }));
        _harness.Advance(10);

        foreach (string count in expected.Split(' '))
        {
            Assert.Equal(count, (await GetHostsAsync()).Count(host => host.Status != "9").ToString(CultureInfo.InvariantCulture));
            Assert.Equal(count == "0" ? "1241003" : "0", await OperateAsync(2));
            _harness.Advance(3.5);
        }
    }

    /// <summary>A batch has two hosts; codes 13, 2 and 8 follow each other, 5 s apart.</summary>
    [Theory]
    [InlineData("rolling", "13 13", "7:7 9 9 5 5 5 5|7:7 9 9 9 9 5 5|2:3 9 9 9 9 9 9")]
    [InlineData("rolling, last batch fails", "13 13 2", "7:7 9 9 5 5 5 5|7:7 9 9 9 9 5 5|4:4 9 9 9 9 9 11|2:3#1 9 9 9 9 9 9")]
    [InlineData("rolling, each batch fails", "8 13 2", "4:4 11 11 5 5 5 5|7:7#1 9 9 5 5 5 5|4:4#1 9 9 11 11 5 5|7:7#2 9 9 9 9 5 5")]
    public async Task Batches_started_by_hand_run_one_after_the_other(string name, string codes, string expected)
    {
        await PrepareAsync(name);
        var states = new List<string> { await GetStepAsync() };
        foreach (string code in codes.Split(' '))
        {
            Assert.Equal("0", await OperateAsync(int.Parse(code, CultureInfo.InvariantCulture)));
            _harness.Advance(5);
            states.Add(await GetStepAsync());
        }

        Assert.Equal(expected, string.Join('|', states));

        async Task<string> GetStepAsync() =>
            $"{(await _harness.GetStateAsync(900)).Split(',')[0]} {string.Join(' ', (await GetHostsAsync()).Select(host => host.Status))}";
    }

    /// <summary>The engine stops a step that runs or waits for a user; from any other state the job hangs at 10.</summary>
    [Theory]
    [InlineData("between batches", "0=2:15,1 0.5=10:10,1 6.9=10:10,1 7=11:11,1")]
    [InlineData("restarted", "0=2:2#1,1 0.5=10:10#1,1 3.5=11:11#1,1")]
    [InlineData("error ignored at 9", "0=2:9,1 0.5=10:10,1 900=10:10,1")]
    [InlineData("rolling", "0=7:7,1 0.5=11:11,1")]
    public async Task Termination_depends_on_the_status_of_the_step(string name, string expected)
    {
        switch (name)
        {
            case "between batches":
                // The pause lasts from the third to the seventh second.
                _harness.Simulator.Jobs.Add(Job(new SimulatedStep { Hosts = 4, Seconds = 6, Batches = 2, BatchPause = 4 }));
                _harness.Advance(3);
                break;
            case "restarted":
                await PrepareAsync("failed");
                await OperateAsync(2);
                _harness.Advance(1);
                break;
            case "error ignored at 9":
                await PrepareAsync("abnormal");
                await OperateAsync(3);
                break;
            default:
                await PrepareAsync(name);
                break;
        }

        Assert.Equal("0", (await _harness.OperateAsync(GatewayV3, 900, 1)).Code);
        await AssertStatesAsync(expected);
    }

    [Fact]
    public async Task Commands_follow_each_other_on_one_job()
    {
        _harness.Simulator.Jobs.Add(Job(Failing with { RetryFailures = [1, 1] }) with { TerminationHangs = false });
        _harness.Advance(10);
        var states = new List<string>();
        foreach ((int step, int code) in new[] { (1, 2), (1, 8), (1, 3) })
        {
            await _harness.OperateStepAsync(EsbV3, 900, 90000 + step, code);
            _harness.Advance(4);
            states.Add(await _harness.GetStateAsync(900));
        }

        await _harness.OperateAsync(EsbV3, 900, 1);
        _harness.Advance(4);
        states.Add(await _harness.GetStateAsync(900));
        await _harness.OperateStepAsync(EsbV3, 900, 90002, 2);
        _harness.Advance(4);
        states.Add(await _harness.GetStateAsync(900));

        Assert.Equal(["4:4#1,1", "4:4#2,1", "2:6#2,2", "11:6#2,11", "3:6#2,3#1"], states);
    }

    [Fact]
    public async Task Skipped_step_keeps_its_hosts_and_logs_of_others()
    {
        await PrepareAsync("hangs");
        await OperateAsync(12);
        _harness.Advance(0.5);

        Assert.Equal(["404", "404", "404", "404"], (await GetHostsAsync()).Select(host => host.Status));
    }

    [Theory]
    [InlineData(6)]
    [InlineData(9)]
    public async Task Decision_makes_the_user_the_operator_of_the_step(int code)
    {
        _harness.Simulator.Jobs.Add(Job(Confirmation) with { Operator = "ops_liu" });
        await OperateAsync(code);

        Assert.Equal("admin", await GetOperatorAsync());
        _harness.Advance(5);
        Assert.Equal("admin", await GetOperatorAsync());

        async Task<string?> GetOperatorAsync() => (await _harness.InvokeAsync(EsbV2, ApiHarness.QueryOf(EsbV2, 900))).Json
            .GetProperty("data").GetProperty("blocks")[0].GetProperty("step_instances")[0].GetProperty("operator").GetString();
    }

    /// <summary>The demo jobs: commands on a step, or on the job (0), and the states after they have taken effect.</summary>
    [Theory]
    [InlineData(101, 0, "2", "2:2,1", "3:3,3")]
    [InlineData(102, 0, "1", "10:3,10,1", "11:3,11,1")]
    [InlineData(107, 0, "1", "11:3,11,1", "11:3,11,1")]
    [InlineData(100, 10002, "2", "2:3,2#1,1", "4:3,4#1,1")]
    [InlineData(100, 10002, "2 2", "2:3,2#2,1", "3:3,3#2,3")]
    [InlineData(104, 10402, "2", "2:3,2#1,1", "3:3,3#1,3")]
    [InlineData(107, 10702, "6", "2:3,3,2", "3:3,3,3")]
    [InlineData(107, 10702, "9", "13:3,13,1", "13:3,13,1")]
    [InlineData(109, 10901, "2", "2:2#1", "3:3#1")]
    [InlineData(109, 10901, "3", "2:9", "2:9")]
    [InlineData(110, 11002, "12", "2:3,5,2", "3:3,5,3")]
    [InlineData(111, 11102, "11", "2:3,5,2", "3:3,5,3")]
    [InlineData(111, 11102, "8", "2:3,2#1,1", "3:3,3#1,3")]
    [InlineData(113, 11302, "10 6", "2:3,3,2", "3:3,3,3")]
    [InlineData(142, 14201, "13", "2:2,1", "7:7,1")]
    [InlineData(142, 14201, "13 13", "2:2,1", "3:3,3")]
    public async Task Demo_job_accepts_the_commands_of_its_state(long id, long step, string codes, string acting, string ended)
    {
        await using ApiHarness harness = await ApiHarness.StartAsync(new SimulatorOptions());
        foreach (string code in codes.Split(' '))
        {
            harness.Advance(30);
            int number = int.Parse(code, CultureInfo.InvariantCulture);
            Assert.Equal("0", (step > 0
                ? await harness.OperateStepAsync(GatewayV3, id, step, number)
                : await harness.OperateAsync(GatewayV3, id, number)).Code);
        }

        harness.Advance(0.5);
        Assert.Equal(acting, await harness.GetStateAsync(id));
        harness.Advance(120);
        Assert.Equal(ended, await harness.GetStateAsync(id));
    }

    [Fact]
    public async Task Demo_job_143_has_another_approver()
    {
        await using ApiHarness harness = await ApiHarness.StartAsync(new SimulatorOptions());

        Assert.Equal("1244016", (await harness.OperateStepAsync(GatewayV3, 143, 14301, 6)).Code);
    }

    private static SimulatedJob Job(SimulatedStep first) => new() { Id = 900, Steps = [first, new() { Hosts = 4, Seconds = 10 }] };

    private static JsonElement StepOf(JsonElement data) => data.GetProperty("step_instance_list")[0];

    private static string Compare(List<Host> before, List<Host> after, Func<Host, string> changed) =>
        string.Join(' ', before.Zip(after, (one, other) => one == other ? "=" : changed(other)));

    private async Task PrepareAsync(string name)
    {
        _harness.Simulator.Jobs.Add(Jobs[name]);
        _harness.Advance(10);
        await _harness.GetStateAsync(900);
    }

    private async Task<string> OperateAsync(int code) => (await _harness.OperateStepAsync(GatewayV3, 900, 90001, code)).Code;

    private async Task AssertStatesAsync(string expected)
    {
        DateTimeOffset sent = _harness.Simulator.Clock.Now;
        var states = new List<string>();
        foreach (string moment in expected.Split(' ').Select(part => part.Split('=')[0]))
        {
            var at = TimeSpan.FromSeconds(double.Parse(moment, CultureInfo.InvariantCulture));
            _harness.Simulator.Clock.Advance(sent + at - _harness.Simulator.Clock.Now);
            states.Add($"{moment}={await _harness.GetStateAsync(900)}");
        }

        Assert.Equal(expected, string.Join(' ', states));
    }

    private async Task<JsonElement> GetDataAsync() =>
        (await _harness.InvokeAsync(GatewayV3, ApiHarness.QueryOf(GatewayV3, 900, withHosts: true))).Json.GetProperty("data");

    private async Task<List<Host>> GetHostsAsync() =>
        [.. StepOf(await GetDataAsync()).GetProperty("step_ip_result_list").EnumerateArray().Select(host =>
            new Host(host.GetProperty("status").GetRawText(), host.GetProperty("start_time").GetRawText()))];

    private async Task<string> GetLogAsync(int host)
    {
        string body = string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"job_instance_id":900,"step_instance_id":90001,"bk_host_id":{{2_000_000 + host}},"bk_cloud_id":0,"ip":"10.0.0.{{host}}"}""");
        return (await _harness.ReadAsync(EsbV3, "get_job_instance_ip_log", body)).Json
            .GetProperty("data").GetProperty("log_content").GetString()?.Replace('\n', '|') ?? "";
    }

    private sealed record Host(string Status, string StartTime);
}
