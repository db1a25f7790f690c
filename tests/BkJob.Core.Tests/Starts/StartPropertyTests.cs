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

    private static readonly BkJobTarget Containers = TargetReader.Read("kube:BCS-K8S-00001/prod", defaultCloudId: null);

    private static readonly JobAccount Account = new("root", null);

    private static readonly Fault Lost = new() { Reset = true, AfterExecution = true };

    private static readonly string[] Kinds = ["plan", "script", "file", "config"];

    /// <summary>Each server with the APIs that it has.</summary>
    private static readonly (ServerProfile Profile, BkJobApi[] Apis)[] Servers =
    [
        (ServerProfile.Job312, [BkJobApi.EsbV2, BkJobApi.EsbV3, BkJobApi.GatewayV3, BkJobApi.GatewayV4]),
        (ServerProfile.Job39, [BkJobApi.EsbV2, BkJobApi.EsbV3, BkJobApi.GatewayV3]),
        (ServerProfile.Job2x, [BkJobApi.EsbV2]),
        (ServerProfile.MultiTenant, [BkJobApi.GatewayV3, BkJobApi.GatewayV4]),
    ];

    /// <summary>The requests of a start.</summary>
    private static readonly Dictionary<string, string[]> Requests = new()
    {
        ["creation"] = Creates,
        ["operation"] = ["operate_job_instance"],
        ["status"] = ["get_job_instance_status"],
    };

    /// <summary>Faults after which it is unknown whether the request was executed.</summary>
    private static readonly Dictionary<string, Fault> Losses = new()
    {
        ["reset"] = new Fault { Reset = true },
        ["truncated"] = new Fault { CutAfterBytes = 10 },
        ["502 page"] = new Fault { HttpStatus = 502, HtmlPage = true },
        ["internal error"] = new Fault { EnvelopeCode = 1240002 },
        ["ESB timeout"] = new Fault { EnvelopeCode = 1306201, Message = "Request timeout" },
        ["garbage"] = new Fault { Garbage = 64 },
    };

    /// <summary>Faults which prove that the request was not executed.</summary>
    private static readonly Dictionary<string, Fault> Rejections = new()
    {
        ["throttled"] = new Fault { EnvelopeCode = 1306429 },
        ["quota"] = new Fault { EnvelopeCode = 1244032 },
        ["permission"] = new Fault { EnvelopeCode = 9900403 },
        ["parameter"] = new Fault { EnvelopeCode = 1241005 },
    };

    public static TheoryData<ServerProfile, BkJobApi, string> EachStart =>
    [
        .. from server in Servers
           from api in server.Apis
           from kind in api == BkJobApi.GatewayV4 ? [.. Kinds, "containers"] : Kinds
           select (TheoryDataRow<ServerProfile, BkJobApi, string>)(server.Profile, api, kind),
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
        BkJobClientOptions options = bench.Settings with
        {
            Api = api,
            ApplicationState = api is BkJobApi.GatewayV3 or BkJobApi.GatewayV4,
            TenantId = profile == ServerProfile.MultiTenant ? "default" : null,
        };

        // What a client learns of the server changes the requests of its next start, so every other start is the second one of a client. Of
        // two kinds, one has a fault in a first start and the other in a second one.
        bool isFirst = (Array.IndexOf(Kinds, kind) + (int)api) % 2 == 0;
        BkJobClient client = bench.Connect(options);
        foreach ((string name, Fault[] faults) in Enumerate())
        {
            bool isRetried = name.StartsWith("retried", StringComparison.Ordinal);
            if (isFirst || isRetried)
            {
                client = bench.Connect(options with { MaximumRetryCount = isRetried ? 2 : 0 });
            }

            isFirst = !isFirst;
            string outcome = await RunAsync(bench, client, kind, faults);
            Assert.True(outcome == "true", $"{name}: {outcome}");
        }

        Assert.Equal("true", await RunAsync(bench, client, kind, []));
    }

    /// <summary>Every fault at every request; then faults of the requests that follow a lost one, and of the retries of one.</summary>
    private static IEnumerable<(string Name, Fault[] Faults)> Enumerate()
    {
        yield return ("no fault", []);
        foreach ((string request, string[] operations) in Requests)
        {
            foreach ((string name, Fault fault) in Losses.Concat(Rejections))
            {
                yield return ($"{request}: {name}", At(fault, operations));
            }

            if (request != "status")
            {
                foreach ((string name, Fault fault) in Losses)
                {
                    yield return ($"{request}, executed: {name}", At(fault with { AfterExecution = true }, operations));
                }

                yield return ($"{request}, executed 20 s later", At(new Fault { HttpStatus = 504, ExecutionDelay = TimeSpan.FromSeconds(20) }, operations));
                yield return ($"retried {request}: throttled, then lost", [.. At(Rejections["throttled"], operations), .. At(Lost with { Skip = 1 }, operations)]);
                yield return ($"retried {request}: always throttled", At(Rejections["throttled"] with { Times = null }, operations));
            }

            yield return ($"{request}: always lost", At(new Fault { Reset = true, Times = null }, operations));
        }

        foreach (int? times in new int?[] { 2, null })
        {
            Fault unreadable = new() { HttpStatus = 502, Times = times };
            yield return ($"creation lost, search: 502 {times}", [.. At(Lost, Creates), .. At(unreadable, ["get_job_instance_list"])]);
            yield return ($"creation lost, status: 502 {times}", [.. At(Lost, Creates), .. At(unreadable, Requests["status"])]);
            yield return ($"operation lost, status: 502 {times}", [.. At(Lost, Requests["operation"]), .. At(unreadable, Requests["status"])]);
        }

        yield return ("creation and operation lost", [.. At(Lost, Creates), .. At(Lost, Requests["operation"])]);
        yield return ("operation lost twice", At(Lost with { Times = 2 }, Requests["operation"]));
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
            ExecuteJobPlan.Operation, new PlanStartRequest(PlanId, Scope, []))
        { PlanId = PlanId }),
        "script" or "containers" => StartNamedAsync(client, FastExecuteScript.Operation, name => new ScriptStartRequest(Scope, kind == "script" ? Target : Containers, Account)
        {
            TaskName = name,
            Content = "true",
            Language = ScriptLanguage.Shell,
        }),
        "file" => StartNamedAsync(client, FastTransferFile.Operation, name =>
            new FileStartRequest(Scope, ["/data/a"], Target, Account, "/data/", Target, Account) { TaskName = name }),
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
                : (e.Delivery, e.JobInstanceId) switch
                {
                    (Delivery.NotExecuted, null) => "not created",
                    (Delivery.Executed, not null) => "not started",
                    _ => $"unexpected {e.Kind}",
                };
            return (outcome, e.JobInstanceId);
        }
    }
}
