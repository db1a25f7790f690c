using BkJob.Core.Tests.Support;
using BkJob.Operations;
using BkJob.Simulator;
using BkJob.Starts;

namespace BkJob.Core.Tests.Starts;

/// <summary>
/// Every kind of start, over every API of every server, with every fault at every request: the server starts one job at most, and the
/// outcome that is reported is true (design-actions.md §5.3).
/// </summary>
public sealed class StartPropertyTests
{
    private const long PlanId = 1000;

    private static readonly string[] Creates =
        ["execute_job_plan", "execute_job", "fast_execute_script", "fast_transfer_file", "fast_push_file", "push_config_file"];

    private static readonly JobScope Scope = new(1, null, null);

    private static readonly BkJobTarget Target = TargetReader.Read("0:10.0.0.1", defaultCloudId: null);

    private static readonly JobAccount Account = new("root", null);

    /// <summary>The faults of the request that creates the job.</summary>
    private static readonly Dictionary<string, Fault> Faults = new()
    {
        ["reset"] = new Fault { Reset = true },
        ["truncated"] = new Fault { CutAfterBytes = 10 },
        ["502 page"] = new Fault { HttpStatus = 502, HtmlPage = true },
        ["internal error"] = new Fault { EnvelopeCode = 1240002 },
        ["ESB timeout"] = new Fault { EnvelopeCode = 1306201, Message = "Request timeout" },
        ["garbage"] = new Fault { Garbage = 64 },
        ["executed 20 s later"] = new Fault { HttpStatus = 504, ExecutionDelay = TimeSpan.FromSeconds(20) },
    };

    public static TheoryData<ServerProfile, BkJobApi, string> EachStart =>
    [
        (ServerProfile.Job312, BkJobApi.EsbV2, "plan"), (ServerProfile.Job312, BkJobApi.EsbV2, "script"),
        (ServerProfile.Job312, BkJobApi.EsbV3, "plan"), (ServerProfile.Job312, BkJobApi.EsbV3, "script"),
        (ServerProfile.Job312, BkJobApi.EsbV3, "file"), (ServerProfile.Job312, BkJobApi.EsbV3, "config"),
        (ServerProfile.Job312, BkJobApi.GatewayV3, "plan"), (ServerProfile.Job312, BkJobApi.GatewayV3, "script"),
        (ServerProfile.Job312, BkJobApi.GatewayV4, "plan"), (ServerProfile.Job312, BkJobApi.GatewayV4, "script"),
        (ServerProfile.Job39, BkJobApi.EsbV3, "plan"), (ServerProfile.Job39, BkJobApi.EsbV3, "script"), (ServerProfile.Job39, BkJobApi.GatewayV3, "file"),
        (ServerProfile.Job2x, BkJobApi.EsbV2, "plan"), (ServerProfile.Job2x, BkJobApi.EsbV2, "script"), (ServerProfile.Job2x, BkJobApi.EsbV2, "file"),
        (ServerProfile.MultiTenant, BkJobApi.GatewayV3, "plan"), (ServerProfile.MultiTenant, BkJobApi.GatewayV4, "script"),
    ];

    [Theory]
    [MemberData(nameof(EachStart))]
    public async Task Start_is_executed_at_most_once_and_reported_truthfully(ServerProfile profile, BkJobApi api, string kind)
    {
        await using SimulatorFixture bench = await SimulatorFixture.StartAsync(new SimulatorOptions { ManualClock = true, Profile = profile });
        bench.Simulator.Jobs.Plans.Add(new SimulatedPlan
        {
            Id = PlanId,
            Variables = [new() { Id = 1, Name = "HOSTS", Type = 3, Hosts = [new(2_000_001, "10.0.0.1")] }],
            Steps = [new() { TargetVariable = "HOSTS" }],
        });
        bool isGateway = api is BkJobApi.GatewayV3 or BkJobApi.GatewayV4;
        BkJobClientOptions options = bench.Settings with
        {
            Api = api,
            ApplicationState = isGateway,
            TenantId = profile == ServerProfile.MultiTenant ? "default" : null,
        };
        foreach ((string name, Fault[] faults) in Enumerate())
        {
            // A client of its own: what it learns of the server would hide the requests of a first start.
            BkJobClient client = bench.Connect(options);
            string outcome = await RunAsync(bench, client, kind, faults);
            Assert.True(outcome == "true", $"{name}: {outcome}");
            Assert.Equal("true", await RunAsync(bench, client, kind, []));
        }
    }

    /// <summary>The faults of a run: at the creation, at the operation, at the status, and at a search after a lost response.</summary>
    private static IEnumerable<(string Name, Fault[] Faults)> Enumerate()
    {
        yield return ("no fault", []);
        foreach ((string name, Fault fault) in Faults)
        {
            yield return ($"creation: {name}", At(fault, Creates));
            yield return ($"operation: {name}", At(fault, ["operate_job_instance"]));
            if (fault.ExecutionDelay is null)
            {
                yield return ($"creation, executed: {name}", At(fault with { AfterExecution = true }, Creates));
                yield return ($"operation, executed: {name}", At(fault with { AfterExecution = true }, ["operate_job_instance"]));
            }
        }

        Fault lost = new() { Reset = true, AfterExecution = true };
        yield return ("status", At(new Fault { HttpStatus = 502 }, ["get_job_instance_status"]));
        yield return ("status, always", At(new Fault { HttpStatus = 502, Times = null }, ["get_job_instance_status"]));
        yield return ("search", [.. At(lost, Creates), .. At(new Fault { HttpStatus = 502, Times = 2 }, ["get_job_instance_list"])]);
        yield return ("search, always", [.. At(lost, Creates), .. At(new Fault { HttpStatus = 502, Times = null }, ["get_job_instance_list"])]);
        yield return ("operation, twice", At(lost with { Times = 2 }, ["operate_job_instance"]));
        yield return ("operation, always", At(new Fault { Reset = true, Times = null }, ["operate_job_instance"]));
        yield return ("throttled", At(new Fault { EnvelopeCode = 1306429 }, Creates));
        yield return ("quota", At(new Fault { EnvelopeCode = 1244032 }, Creates));
        yield return ("permission", At(new Fault { EnvelopeCode = 9900403 }, ["operate_job_instance"]));
    }

    private static Fault[] At(Fault fault, string[] operations) => [.. operations.Select(operation => fault with { Operation = operation })];

    private static async Task<string> RunAsync(SimulatorFixture bench, BkJobClient client, string kind, Fault[] faults)
    {
        SimulatorServer server = bench.Simulator;
        int before = server.Jobs.Starts.Count;
        Array.ForEach(faults, server.Faults.Add);
        Task<(string Outcome, long? Id)> running = StartAsync(client, kind);
        await bench.Clock.PassWhileAsync(running, server.Clock.Advance);
        (string outcome, long? id) = await running;
        server.Faults.Clear();

        // Whatever the server can still execute, it has executed after two minutes.
        server.Clock.Advance(TimeSpan.FromMinutes(2));
        AcceptedStart[] starts = [.. server.Jobs.Starts.Skip(before)];
        int started = starts.Sum(start => start.EffectiveStarts);
        return starts.Length > 1 ? $"{starts.Length} jobs"
            : faults.Length == 0 && outcome != "started" ? $"without a fault: {outcome}"
            : started > 1 ? $"started {started} times"
            : outcome == "started" && (started != 1 || starts[0].JobInstanceId != id) ? "reported as started, and not started"
            : outcome == "not created" && starts.Length > 0 ? "reported as not created, and created"
            : outcome == "not started" && (starts.Length != 1 || started != 0 || starts[0].JobInstanceId != id) ? "reported as created and not started, and is not"
            : outcome.StartsWith("unexpected", StringComparison.Ordinal) ? outcome
            : "true";
    }

    private static Task<(string Outcome, long? Id)> StartAsync(BkJobClient client, string kind) => kind switch
    {
        "plan" => StartAsync(client, new StartCommand<PlanStartRequest>(
            ExecuteJobPlan.Operation, new PlanStartRequest(PlanId, Scope, []) { CreateOnly = true })
        { PlanId = PlanId }),
        "script" => StartNamedAsync(client, FastExecuteScript.Operation, name => new ScriptStartRequest(Scope, Target, Account)
        {
            TaskName = name,
            Content = "true",
            Language = ScriptLanguage.Shell,
            CreateOnly = true,
        }),
        "file" => StartNamedAsync(client, FastTransferFile.Operation, name =>
            new FileStartRequest(Scope, ["/data/a"], Target, Account, "/data/", Target, Account) { TaskName = name, CreateOnly = true }),
        _ => StartNamedAsync(client, PushConfigFile.Operation, name =>
            new ConfigFileStartRequest(Scope, [new ConfigFile("a", "a"u8.ToArray())], "/data/", Target, Account) { TaskName = name }),
    };

    private static Task<(string Outcome, long? Id)> StartNamedAsync<TRequest>(
        BkJobClient client, BkJob.Protocol.Operation<TRequest, CreatedJob> operation, Func<string, TRequest> create)
        where TRequest : BkJob.Starts.StartRequest
    {
        string name = StartMarker.AddTo("job");
        return StartAsync(client, new StartCommand<TRequest>(operation, create(name)) { UniqueName = name });
    }

    private static async Task<(string Outcome, long? Id)> StartAsync<TRequest>(BkJobClient client, StartCommand<TRequest> command)
        where TRequest : BkJob.Starts.StartRequest
    {
        try
        {
            StartedJob started = await new JobStarter(client, _ => { }).StartAsync(command, _ => { }, TestContext.Current.CancellationToken);
            return ("started", started.Job.Id);
        }
        catch (BkJobException e)
        {
            string outcome = e.Kind is BkJobErrorKind.StartUnknown or BkJobErrorKind.OutcomeUnknown ? "unknown"
                : e.Delivery != Delivery.NotExecuted ? $"unexpected {e.Kind}"
                : e.JobInstanceId is null ? "not created"
                : "not started";
            return (outcome, e.JobInstanceId);
        }
    }
}
