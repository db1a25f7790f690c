using System.Globalization;
using System.Text.Json;
using static BkJob.Simulator.ServerApis;

namespace BkJob.Simulator.Tests;

/// <summary>operate_step_instance: what Job accepts and rejects before it responds (protocol.md §1.7, protocol-actions.md §3).</summary>
public sealed class OperateStepInstanceTests : IClassFixture<ApiHarness>
{
    private const int Script = 1;
    private const int Confirmation = 3;

    private static readonly ServerApis[] Apis = [EsbV2, EsbV3, GatewayV3];
    private static readonly int[] Codes = [2, 3, 6, 8, 9, 10, 11, 12, 13];
    private static readonly SimulatedStep Step = new() { Hosts = 4, Seconds = 10, FailedHosts = 2 };

    private readonly ApiHarness _harness;

    public OperateStepInstanceTests(ApiHarness harness)
    {
        _harness = harness;
        harness.Simulator.Jobs.Add(Job(Step with { FixedStatus = 4 }));
        harness.Simulator.Faults.Clear();
        harness.Simulator.Requests.Clear();

        // Replacing the job has dropped what an earlier test left in the queue.
        harness.Simulator.Jobs.ClearOperations();
    }

    [Theory]
    [InlineData(1, Script, 1, "")]
    [InlineData(2, Script, 1, "")]
    [InlineData(3, Script, 1, "")]
    [InlineData(4, Script, 1, "2 3 8")]
    [InlineData(4, 2, 1, "2 3 8")]
    [InlineData(5, Script, 1, "")]
    [InlineData(6, Script, 1, "")]
    [InlineData(7, Script, 1, "")]
    [InlineData(7, Script, 3, "13")]
    [InlineData(7, Confirmation, 1, "6 9")]
    [InlineData(8, Script, 1, "")]
    [InlineData(9, Script, 1, "2 3 8")]
    [InlineData(10, Script, 1, "12")]
    [InlineData(11, Script, 1, "2 8 11")]
    [InlineData(12, Script, 1, "")]
    [InlineData(13, Script, 1, "")]
    [InlineData(13, Confirmation, 1, "10")]
    [InlineData(14, Script, 1, "")]
    [InlineData(15, Script, 3, "")]
    [InlineData(21, Script, 1, "")]
    public async Task Status_of_the_step_decides_what_is_accepted(int status, int type, int batches, string accepted)
    {
        var codes = new List<int>();
        foreach (int code in Codes)
        {
            _harness.Simulator.Jobs.Add(Job(Step with { FixedStatus = status, Type = type, Batches = batches }));
            ApiResponse response = await _harness.OperateStepAsync(Apis[code % Apis.Length], 900, 90001, code);

            Assert.Contains(response.Code, new[] { "0", "1241003" });
            codes.AddRange(response.Code == "0" ? [code] : []);
        }

        Assert.Equal(accepted, string.Join(' ', codes));
    }

    /// <summary>The user is admin, with the role bk_biz_maintainer.</summary>
    [Theory]
    [InlineData("", "", "admin", "0")]
    [InlineData("admin,ops_liu", "", "ops_liu", "0")]
    [InlineData("admin", "bk_biz_tester", "ops_liu", "0")]
    [InlineData("ops_liu", "", "ops_liu", "0")]
    [InlineData("ops_liu", "JOB_RESOURCE_TRIGGER_USER", "admin", "0")]
    [InlineData("ops_liu", "JOB_RESOURCE_TRIGGER_USER", "ops_liu", "1244016")]
    [InlineData("", "JOB_RESOURCE_TRIGGER_USER", "ops_liu", "1244016")]
    [InlineData("", "bk_biz_tester", "admin", "1244016")]
    [InlineData("", "bk_biz_tester,bk_biz_maintainer", "ops_liu", "0")]
    [InlineData("", "bk_biz_tester,JOB_RESOURCE_TRIGGER_USER", "admin", "0")]
    public async Task Confirmation_requires_an_approver(string users, string roles, string starter, string code)
    {
        await using ApiHarness harness = await ApiHarness.StartAsync(
            new SimulatorOptions { Catalogue = false, UserRoles = ["bk_biz_maintainer"] });
        SimulatedStep step = new() { Type = Confirmation, Approvers = Split(users), ApproverRoles = Split(roles) };
        foreach (int decision in new[] { 6, 9 })
        {
            harness.Simulator.Jobs.Add(Job(step) with { Operator = starter });

            Assert.Equal(code, (await harness.OperateStepAsync(EsbV3, 900, 90001, decision)).Code);
        }
    }

    [Fact]
    public async Task Approver_is_checked_after_the_state()
    {
        _harness.Simulator.Jobs.Add(Job(new() { Type = Confirmation, FixedStatus = 3, ApproverRoles = ["bk_biz_tester"] }));

        Assert.Equal("1241003", (await _harness.OperateStepAsync(GatewayV3, 900, 90001, 6)).Code);
    }

    [Theory]
    [InlineData(ServerProfile.Job39, "1241002")]
    [InlineData(ServerProfile.Job312, "0")]
    public async Task Pending_job_can_be_started_since_3_10(ServerProfile profile, string code)
    {
        await using ApiHarness harness = await ApiHarness.StartAsync(new SimulatorOptions { Profile = profile });

        Assert.Equal(code, (await harness.OperateAsync(EsbV3, 101, 2)).Code);
    }

    /// <summary>As the control API takes them; the third request is sent without a fault.</summary>
    [Theory]
    [InlineData("\"reset\": true", false, 0)]
    [InlineData("\"reset\": true", true, 1)]
    [InlineData("\"http_status\": 502, \"html_page\": true", false, 0)]
    [InlineData("\"http_status\": 502, \"html_page\": true", true, 1)]
    [InlineData("\"envelope_code\": 1306201, \"message\": \"x\"", false, 0)]
    [InlineData("\"envelope_code\": 1306201, \"message\": \"x\"", true, 1)]
    [InlineData("\"envelope_code\": 1650201, \"message\": \"x\", \"http_status\": 502", true, 1)]
    [InlineData("\"envelope_code\": 1240002, \"message\": \"x\"", true, 1)]
    [InlineData("\"reset\": true, \"cut_after_bytes\": 9", true, 1)]
    [InlineData("\"cut_after_bytes\": 9", true, 1)]
    public async Task Lost_response_hides_whether_a_restart_was_accepted(string fault, bool after, int count)
    {
        string body = $$"""{{{fault}}, "operation": "operate_step_instance", "after_execution": {{(after ? "true" : "false")}}}""";
        Assert.Equal(204, (await _harness.SendAsync(HttpMethod.Post, "/_sim/faults", body)).Status);

        try
        {
            // Whatever comes back, it is no success.
            ApiResponse response = await _harness.OperateStepAsync(GatewayV3, 900, 90001, 2);
            Assert.False(response.Status == 200 && response.Text.Contains("\"code\":0,", StringComparison.Ordinal), response.Text);
        }
        catch (HttpRequestException)
        {
            // The connection was closed.
        }

        Assert.Equal(count, _harness.Simulator.Jobs.CountOperations("operate_step_instance", 900, 90001, 2).Accepted);
        Assert.Equal(1, _harness.Simulator.Requests.Count("operate_step_instance", 900));
        Assert.Equal(count == 0 ? "4:4" : "2:4#1", await _harness.GetStateAsync(900));
    }

    /// <summary>A proxy gives up, and the server executes the request afterwards.</summary>
    [Theory]
    [InlineData("\"envelope_code\": 1306201, \"message\": \"x\"")]
    [InlineData("\"reset\": true")]
    [InlineData("\"http_status\": 504, \"html_page\": true")]
    [InlineData("\"silence\": true")]
    public async Task Restart_can_be_executed_after_its_response(string fault)
    {
        string body = $$"""{{{fault}}, "operation": "operate_step_instance", "execution_delay": 25}""";
        Assert.Equal(204, (await _harness.SendAsync(HttpMethod.Post, "/_sim/faults", body)).Status);

        Task<ApiResponse> response = _harness.OperateStepAsync(EsbV3, 900, 90001, 2);
        bool isSilent = fault.Contains("silence", StringComparison.Ordinal);
        await WaitUntil.TrueAsync(() =>
            _harness.Simulator.Requests.Count("operate_step_instance") == 1 && (isSilent || response.IsCompleted));
        Assert.Equal("4:4", await _harness.GetStateAsync(900));
        _harness.Advance(24.9);
        Assert.Equal("4:4", await _harness.GetStateAsync(900));

        _harness.Advance(0.1);

        await WaitUntil.TrueAsync(() => _harness.Simulator.Jobs.CountOperations("operate_step_instance", 900).Accepted == 1);
        Assert.Equal("2:4#1", await _harness.GetStateAsync(900));
    }

    [Theory]
    [InlineData("\"execution_delay\": 1")]
    [InlineData("\"execution_delay\": -1, \"reset\": true")]
    [InlineData("\"execution_delay\": 1, \"reset\": true, \"after_execution\": true")]
    [InlineData("\"execution_delay\": 1, \"reset\": true, \"cut_after_bytes\": 1")]
    public async Task Invalid_execution_delay_is_rejected(string fault) =>
        Assert.Equal(400, (await _harness.SendAsync(HttpMethod.Post, "/_sim/faults", $$"""{{{fault}}}""")).Status);

    [Fact]
    public async Task Counts_distinguish_what_was_received_accepted_and_executed()
    {
        _harness.Simulator.Jobs.Add(Job(Step));
        _harness.Advance(10);
        await _harness.OperateStepAsync(EsbV2, 900, 90001, 12);
        await _harness.OperateStepAsync(EsbV2, 900, 90001, 2);
        await _harness.OperateStepAsync(EsbV3, 900, 90001, 2);
        await _harness.OperateStepAsync(EsbV3, 900, 90001, 8);
        Assert.Equal(new OperationCounts(2, 2, 0, 0), _harness.Simulator.Jobs.CountOperations(operationCode: 2, stepInstanceId: 90001));

        _harness.Advance(0.5);

        Assert.Equal(new OperationCounts(2, 0, 1, 1), _harness.Simulator.Jobs.CountOperations(operationCode: 2));
        Assert.Equal(new OperationCounts(3, 0, 1, 2), _harness.Simulator.Jobs.CountOperations("operate_step_instance", 900));
        Assert.Equal(new OperationCounts(0, 0, 0, 0), _harness.Simulator.Jobs.CountOperations("operate_job_instance"));
        Assert.Equal(4, _harness.Simulator.Requests.Count("operate_step_instance"));
        Assert.All(_harness.Simulator.Jobs.Operations, operation => Assert.Equal("admin", operation.User));

        JsonElement counts = (await _harness.GetAsync("/_sim/operations/counts")).Json[0];
        Assert.Equal(
            """4 {"accepted":2,"queued":0,"executed":1,"dropped":1}""",
            $"{counts.GetProperty("received").GetInt32()} {counts.GetProperty("counts").GetRawText()}");
    }

    [Theory]
    [InlineData(900, 204)]
    [InlineData(999, 404)]
    public async Task Control_api_makes_the_engine_drop_events(long id, int status)
    {
        string path = string.Create(CultureInfo.InvariantCulture, $"/_sim/jobs/{id}/drop-events");

        Assert.Equal(status, (await _harness.SendAsync(HttpMethod.Post, path, """{"count": 1}""")).Status);

        await _harness.OperateStepAsync(EsbV3, 900, 90001, 2);
        _harness.Advance(1);
        Assert.Equal(status == 204 ? OperationState.Dropped : OperationState.Executed, _harness.Simulator.Jobs.Operations[^1].State);
    }

    private static SimulatedJob Job(SimulatedStep step) => new() { Id = 900, Steps = [step] };

    private static string[] Split(string list) => list.Split(',', StringSplitOptions.RemoveEmptyEntries);
}
