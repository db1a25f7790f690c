using System.Globalization;
using static BkJob.Simulator.ServerApis;

namespace BkJob.Simulator.Tests.Starts;

/// <summary>Faults before and after the INSERT of a start, and of the requests that follow it.</summary>
public sealed class StartFaultTests : IAsyncLifetime
{
    private ApiHarness _harness = null!;

    private SimulatorServer Server => _harness.Simulator;

    public async ValueTask InitializeAsync() => _harness = await StartTests.StartAsync(new SimulatorOptions());

    public ValueTask DisposeAsync() => _harness.DisposeAsync();

    [Theory]
    [InlineData("\"reset\": true")]
    [InlineData("\"http_status\": 502")]
    [InlineData("\"http_status\": 504, \"html_page\": true")]
    [InlineData("\"envelope_code\": 1306201, \"message\": \"x\"")]
    [InlineData("\"envelope_code\": 1642902, \"message\": \"x\"")]
    [InlineData("\"envelope_code\": 1240002, \"message\": \"x\"")]
    [InlineData("\"body\": \"{\\\"code\\\": 0\", \"cut_after_bytes\": 5")]
    [InlineData("\"garbage\": 10")]
    public async Task Job_is_inserted_only_on_the_chosen_side(string fault)
    {
        foreach ((string operation, ServerApis api) in StartSamples.All)
        {
            foreach (bool after in new[] { false, true })
            {
                StartCounts before = Server.CountStarts(operation);
                await PlanAsync($$"""{{{fault}}, "operation": "{{operation}}", "after_execution": {{(after ? "true" : "false")}}}""");

                string name = string.Create(CultureInfo.InvariantCulture, $"{api} {after}");
                await SendAsync(operation, api, $"\"task_name\": \"{name}\"");

                StartCounts counts = Server.CountStarts(operation);
                Assert.Equal((1, after ? 1 : 0), (counts.Received - before.Received, counts.Inserted - before.Inserted));
            }
        }
    }

    /// <summary>The gateway gives up, but Job still inserts: the history has the job only then.</summary>
    [Theory]
    [InlineData("\"http_status\": 504")]
    [InlineData("\"envelope_code\": 1306201")]
    [InlineData("\"silence\": true")]
    public async Task Slow_insert_appears_in_the_history_later(string fault)
    {
        await PlanAsync($$"""{{{fault}}, "operation": "fast_execute_script", "execution_delay": 40}""");
        Task sent = SendAsync("fast_execute_script", GatewayV3, "\"task_name\": \"slow #1\", \"start_task\": false");
        await WaitUntil.TrueAsync(() => Server.Requests.Count("fast_execute_script") == 1);
        if (!fault.Contains("silence", StringComparison.Ordinal))
        {
            await sent;
        }

        DateTimeOffset sentAt = Server.Clock.Now;
        _harness.Advance(39);
        Assert.DoesNotContain("slow #1", await HistoryAsync(sentAt), StringComparison.Ordinal);
        _harness.Advance(1);
        await WaitUntil.TrueAsync(() => Server.Jobs.Starts.Count == 1);

        Assert.Contains("slow #1", await HistoryAsync(sentAt), StringComparison.Ordinal);
        Assert.Equal(sentAt.AddSeconds(40), Server.Jobs.Starts[0].CreatedAt);
        Assert.Equal(new StartCounts(1, 1, 0), Server.CountStarts(name: "slow #1"));
    }

    /// <summary>Whatever happens to the operation and the reads, the job is started once.</summary>
    [Theory]
    [InlineData("operate_job_instance", true, 1)]
    [InlineData("operate_job_instance", false, 0)]
    [InlineData("get_job_instance_status", false, 1)]
    [InlineData("get_job_instance_list", false, 1)]
    public async Task Fault_of_a_later_request_hits_nothing_else(string operation, bool after, int started)
    {
        long id = StartTests.IdOf(await _harness.StartSampleAsync("execute_job_plan", GatewayV3, "\"start_task\": false"));
        await PlanAsync($$"""{"reset": true, "operation": "{{operation}}", "after_execution": {{(after ? "true" : "false")}}}""");

        await TryAsync(() => _harness.GetJobStatusAsync(id));
        await TryAsync(() => HistoryAsync(Server.Clock.Now));
        await TryAsync(() => _harness.OperateAsync(GatewayV3, id, 2));
        _harness.Advance(1);

        Assert.Equal(new StartCounts(1, 1, started), Server.CountStarts());
    }

    private static async Task TryAsync(Func<Task> send)
    {
        try
        {
            await send();
        }
        catch (HttpRequestException)
        {
            // The fault has reset the connection.
        }
    }

    private Task SendAsync(string operation, ServerApis api, string more) =>
        TryAsync(() => _harness.StartSampleAsync(operation, api, more));

    private Task PlanAsync(string fault) => _harness.SendAsync(HttpMethod.Post, "/_sim/faults", fault);

    private async Task<string> HistoryAsync(DateTimeOffset since) => (await _harness.ReadAsync(
        EsbV3,
        "get_job_instance_list",
        string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"create_time_start\":{since.ToUnixTimeMilliseconds()},\"create_time_end\":{since.AddMinutes(5).ToUnixTimeMilliseconds()}}}")))
        .Text;
}
