using System.Globalization;
using System.Text.Json;
using static BkJob.Simulator.ServerApis;

namespace BkJob.Simulator.Tests;

/// <summary>
/// operate_job_instance: what Job accepts, what its engine makes of it, and when (protocol.md §1.7, protocol-actions.md §3).
/// </summary>
public sealed class OperateJobInstanceTests : IClassFixture<ApiHarness>
{
    private const int Terminate = 1;
    private const int Start = 2;

    private static readonly ServerApis[] Apis = [EsbV2, EsbV3, GatewayV3];
    private static readonly SimulatedStep Long = new() { Hosts = 4, Seconds = 100 };
    private static readonly SimulatedJob Running = new() { Id = 900, Steps = [Long] };
    private static readonly SimulatedJob Waiting = new() { Id = 900, Steps = [new() { Type = 3 }, Long] };
    private static readonly SimulatedJob Pending = Running with { FixedStatus = 1 };

    private readonly ApiHarness _harness;

    public OperateJobInstanceTests(ApiHarness harness)
    {
        _harness = harness;
        harness.Simulator.Jobs.Add(Running);
        harness.Simulator.Faults.Clear();

        // Replacing the job has dropped what an earlier test left in the queue.
        harness.Simulator.Jobs.ClearOperations();
    }

    [Theory]
    [InlineData(1, "1241003", "0")]
    [InlineData(2, "0", "1241015")]
    [InlineData(3, "1241003", "1241015")]
    [InlineData(4, "1241003", "1241015")]
    [InlineData(5, "1241003", "1241015")]
    [InlineData(6, "1241003", "1241015")]
    [InlineData(7, "0", "1241015")]
    [InlineData(8, "1241003", "1241015")]
    [InlineData(9, "1241003", "1241015")]
    [InlineData(10, "1241003", "1241015")]
    [InlineData(11, "1241003", "1241015")]
    [InlineData(13, "1241003", "1241015")]
    [InlineData(14, "1241003", "1241015")]
    [InlineData(15, "1241003", "1241015")]
    [InlineData(21, "1241003", "1241015")]
    public async Task Status_of_the_job_decides_what_is_accepted(int status, string terminate, string start)
    {
        _harness.Simulator.Jobs.Add(Running with { FixedStatus = status });
        foreach (ServerApis api in Apis)
        {
            Assert.Equal(terminate, (await _harness.OperateAsync(api, 900, Terminate)).Code);
            Assert.Equal(start, (await _harness.OperateAsync(api, 900, Start)).Code);
        }
    }

    /// <summary>Moments in seconds after the reply, and the status of job and step at each.</summary>
    [Theory]
    [InlineData("running", "0:2 0.4:2 0.5:10 3.4:10 3.5:11 90:11")]
    [InlineData("waiting", "0:7 0.4:7 0.5:11 90:11")]
    [InlineData("slow engine", "0:2 19:2 20:10 23:11")]
    [InlineData("slow termination", "0.5:10 60:10 60.5:11")]
    [InlineData("ends before the engine acts", "0:2 0.3:3 0.5:3 90:3")]
    [InlineData("fails before the engine acts", "0:2 0.3:4 0.5:4 90:4")]
    [InlineData("terminated by somebody else first", "0:2 0.2:10 0.5:10 3.2:11 90:11")]
    [InlineData("somebody else would terminate it later", "0.5:10 3.5:11 90:11")]
    public async Task Termination_takes_effect_when_the_engine_acts(string name, string expected)
    {
        _harness.Simulator.Jobs.Add(name switch
        {
            "waiting" => Waiting,
            "slow engine" => Running with { EngineDelay = 20 },
            "slow termination" => Running with { TerminatingFor = 60 },
            "ends before the engine acts" => Running with { Steps = [Long with { Seconds = 10.3 }] },
            "fails before the engine acts" => Running with { Steps = [Long with { Seconds = 10.3, FailedHosts = 1 }] },
            "terminated by somebody else first" => Running with { TerminatedAfter = 10.2 },
            "somebody else would terminate it later" => Running with { TerminatedAfter = 50 },
            _ => Running,
        });
        _harness.Advance(10);
        DateTimeOffset sent = _harness.Simulator.Clock.Now;

        Assert.Equal("0", (await _harness.OperateAsync(GatewayV3, 900, Terminate)).Code);

        foreach (string[] moment in expected.Split(' ').Select(part => part.Split(':')))
        {
            TimeSpan at = TimeSpan.FromSeconds(double.Parse(moment[0], CultureInfo.InvariantCulture));
            _harness.Simulator.Clock.Advance(sent + at - _harness.Simulator.Clock.Now);
            Assert.Equal($"{moment[0]}: {moment[1]}", $"{moment[0]}: {await _harness.GetJobStatusAsync(900)}");
        }
    }

    [Fact]
    public async Task Terminated_job_ends_its_step_and_hosts()
    {
        _harness.Simulator.Jobs.Add(Running with { Steps = [Long, Long] });
        _harness.Advance(30);
        await _harness.OperateAsync(EsbV3, 900, Terminate);
        _harness.Advance(10);

        ApiResponse response = await _harness.InvokeAsync(GatewayV3, ApiHarness.QueryOf(GatewayV3, 900, withHosts: true));
        JsonElement data = response.Json.GetProperty("data");

        Assert.True(data.GetProperty("finished").GetBoolean());
        JsonElement steps = data.GetProperty("step_instance_list");
        Assert.Equal([11, 1], steps.EnumerateArray().Select(step => step.GetProperty("status").GetInt32()));
        Assert.Equal(
            [9, 403, 403, 403],
            steps[0].GetProperty("step_ip_result_list").EnumerateArray().Select(host => host.GetProperty("status").GetInt32()));
    }

    [Fact]
    public async Task Start_runs_a_pending_job_from_that_moment()
    {
        _harness.Simulator.Jobs.Add(Pending with { EngineDelay = 2 });
        _harness.Advance(60);
        long created = (await GetJobAsync()).GetProperty("create_time").GetInt64();
        await _harness.OperateAsync(GatewayV3, 900, Start);
        Assert.Equal(1, await _harness.GetJobStatusAsync(900));

        _harness.Advance(2);

        JsonElement job = await GetJobAsync();
        Assert.Equal(2, job.GetProperty("status").GetInt32());
        Assert.Equal(created, job.GetProperty("create_time").GetInt64());
        Assert.Equal(_harness.Simulator.Clock.Now.ToUnixTimeMilliseconds(), job.GetProperty("start_time").GetInt64());
        _harness.Advance(100);
        Assert.Equal(3, await _harness.GetJobStatusAsync(900));
    }

    /// <summary>Both may be sent twice: until the engine has acted the second is accepted, and the engine drops it.</summary>
    [Theory]
    [InlineData(Terminate, "1241003")]
    [InlineData(Start, "1241015")]
    public async Task Duplicate_is_accepted_until_the_engine_acts(int code, string rejection)
    {
        _harness.Simulator.Jobs.Add(code == Start ? Pending : Running);
        Assert.Equal("0", (await _harness.OperateAsync(EsbV2, 900, code)).Code);
        _harness.Advance(0.4);
        Assert.Equal("0", (await _harness.OperateAsync(GatewayV3, 900, code)).Code);
        Assert.Equal(["Queued", "Queued"], States());

        _harness.Advance(0.1);
        Assert.Equal(rejection, (await _harness.OperateAsync(EsbV3, 900, code)).Code);
        Assert.Equal(["Executed", "Queued"], States());

        _harness.Advance(0.4);
        Assert.Equal(["Executed", "Dropped"], States());
    }

    [Fact]
    public async Task Operation_on_a_pinned_status_has_no_effect()
    {
        _harness.Simulator.Jobs.Add(Running with { FixedStatus = 2 });
        await _harness.OperateAsync(EsbV3, 900, Terminate);
        _harness.Advance(60);

        Assert.Equal(2, await _harness.GetJobStatusAsync(900));
        Assert.Equal(["Dropped"], States());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Queued_operation_does_not_hit_a_replaced_job(bool removed)
    {
        await _harness.OperateAsync(EsbV3, 900, Terminate);
        _ = removed && _harness.Simulator.Jobs.Remove(900);
        _harness.Simulator.Jobs.Add(Running);
        _harness.Advance(60);

        Assert.Equal(2, await _harness.GetJobStatusAsync(900));
        Assert.Equal(["Dropped"], States());
    }

    [Fact]
    public async Task Control_api_lists_and_clears_operations()
    {
        await _harness.OperateAsync(EsbV2, 900, Terminate);
        _harness.Advance(0.5);
        const string Job = """{"id": 901, "engine_delay": 7, "steps": [{"hosts": 1, "seconds": 60}]}""";
        await _harness.SendAsync(HttpMethod.Post, "/_sim/jobs", Job);
        await _harness.OperateAsync(GatewayV3, 901, Terminate);

        JsonElement[] listed = [.. (await _harness.GetAsync("/_sim/operations")).Json.EnumerateArray()];

        string[] fields = ["operation", "job_instance_id", "operation_code", "state"];
        Assert.Equal(
            ["operate_job_instance 900 1 executed", "operate_job_instance 901 1 queued"],
            listed.Select(operation => string.Join(' ', fields.Select(name => operation.GetProperty(name).ToString()))));
        Assert.Equal(
            TimeSpan.FromSeconds(7),
            listed[1].GetProperty("due_at").GetDateTimeOffset() - listed[1].GetProperty("accepted_at").GetDateTimeOffset());

        await _harness.SendAsync(HttpMethod.Delete, "/_sim/operations", null);
        Assert.Equal(901, Assert.Single(_harness.Simulator.Jobs.Operations).JobInstanceId);

        // The next test must not find it queued.
        _harness.Advance(7);
    }

    // Another test may have left a queued operation of another job.
    private IEnumerable<string> States() => _harness.Simulator.Jobs.Operations
        .Where(operation => operation.JobInstanceId == 900)
        .Select(operation => operation.State.ToString());

    private async Task<JsonElement> GetJobAsync() =>
        (await _harness.InvokeAsync(GatewayV3, ApiHarness.QueryOf(GatewayV3, 900))).Json.GetProperty("data").GetProperty("job_instance");
}
