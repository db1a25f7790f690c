using System.Globalization;
using System.Text.Json;
using static BkJob.Simulator.ServerApis;

namespace BkJob.Simulator.Tests;

/// <summary>Faults that lose the response of a command, before or after its execution, and hit nothing else.</summary>
public sealed class LostResponseTests : IAsyncLifetime
{
    private const string Operation = "operate_job_instance";

    private ApiHarness _harness = null!;

    public async ValueTask InitializeAsync()
    {
        _harness = await ApiHarness.StartAsync(new SimulatorOptions { Catalogue = false });
        _harness.Simulator.Jobs.Add(new SimulatedJob { Id = 900, Steps = [new() { Hosts = 2, Seconds = 60 }] });
    }

    public ValueTask DisposeAsync() => _harness.DisposeAsync();

    /// <summary>As the control API takes them. Each is tried before and after the execution, over each API.</summary>
    [Theory]
    [InlineData("\"reset\": true", "broken")]
    [InlineData("\"reset\": true, \"http_status\": 502", "broken")]
    [InlineData("\"http_status\": 502", "502")]
    [InlineData("\"http_status\": 504, \"html_page\": true", "504")]
    [InlineData("\"envelope_code\": 1306201, \"message\": \"x\", \"http_status\": 200", "200")]
    [InlineData("\"envelope_code\": 1240002, \"message\": \"x\"", "200")]
    [InlineData("\"body\": \"{}\"", "200")]
    [InlineData("\"body\": \"{\\\"code\\\": 0\", \"cut_after_bytes\": 5", "broken")]
    [InlineData("\"garbage\": 10", "200")]
    public async Task Command_executes_only_on_the_chosen_side(string fault, string outcome)
    {
        foreach (ServerApis api in new[] { EsbV2, EsbV3, GatewayV3 })
        {
            foreach (bool after in new[] { false, true })
            {
                int before = _harness.Simulator.Jobs.Operations.Count;
                await PlanAsync($$"""{{{fault}}, "operation": "{{Operation}}", "after_execution": {{(after ? "true" : "false")}}}""");

                Assert.Equal("0", (await _harness.InvokeAsync(api, ApiHarness.QueryOf(api, 900))).Code);
                Assert.Equal(outcome, await SendAsync(api));
                Assert.Equal(after ? 1 : 0, _harness.Simulator.Jobs.Operations.Count - before);
                Assert.Equal("200", await SendAsync(api));
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Silence_hides_whether_the_command_executed(bool after)
    {
        _harness.Simulator.Faults.Add(new Fault { Operation = Operation, Silence = true, AfterExecution = after });
        Task<string> call = SendAsync(EsbV3);
        await WaitUntil.TrueAsync(() => _harness.Simulator.Requests.InFlight == 1);
        Assert.Equal(2, await _harness.GetJobStatusAsync(900));
        await WaitUntil.TrueAsync(() => _harness.Simulator.Jobs.Operations.Count == (after ? 1 : 0));

        _harness.Advance(0.5);

        Assert.Equal(after ? 10 : 2, await _harness.GetJobStatusAsync(900));
        Assert.False(call.IsCompleted);
    }

    /// <summary>The response is the same one; what differs is when the command was executed.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Delay_holds_back_the_command_or_its_response(bool after)
    {
        _harness.Simulator.Faults.Add(new Fault { Operation = Operation, Delay = TimeSpan.FromSeconds(30), AfterExecution = after });
        DateTimeOffset sent = _harness.Simulator.Clock.Now;
        Task<string> call = SendAsync(GatewayV3);
        await WaitUntil.TrueAsync(() => _harness.Simulator.Requests.InFlight == 1);
        await WaitUntil.TrueAsync(() => _harness.Simulator.Jobs.Operations.Count == (after ? 1 : 0));

        // The clock stands still until the request waits on it.
        _harness.Advance(30);

        Assert.Equal("200", await call);
        AcceptedOperation accepted = Assert.Single(_harness.Simulator.Jobs.Operations);
        Assert.Equal(TimeSpan.FromSeconds(after ? 0 : 30), accepted.AcceptedAt - sent);
    }

    [Fact]
    public async Task Response_cut_on_the_wire_belongs_to_an_executed_command()
    {
        _harness.Simulator.Faults.Add(new Fault { Operation = Operation, CutAfterBytes = 20 });

        Assert.Equal("broken", await SendAsync(GatewayV3));
        Assert.Single(_harness.Simulator.Jobs.Operations);
    }

    [Fact]
    public async Task Fault_counts_requests_of_its_operation_only()
    {
        _harness.Simulator.Faults.Add(new Fault { Operation = Operation, JobInstanceId = 900, Skip = 1, HttpStatus = 502 });
        var statuses = new List<string>();
        for (int i = 0; i < 3; i++)
        {
            await _harness.GetJobStatusAsync(900);
            statuses.Add(await SendAsync(EsbV2));
        }

        Assert.Equal(["200", "502", "200"], statuses);
        Assert.Equal(2, _harness.Simulator.Jobs.Operations.Count);
        Assert.Equal(3, _harness.Simulator.Requests.All.Count(request => request.Operation == Operation));
    }

    [Theory]
    [InlineData("stop")]
    [InlineData("OPERATE_JOB_INSTANCE")]
    [InlineData("")]
    public async Task Fault_of_an_unknown_operation_is_rejected(string operation)
    {
        string fault = JsonSerializer.Serialize(new { operation, reset = true });

        ApiResponse response = await _harness.SendAsync(HttpMethod.Post, "/_sim/faults", fault);

        Assert.Equal(400, response.Status);
        Assert.Contains("operate_job_instance", response.Text, StringComparison.Ordinal);
    }

    private async Task PlanAsync(string fault) =>
        Assert.Equal(204, (await _harness.SendAsync(HttpMethod.Post, "/_sim/faults", fault)).Status);

    private async Task<string> SendAsync(ServerApis api)
    {
        try
        {
            return (await _harness.OperateAsync(api, 900, 1)).Status.ToString(CultureInfo.InvariantCulture);
        }
        catch (HttpRequestException)
        {
            return "broken";
        }
    }
}
