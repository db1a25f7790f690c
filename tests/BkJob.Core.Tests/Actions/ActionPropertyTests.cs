using BkJob.Actions;
using BkJob.Core.Tests.Support;
using BkJob.Simulator;

namespace BkJob.Core.Tests.Actions;

/// <summary>
/// Every action, with every fault, at every request, before and after its execution: the server executes the action at most once, and the
/// outcome that is reported is true (design-actions.md §5).
/// </summary>
public sealed class ActionPropertyTests
{
    /// <summary>The server reports success, which it does not before the execution.</summary>
    private const string NoData = "no data";

    private static readonly Dictionary<string, Fault> Faults = new()
    {
        ["reset"] = new Fault { Reset = true },
        ["truncated"] = new Fault { CutAfterBytes = 10 },
        ["502 page"] = new Fault { HttpStatus = 502, HtmlPage = true },
        ["internal error"] = new Fault { EnvelopeCode = 1240002 },
        ["queue error"] = new Fault { EnvelopeCode = 1240001 },
        ["ESB timeout"] = new Fault { EnvelopeCode = 1306201, Message = "Request timeout" },
        ["garbage"] = new Fault { Garbage = 64 },
        ["executed 10 s later"] = new Fault { HttpStatus = 504, ExecutionDelay = TimeSpan.FromSeconds(10) },
        ["executed 25 s later"] = new Fault { HttpStatus = 502, ExecutionDelay = TimeSpan.FromSeconds(25) },
        [NoData] = new Fault { Body = """{"result":true,"code":0,"data":null}""" },
    };

    /// <summary>Each action with the job that allows it, finished or waiting when the test starts.</summary>
    private static readonly Dictionary<AvailableAction, Func<long, DateTimeOffset, SimulatedJob>> Jobs = new()
    {
        [AvailableAction.Start] = (id, now) => new SimulatedJob { Id = id, FixedStatus = 1, Steps = [new() { Hosts = 2, Seconds = 60 }] },
        [AvailableAction.Stop] = (id, now) => new SimulatedJob { Id = id, StartedAt = now, Steps = [new() { Hosts = 2, Seconds = 3600 }] },
        [AvailableAction.Restart] = CreateFailed,
        [AvailableAction.RestartAll] = CreateFailed,
        [AvailableAction.Skip] = CreateFailed,
        [AvailableAction.Approve] = CreateWaiting,
        [AvailableAction.Deny] = CreateWaiting,
        [AvailableAction.Resume] = (id, now) => new SimulatedJob
        {
            Id = id,
            StartedAt = now.AddSeconds(-100),
            Steps = [new() { Hosts = 6, Seconds = 120, Batches = 3, ManualBatches = true }],
        },
    };

    public static TheoryData<AvailableAction, BkJobApi> EachAction =>
        [.. Jobs.Keys.SelectMany(action => new[] { BkJobApi.EsbV2, BkJobApi.EsbV3, BkJobApi.GatewayV3 }.Select(api => (action, api)))];

    [Theory]
    [MemberData(nameof(EachAction))]
    public async Task Action_is_executed_at_most_once_and_reported_truthfully(AvailableAction action, BkJobApi api)
    {
        await using SimulatorFixture bench = await SimulatorFixture.StartAsync(new SimulatorOptions { ManualClock = true });
        BkJobClient client = bench.Connect(bench.Settings with { Api = api, ApplicationState = api == BkJobApi.GatewayV3 });
        long id = 1;
        foreach ((string name, Fault fault) in Faults)
        {
            foreach (bool isAfter in name == NoData ? [true] : fault.ExecutionDelay is null ? new[] { false, true } : [false])
            {
                foreach ((int skip, int times) in new[] { (0, 1), (0, 2), (0, 3), (1, 1) })
                {
                    string outcome = await RunAsync(bench, client, action, ++id, fault with { AfterExecution = isAfter, Skip = skip, Times = times });
                    Assert.True(outcome == "true", $"{name}, {(isAfter ? "after" : "before")} execution, skip {skip}, times {times}: {outcome}");
                }
            }
        }
    }

    private static async Task<string> RunAsync(SimulatorFixture bench, BkJobClient client, AvailableAction name, long id, Fault fault)
    {
        SimulatorServer server = bench.Simulator;
        server.Jobs.Add(Jobs[name](id, server.Clock.Now));
        var query = new JobInstanceQuery(id, new JobScope(1, null, null));
        JobInstance before = await client.GetJobInstanceAsync(query);
        JobAction action = name switch
        {
            AvailableAction.Start => WholeJobAction.Start,
            AvailableAction.Stop => WholeJobAction.Stop,
            _ => StepAction.Create(name, before, before.Steps.Single(step => step.AvailableActions.Contains(name))),
        };
        server.Faults.Add(fault with { JobInstanceId = id, Operation = action is StepAction ? "operate_step_instance" : "operate_job_instance" });
        Task<string> running = ActAsync(client, query, action);
        await bench.Clock.PassWhileAsync(running, server.Clock.Advance);

        // Whatever the server can still execute, it has executed after a minute.
        server.Clock.Advance(TimeSpan.FromMinutes(2));
        server.Faults.Clear();
        await client.GetJobInstanceAsync(query);
        string reported = await running;
        OperationState[] states = [.. server.Jobs.Operations.Where(operation => operation.JobInstanceId == id).Select(operation => operation.State)];
        int executed = states.Count(state => state == OperationState.Executed);
        return executed > 1 ? $"executed {executed} times"
            : action.MustNotRepeat && states.Length > 1 ? $"accepted {states.Length} times"
            : reported == "Executed" && executed == 0 ? "reported as executed, and not executed"
            : reported == "NotExecuted" && states.Length > 0 ? "reported as not executed, and accepted"
            : reported is "Executed" or "NotExecuted" or "OutcomeUnknown" ? "true"
            : $"reported as {reported}";
    }

    private static async Task<string> ActAsync(BkJobClient client, JobInstanceQuery query, JobAction action)
    {
        try
        {
            JobActionResult result = await new JobActionRunner(client, query, _ => { }).RunAsync(action, TestContext.Current.CancellationToken);
            return $"{result.Effect}";
        }
        catch (BkJobException e)
        {
            return e.Kind == BkJobErrorKind.OutcomeUnknown ? "OutcomeUnknown" : $"{e.Delivery}";
        }
    }

    private static SimulatedJob CreateFailed(long id, DateTimeOffset now) => new()
    {
        Id = id,
        StartedAt = now.AddMinutes(-10),
        Steps = [new() { Hosts = 4, Seconds = 1, FailedHosts = 2, RetrySeconds = 30 }, new() { Hosts = 2, Seconds = 30 }],
    };

    private static SimulatedJob CreateWaiting(long id, DateTimeOffset now) => new()
    {
        Id = id,
        StartedAt = now.AddMinutes(-10),
        Steps = [new() { Type = 3 }, new() { Hosts = 2, Seconds = 30 }],
    };
}
