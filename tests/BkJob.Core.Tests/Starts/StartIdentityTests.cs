using System.Globalization;
using System.Text.Json.Nodes;
using BkJob.Core.Tests.Support;
using BkJob.Operations;
using BkJob.Starts;

namespace BkJob.Core.Tests.Starts;

/// <summary>
/// Responses to a start that are about another job, from a cache or a proxy, and jobs of others in the history: a job is operated only if
/// what the server returns of it matches the request (design-actions.md §5.3).
/// </summary>
public sealed class StartIdentityTests
{
    private const string Marker = "#x1y2z3a4";
    private const string Unique = $"deploy {Marker}";
    private const string PlanName = "Nightly cleanup";

    private static readonly JobScope Scope = new(1, null, null);

    private static readonly BkJobTarget Target = TargetReader.Read("0:10.0.0.1", defaultCloudId: null);

    /// <summary>
    /// The kind of start, the name of the response to the creation, the name of the status, and the requests. <c>-</c> is a name that is
    /// not sent. Job 100 is the one of the response, job 200 the one in the history.
    /// </summary>
    [Theory]
    [InlineData("script", Unique, Unique, "create status operate", 100)]
    [InlineData("script", "-", Unique, "create status operate", 100)]
    [InlineData("script", "-", "-", "create status operate", 100)]
    [InlineData("script", $"DEPLOY&amp; {Marker} ", Unique, "create status operate", 100)]
    [InlineData("script", "deploy #b5b5b5b5", Unique, "create list status operate", 200)]
    [InlineData("script", "deploy", Unique, "create list status operate", 200)]
    [InlineData("script", $"{Marker} deploy", Unique, "create list status operate", 200)]
    [InlineData("script", Unique, "deploy #b5b5b5b5", "create status list status operate", 200)]
    [InlineData("script", "-", "Nightly cleanup", "create status list status operate", 200)]
    [InlineData("file", "deploy #b5b5b5b5", Unique, "create list status operate", 200)]
    [InlineData("config", Unique, "deploy #b5b5b5b5", "create status list status", 200)]
    [InlineData("config", "deploy #b5b5b5b5", Unique, "create list status", 200)]
    [InlineData("plan", PlanName, PlanName, "create status operate", 100)]
    [InlineData("plan", "-", PlanName, "create status operate", 100)]
    [InlineData("plan", "Other plan", PlanName, "create list", null)]
    [InlineData("plan", PlanName, "Other plan", "create status list", null)]
    public async Task Job_is_operated_only_if_its_name_is_the_expected_one(string kind, string created, string status, string requests, int? id)
    {
        await using var server = new StartServer(kind) { CreatedName = created, StatusName = status };
        Task<StartedJob> start = server.StartAsync();
        await server.PassWhileAsync(start);

        Assert.Equal(requests, server.Distinct);
        Assert.Equal(id is null ? [] : server.IsConfig ? [] : new long[] { id.Value }, server.Operated);
        if (id is null)
        {
            Assert.Equal([200L], (await Assert.ThrowsAsync<StartUnknownException>(() => start)).Candidates.Select(row => row.Id));
        }
        else
        {
            Assert.Equal((long)id, (await start).Job.Id);
            Assert.Equal(id == 200, (await start).Lost is not null);
        }
    }

    /// <summary>From the second start on, no status is read before the operation, unless the response does not identify the job.</summary>
    [Theory]
    [InlineData(Unique, "create operate status")]
    [InlineData("-", "create status operate")]
    public async Task Job_without_a_name_is_read_before_it_is_operated(string created, string requests)
    {
        await using var server = new StartServer("script") { CreatedName = created, StatusName = Unique };
        server.Client.CreatesOnly = true;
        await server.StartAsync();
        Assert.Equal(requests, server.Distinct);
    }

    /// <summary>ESB v2 returns the plan of a job, and Job 2.x may name the job differently.</summary>
    [Theory]
    [InlineData(1000, "Any name", true)]
    [InlineData(1001, PlanName, false)]
    public async Task Plan_of_ESB_v2_is_identified_by_its_ID(int planId, string name, bool isExpected)
    {
        await using var server = new StartServer("plan", BkJobApi.EsbV2) { CreatedName = name, StatusName = name, PlanId = planId };
        Task<StartedJob> start = server.StartAsync();
        await server.PassWhileAsync(start);
        Assert.Equal(isExpected, await Record.ExceptionAsync(() => start) is null);
        Assert.Empty(server.Operated);
    }

    /// <summary>The rows of the history after a lost response, each as changes of the expected one, and whether the job is adopted.</summary>
    [Theory]
    [InlineData("{}", true)]
    [InlineData("""{"name":"altered by the server #x1y2z3a4"}""", true)]
    [InlineData("""{"operator":"ADMIN"}""", true)]
    [InlineData("""{"operator":null,"launch_mode":null,"type":null}""", true)]
    [InlineData("""{"operator":"mallory"}""", false)]
    [InlineData("""{"launch_mode":1}""", false)]
    [InlineData("""{"launch_mode":3}""", false)]
    [InlineData("""{"type":0}""", false)]
    [InlineData("""{"type":2}""", false)]
    [InlineData("""{"name":"deploy #x1y2z3a4 copy"}""", false)]
    [InlineData("{}|{}", false)]
    [InlineData("""{}|{"operator":"mallory"}""", false)]
    public async Task Lost_job_is_adopted_only_without_a_doubt(string rows, bool isAdopted)
    {
        await using var server = new StartServer("script") { IsCreateLost = true, Rows = rows.Split('|') };
        Task<StartedJob> start = server.StartAsync();
        await server.PassWhileAsync(start);
        if (isAdopted)
        {
            Assert.Equal(200, (await start).Job.Id);
            return;
        }

        StartUnknownException fault = await Assert.ThrowsAsync<StartUnknownException>(() => start);
        Assert.Equal(server.Rows!.Select((_, n) => 200L + n), fault.Candidates.Select(row => row.Id).Order());
        Assert.Empty(server.Operated);
    }

    /// <summary>A date that is not the server's neither ends a search nor moves it.</summary>
    [Theory]
    [InlineData("Fri, 31 Dec 9999 23:59:59 GMT")]
    [InlineData("Mon, 01 Jan 0001 00:00:00 GMT")]
    [InlineData("Thu, 01 Jan 1970 00:00:00 GMT")]
    [InlineData("Fri, 01 Jan 2100 00:00:00 GMT")]
    public async Task Implausible_date_is_ignored(string date)
    {
        await using var server = new StartServer("script") { IsCreateLost = true, Date = date };
        StartedJob started = await server.StartAsync();
        Assert.Equal(200, started.Job.Id);
        long sent = server.Client.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        Assert.InRange(server.SearchStart, sent - (24L * 60 * 60 * 1000), sent);
    }

    /// <summary>Whatever fails in a search, it remains unknown whether the job exists.</summary>
    [Fact]
    public async Task Failed_search_is_an_unknown_start()
    {
        await using var server = new StartServer("script") { IsCreateLost = true, Rows = null };
        Task<StartedJob> start = server.StartAsync();
        await server.PassWhileAsync(start);
        Assert.False((await Assert.ThrowsAsync<StartUnknownException>(() => start)).IsHistoryRead);
    }

    /// <summary>A server with one job in its history, and prepared responses to a start.</summary>
    private sealed class StartServer : IAsyncDisposable
    {
        private readonly StubServer _server;
        private readonly string _kind;
        private readonly BkJobApi _api;
        private readonly List<string> _calls = [];
        private bool _isOperated;

        public StartServer(string kind, BkJobApi api = BkJobApi.EsbV3)
        {
            (_kind, _api) = (kind, api);
            _server = new StubServer(Respond);
            Client = _server.Connect(api);
        }

        public BkJobClient Client { get; }

        public string CreatedName { get; init; } = Unique;

        public string StatusName { get; init; } = Unique;

        public int PlanId { get; init; } = 1000;

        public bool IsCreateLost { get; init; }

        public string? Date { get; init; }

        /// <summary>The rows of the history, as changes of the expected one; null fails the call.</summary>
        public string[]? Rows { get; init; } = ["{}"];

        public bool IsConfig => _kind == "config";

        /// <summary>The calls; repeated searches count once.</summary>
        public string Distinct => string.Join(' ', _calls.Where((call, n) => n == 0 || call != "list" || _calls[n - 1] != "list"));

        public List<long> Operated { get; } = [];

        /// <summary>The begin of the window of the search.</summary>
        public long SearchStart { get; private set; }

        public Task<StartedJob> StartAsync() => _kind switch
        {
            "plan" => StartAsync(new StartCommand<PlanStartRequest>(ExecuteJobPlan.Operation, new PlanStartRequest(1000, Scope, []))
            {
                PlanId = 1000,
                PlanName = PlanName,
            }),
            "file" => StartAsync(new StartCommand<FileStartRequest>(
                FastTransferFile.Operation,
                new FileStartRequest(Scope, ["/data/a"], Target, new JobAccount("root", null), "/data/", Target, new JobAccount("root", null)))
            { UniqueName = Unique }),
            "config" => StartAsync(new StartCommand<ConfigFileStartRequest>(
                PushConfigFile.Operation, new ConfigFileStartRequest(Scope, [], "/etc/", Target, new JobAccount("root", null)))
            { UniqueName = Unique }),
            _ => StartAsync(new StartCommand<ScriptStartRequest>(
                FastExecuteScript.Operation, new ScriptStartRequest(Scope, Target, new JobAccount("root", null)) { TaskName = Unique })
            { UniqueName = Unique }),
        };

        public Task PassWhileAsync(Task start) => ((TestClock)Client.Clock).PassWhileAsync(start);

        public ValueTask DisposeAsync() => _server.DisposeAsync();

        private Task<StartedJob> StartAsync<TRequest>(StartCommand<TRequest> command)
            where TRequest : StartRequest =>
            new JobStarter(Client, _ => { }).StartAsync(command, _ => { }, TestContext.Current.CancellationToken);

        private byte[] Respond(RawRequest request)
        {
            string headers = Date is null ? "" : $"Date: {Date}\r\n";
            if (_api == BkJobApi.EsbV2 && request.Path.Contains("/jobv3/", StringComparison.Ordinal))
            {
                return RawServer.CreateResponse(200, """{"result":false,"code":1306404,"message":"API not found"}""");
            }

            string call = request.Path.Contains("get_job_instance_status", StringComparison.Ordinal) ? "status"
                : request.Path.Contains("get_job_instance_list", StringComparison.Ordinal) ? "list"
                : request.Path.Contains("operate_job_instance", StringComparison.Ordinal) ? "operate"
                : "create";
            _calls.Add(call);
            JsonNode? data = call switch
            {
                "status" => CreateStatus(GetNumber(request, "job_instance_id")),
                "list" => CreateList(request),
                "operate" => Operate(request),
                _ => IsCreateLost ? null : Named(new JsonObject { ["job_instance_id"] = 100 }, "job_instance_name", CreatedName),
            };
            return data is null
                ? RawServer.CreateResponse(502, "", headers)
                : RawServer.CreateResponse(200, new JsonObject { ["result"] = true, ["code"] = 0, ["data"] = data }.ToJsonString(), headers);
        }

        private JsonObject Operate(RawRequest request)
        {
            Operated.Add(GetNumber(request, "job_instance_id"));
            _isOperated = true;
            return new JsonObject { ["job_instance_id"] = Operated[^1] };
        }

        private JsonObject CreateStatus(long id)
        {
            var job = new JsonObject { ["job_instance_id"] = id, ["status"] = _isOperated || IsConfig || _api == BkJobApi.EsbV2 ? 2 : 1, ["bk_biz_id"] = 1 };
            Named(job, "name", id == 100 ? StatusName : Unique);
            if (_api == BkJobApi.EsbV2)
            {
                job["bk_job_id"] = PlanId;
                return new JsonObject { ["is_finished"] = false, ["job_instance"] = job, ["blocks"] = new JsonArray() };
            }

            return new JsonObject { ["finished"] = false, ["job_instance"] = job, ["step_instance_list"] = new JsonArray() };
        }

        private JsonObject? CreateList(RawRequest request)
        {
            SearchStart = GetNumber(request, "create_time_start");
            if (Rows is null)
            {
                return null;
            }

            JsonObject[] rows = [.. Rows.Select(CreateRow)];
            return new JsonObject { ["start"] = 0, ["length"] = 200, ["total"] = rows.Length, ["data"] = new JsonArray(rows) };
        }

        private JsonObject CreateRow(string changes, int n)
        {
            var row = new JsonObject
            {
                ["job_instance_id"] = 200 + n,
                ["bk_biz_id"] = 1,
                ["name"] = _kind == "plan" ? PlanName : Unique,
                ["operator"] = "admin",
                ["launch_mode"] = 2,
                ["type"] = _kind switch { "plan" => 0, "script" => 1, _ => 2 },
                ["status"] = 1,
                ["job_plan_id"] = _kind == "plan" ? 1000 : -1,
                ["create_time"] = Client.Clock.GetUtcNow().ToUnixTimeMilliseconds(),
            };
            foreach ((string field, JsonNode? value) in JsonNode.Parse(changes)!.AsObject())
            {
                row[field] = value?.DeepClone();
            }

            return row;
        }

        private static JsonObject Named(JsonObject named, string field, string name)
        {
            if (name != "-")
            {
                named[field] = name;
            }

            return named;
        }

        private static long GetNumber(RawRequest request, string name) => request.Body is { Length: > 0 } body
            ? JsonNode.Parse(body)![name]!.GetValue<long>()
            : long.Parse(System.Web.HttpUtility.ParseQueryString(request.Query)[name]!, CultureInfo.InvariantCulture);
    }
}
