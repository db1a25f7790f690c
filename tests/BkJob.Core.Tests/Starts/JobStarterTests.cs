using BkJob.Core.Tests.Support;
using BkJob.Operations;
using BkJob.Simulator;
using BkJob.Starts;

namespace BkJob.Core.Tests.Starts;

/// <summary>The requests of a start, and what is known after each outcome (design-actions.md §5.3).</summary>
public sealed class JobStarterTests
{
    private static readonly JobScope Scope = new(1, null, null);

    private static readonly BkJobTarget Target = TargetReader.Read("0:10.0.0.1", defaultCloudId: null);

    /// <summary>
    /// The requests of a first start and of a second one with the same client: from the second one on, it is known whether the server
    /// creates a job without starting it.
    /// </summary>
    [Theory]
    [InlineData(ServerProfile.Job312, BkJobApi.EsbV3, "create status operate", "create operate status")]
    [InlineData(ServerProfile.Job312, BkJobApi.EsbV2, "create status operate", "create operate status")]
    [InlineData(ServerProfile.Job312, BkJobApi.GatewayV4, "create status operate", "create operate status")]
    [InlineData(ServerProfile.Job39, BkJobApi.EsbV3, "create status", "create status")]
    [InlineData(ServerProfile.Job2x, BkJobApi.EsbV2, "create create status", "create status")]
    public async Task Start_costs_these_requests(ServerProfile profile, BkJobApi api, string first, string second)
    {
        await using SimulatorFixture bench = await SimulatorFixture.StartAsync(new SimulatorOptions { ManualClock = true, Profile = profile });
        BkJobClient client = bench.Connect(bench.Settings with { Api = api, ApplicationState = api == BkJobApi.GatewayV4 });
        foreach (string expected in new[] { first, second })
        {
            int before = bench.Simulator.Requests.All.Count;
            await new JobStarter(client, _ => { }).StartAsync(Create("job"), _ => { }, TestContext.Current.CancellationToken);
            Assert.Equal(expected, string.Join(' ', bench.Simulator.Requests.All.Skip(before).Select(request => Name(request.Path))));
        }
    }

    /// <summary>The call for local files starts the job itself: that the job is running shows nothing about the other calls.</summary>
    [Fact]
    public async Task Start_that_sends_local_files_leaves_what_is_known_of_the_server()
    {
        await using SimulatorFixture bench = await SimulatorFixture.StartAsync(new SimulatorOptions { ManualClock = true });
        BkJobClient client = bench.Connect(bench.Settings with { Api = BkJobApi.EsbV3 });
        await StartAsync(client);
        int before = bench.Simulator.Requests.All.Count;
        string name = StartMarker.AddTo("a");
        var request = new ConfigFileStartRequest(Scope, [new ConfigFile("a", "a"u8.ToArray())], "/data/", Target, new JobAccount("root", null)) { TaskName = name };
        await new JobStarter(client, _ => { }).StartAsync(
            new StartCommand<ConfigFileStartRequest>(PushConfigFile.Operation, request) { UniqueName = name }, _ => { }, TestContext.Current.CancellationToken);
        await StartAsync(client);
        Assert.Equal(
            "create status create operate status", string.Join(' ', bench.Simulator.Requests.All.Skip(before).Select(sent => Name(sent.Path))));
    }

    [Theory]
    [InlineData(ServerProfile.Job312, BkJobApi.EsbV3, false, JobStatus.NotStarted)]
    [InlineData(ServerProfile.Job39, BkJobApi.EsbV3, true, JobStatus.Running)]
    public async Task Server_that_starts_a_job_which_must_not_start_is_recognized(ServerProfile profile, BkJobApi api, bool isStarted, JobStatus status)
    {
        await using SimulatorFixture bench = await SimulatorFixture.StartAsync(new SimulatorOptions { ManualClock = true, Profile = profile, EngineDelay = TimeSpan.Zero });
        StartedJob started = await StartAsync(bench.Connect(bench.Settings with { Api = api }), mustNotStart: true);
        Assert.Equal((isStarted, status), (started.StartedImmediately, started.Job.Status));
        Assert.Equal(0, bench.Simulator.Requests.All.Count(request => Name(request.Path) == "operate"));
    }

    [Fact]
    public async Task Job_that_must_not_start_is_not_sent_to_an_API_that_starts_it()
    {
        await using SimulatorFixture bench = await SimulatorFixture.StartAsync(new SimulatorOptions { ManualClock = true, Profile = ServerProfile.Job2x });
        BkJobException fault = await Assert.ThrowsAsync<BkJobException>(() => StartAsync(bench.Connect(), mustNotStart: true));
        Assert.Equal((BkJobErrorKind.NotSupported, Delivery.NotExecuted), (fault.Kind, fault.Delivery));
        Assert.Empty(bench.Simulator.Jobs.Starts);
    }

    /// <summary>What no API of the server has is an error before anything is sent, and names what it is.</summary>
    [Theory]
    [InlineData(BkJobApi.EsbV2, "kube:c1/prod", false, "GatewayV4")]
    [InlineData(BkJobApi.EsbV3, "kube:c1/prod", false, "GatewayV4")]
    [InlineData(BkJobApi.GatewayV3, "kube:c1/prod", false, "GatewayV4")]
    [InlineData(BkJobApi.GatewayV4, "kube:c1/prod", false, null)]
    [InlineData(BkJobApi.EsbV2, "7", false, null)]
    [InlineData(BkJobApi.EsbV2, "0:10.0.0.1", true, null)]
    public async Task Start_that_no_API_serves_is_rejected(BkJobApi api, string target, bool mustNotStart, string? expected)
    {
        await using SimulatorFixture bench = await SimulatorFixture.StartAsync(new SimulatorOptions { ManualClock = true });
        StartCommand<ScriptStartRequest> command = CreateFor(target, mustNotStart);
        BkJobClient client = bench.Connect(bench.Settings with { Api = api });
        if (expected is null)
        {
            StartSupport.Check(client, command);
            return;
        }

        BkJobException fault = Assert.Throws<BkJobException>(() => StartSupport.Check(client, command));
        Assert.Equal((BkJobErrorKind.NotSupported, Delivery.NotExecuted), (fault.Kind, fault.Delivery));
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
        Assert.Empty(bench.Simulator.Requests.All);
    }

    /// <summary>Before a start that is only displayed, a read shows whether a server has ESB v3, if the start depends on it.</summary>
    [Theory]
    [InlineData(ServerProfile.Job2x, "7", false, "Host 7", 1)]
    [InlineData(ServerProfile.Job2x, "0:10.0.0.1", true, "-CreateOnly", 1)]
    [InlineData(ServerProfile.Job2x, "0:10.0.0.1", false, null, 0)]
    [InlineData(ServerProfile.Job312, "7", true, null, 1)]
    [InlineData(ServerProfile.Job312, "0:10.0.0.1", false, null, 0)]
    public async Task Server_without_ESB_v3_is_recognized(ServerProfile profile, string target, bool mustNotStart, string? expected, int requests)
    {
        await using SimulatorFixture bench = await SimulatorFixture.StartAsync(new SimulatorOptions { ManualClock = true, Profile = profile });
        Task check = StartSupport.CheckServerAsync(bench.Connect(), CreateFor(target, mustNotStart), _ => { }, TestContext.Current.CancellationToken);
        string? message = expected is null ? null : (await Assert.ThrowsAsync<BkJobException>(() => check)).Message;
        await check.ContinueWith(_ => { }, TestContext.Current.CancellationToken, TaskContinuationOptions.None, TaskScheduler.Default);
        Assert.Equal((expected is null, requests), (check.IsCompletedSuccessfully, bench.Simulator.Requests.All.Count));
        Assert.Contains(expected ?? "", message ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Job_with_a_marker_is_found_and_started()
    {
        await using SimulatorFixture bench = await SimulatorFixture.StartAsync(new SimulatorOptions { ManualClock = true, ClockSkew = TimeSpan.FromHours(3) });
        bench.Simulator.Faults.Add(new Fault { Operation = "fast_execute_script", HttpStatus = 504, ExecutionDelay = TimeSpan.FromSeconds(20) });
        BkJobClient client = bench.Connect(bench.Settings with { Api = BkJobApi.EsbV3 });
        Task<StartedJob> running = StartAsync(client);
        await bench.Clock.PassWhileAsync(running, bench.Simulator.Clock.Advance);
        StartedJob started = await running;
        Assert.NotNull(started.Lost);
        Assert.Equal(Assert.Single(bench.Simulator.Jobs.Starts).JobInstanceId, started.Job.Id);
    }

    /// <summary>
    /// Faults of the retries and of the reads that follow a lost request. The search for a lost job lasts from the request that was lost,
    /// whatever was waited for before.
    /// </summary>
    [Theory]
    [InlineData("create: throttled 45 s, then executed 20 s later", 2)]
    [InlineData("create: throttled 45 s, then lost", 2)]
    [InlineData("operate: throttled 45 s, then lost", 1)]
    [InlineData("operate: lost; status: 502 three times", 1)]
    [InlineData("create: lost; search: 502 three times", 1)]
    public async Task Job_is_started_after_retries_and_read_errors(string faults, int creates)
    {
        await using SimulatorFixture bench = await SimulatorFixture.StartAsync(new SimulatorOptions { ManualClock = true });
        foreach (string part in faults.Split("; "))
        {
            string operation = part.Split(':')[0] switch { "create" => "fast_execute_script", "operate" => "operate_job_instance", "search" => "get_job_instance_list", _ => "get_job_instance_status" };
            bool isThrottled = part.Contains("throttled", StringComparison.Ordinal);
            Fault lost = part.Contains("later", StringComparison.Ordinal)
                ? new Fault { HttpStatus = 504, ExecutionDelay = TimeSpan.FromSeconds(20) }
                : part.Contains("502", StringComparison.Ordinal) ? new Fault { HttpStatus = 502, Times = 3, Skip = operation == "get_job_instance_status" ? 1 : 0 }
                : new Fault { Reset = true, AfterExecution = true };
            if (isThrottled)
            {
                bench.Simulator.Faults.Add(new Fault { Operation = operation, EnvelopeCode = 1306429, Headers = new Dictionary<string, string> { ["Retry-After"] = "45" } });
            }

            bench.Simulator.Faults.Add(lost with { Operation = operation, Skip = isThrottled ? 1 : lost.Skip });
        }

        BkJobClient client = bench.Connect(bench.Settings with { Api = BkJobApi.EsbV3, MaximumRetryCount = faults.Contains("throttled", StringComparison.Ordinal) ? 1 : 0 });
        Task<StartedJob> running = StartAsync(client);
        await bench.Clock.PassWhileAsync(running, bench.Simulator.Clock.Advance);
        bench.Simulator.Clock.Advance(TimeSpan.FromSeconds(1));
        AcceptedStart start = Assert.Single(bench.Simulator.Jobs.Starts);
        Assert.Equal((start.JobInstanceId, 1), ((await running).Job.Id, start.EffectiveStarts));
        Assert.Equal(creates, bench.Simulator.Requests.Count("fast_execute_script"));
    }

    /// <summary>A site can publish some calls of ESB v3 and not others: what is missing is remembered for each call.</summary>
    [Fact]
    public async Task Missing_call_is_remembered_per_call()
    {
        await using SimulatorFixture bench = await SimulatorFixture.StartAsync(new SimulatorOptions { ManualClock = true });
        bench.Simulator.Faults.Add(new Fault { Operation = "fast_transfer_file", EnvelopeCode = 1306404, Times = null });
        BkJobClient client = bench.Connect(bench.Settings with { Api = BkJobApi.EsbV2 });
        for (int i = 0; i < 2; i++)
        {
            string name = StartMarker.AddTo("job");
            var request = new FileStartRequest(Scope, ["/data/a"], Target, new JobAccount("root", null), "/data/", Target, new JobAccount("root", null)) { TaskName = name };
            await new JobStarter(client, _ => { }).StartAsync(
                new StartCommand<FileStartRequest>(FastTransferFile.Operation, request) { UniqueName = name }, _ => { }, TestContext.Current.CancellationToken);
            await StartAsync(client);
        }

        bench.Simulator.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(
            ["fast_push_file EsbV2", "fast_execute_script EsbV3", "fast_push_file EsbV2", "fast_execute_script EsbV3"],
            bench.Simulator.Jobs.Starts.Select(start => $"{start.Operation} {start.Api}"));
        Assert.All(bench.Simulator.Jobs.Starts, start => Assert.Equal(1, start.EffectiveStarts));
        Assert.Equal(1, bench.Simulator.Requests.Count("fast_transfer_file"));
    }

    [Fact]
    public async Task Jobs_of_a_plan_are_listed_and_never_adopted()
    {
        await using SimulatorFixture bench = await SimulatorFixture.StartAsync(new SimulatorOptions { ManualClock = true });
        bench.Simulator.Jobs.Plans.Add(new SimulatedPlan
        {
            Id = 1000,
            Variables = [new() { Id = 1, Name = "HOSTS", Type = 3, Hosts = [new(2_000_001, "10.0.0.1")] }],
            Steps = [new() { TargetVariable = "HOSTS" }],
        });
        bench.Simulator.Faults.Add(new Fault { Operation = "execute_job_plan", Reset = true, AfterExecution = true });
        BkJobClient client = bench.Connect(bench.Settings with { Api = BkJobApi.EsbV3 });
        var command = new StartCommand<PlanStartRequest>(ExecuteJobPlan.Operation, new PlanStartRequest(1000, Scope, [])) { PlanId = 1000 };
        Task<StartedJob> running = new JobStarter(client, _ => { }).StartAsync(command, _ => { }, TestContext.Current.CancellationToken);
        List<TimeSpan> waits = await bench.Clock.PassWhileAsync(running, bench.Simulator.Clock.Advance);

        StartUnknownException fault = await Assert.ThrowsAsync<StartUnknownException>(() => running);
        AcceptedStart start = Assert.Single(bench.Simulator.Jobs.Starts);
        Assert.Equal([start.JobInstanceId], fault.Candidates.Select(job => job.Id));
        Assert.Equal(0, start.EffectiveStarts);
        Assert.InRange(waits.Aggregate((sum, wait) => sum + wait), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(36));
    }

    /// <summary>A secret that the server returns is no part of the error.</summary>
    [Fact]
    public async Task Secret_of_a_request_is_redacted_from_its_response()
    {
        await using SimulatorFixture bench = await SimulatorFixture.StartAsync(new SimulatorOptions { ManualClock = true });
        bench.Simulator.Faults.Add(new Fault { Operation = "fast_execute_script", EnvelopeCode = 1240003, Message = "bad parameter Tr0ub4dor&3" });
        var requests = new List<RequestEvent>();
        StartCommand<ScriptStartRequest> command = Create("job");
        command = command with { Request = command.Request with { SecretArguments = "Tr0ub4dor&3".AsSecret(), IsTraced = true } };
        BkJobException fault = await Assert.ThrowsAsync<BkJobException>(() => new JobStarter(
            bench.Connect(bench.Settings with { Api = BkJobApi.EsbV3 }), requests.Add).StartAsync(command, _ => { }, TestContext.Current.CancellationToken));
        string base64 = Convert.ToBase64String("Tr0ub4dor&3"u8);
        Assert.All([$"{fault}", .. requests.Select(request => $"{request.Sent} {request.Received} {request.Fault}")], text =>
        {
            Assert.DoesNotContain("Tr0ub4dor", text, StringComparison.Ordinal);
            Assert.DoesNotContain(base64, text, StringComparison.Ordinal);
        });
    }

    private static Task<StartedJob> StartAsync(BkJobClient client, bool mustNotStart = false)
    {
        StartCommand<ScriptStartRequest> command = Create("job");
        return new JobStarter(client, _ => { }).StartAsync(
            command with { Request = command.Request with { MustNotStart = mustNotStart } }, _ => { }, TestContext.Current.CancellationToken);
    }

    private static StartCommand<ScriptStartRequest> CreateFor(string target, bool mustNotStart)
    {
        StartCommand<ScriptStartRequest> command = Create("job");
        return command with
        {
            Request = command.Request with { Target = TargetReader.Read(target, defaultCloudId: null), MustNotStart = mustNotStart },
        };
    }

    private static StartCommand<ScriptStartRequest> Create(string name)
    {
        string marked = StartMarker.AddTo(name);
        return new StartCommand<ScriptStartRequest>(FastExecuteScript.Operation, new ScriptStartRequest(Scope, Target, new JobAccount("root", null))
        {
            TaskName = marked,
            Content = "true",
            Language = ScriptLanguage.Shell,
        })
        { UniqueName = marked };
    }

    private static string Name(string path) =>
        path.Contains("fast_execute_script", StringComparison.Ordinal) || path.Contains("push_config_file", StringComparison.Ordinal) ? "create"
        : path.Contains("operate_job_instance", StringComparison.Ordinal) ? "operate"
        : path.Contains("get_job_instance_status", StringComparison.Ordinal) ? "status"
        : path;
}
