using BkJob.Actions;
using BkJob.Core.Tests.Support;

namespace BkJob.Core.Tests.Actions;

/// <summary>An action is executed at most once, and its outcome is reported truthfully (design-actions.md §5, protocol-actions.md §3.4).</summary>
public sealed class JobActionRunnerTests
{
    private const string Accepted = """{"result":true,"code":0,"data":{"job_instance_id":100,"job_instance_name":null}}""";

    /// <summary>
    /// Stop. The statuses that the reads after the request find (the last one remains; <c>x</c> can't be read), the responses to the request, and
    /// what comes of it: the outcome and how often the request was sent.
    /// </summary>
    [Theory]
    [InlineData("10", "ok", "Executed at 10, sent 1")]
    [InlineData("2 2 10", "ok", "Executed at 10, sent 1")]
    [InlineData("2 2 4", "ok", "Executed at 4, sent 1")]
    [InlineData("2", "ok", "None at 2, sent 1")]
    [InlineData("x", "ok", "OutcomeUnknown, sent 1")]
    [InlineData("x 2", "ok ok", "OutcomeUnknown, sent 1")]
    [InlineData("10", "no-data", "Executed at 10, sent 1")]
    [InlineData("10", "other-job", "Executed at 10, sent 1")]
    [InlineData("10", "lost", "Executed at 10, sent 1")]
    [InlineData("3", "lost", "Executed at 3, sent 1")]
    [InlineData("2 10", "lost ok", "Executed at 10, sent 2")]
    [InlineData("7 11", "502 ok", "Executed at 11, sent 2")]
    [InlineData("2 10", "half ok", "Executed at 10, sent 2")]
    [InlineData("2 10", "1240002 ok", "Executed at 10, sent 2")]
    [InlineData("2", "lost lost lost", "OutcomeUnknown, sent 3")]
    [InlineData("2", "lost 9900403 9900403", "OutcomeUnknown, sent 3")]
    [InlineData("2 10", "lost 1241003", "Executed at 10, sent 2")]
    [InlineData("1", "lost", "OutcomeUnknown, sent 1")]
    [InlineData("x", "lost", "OutcomeUnknown, sent 1")]
    [InlineData("10", "429 429 ok", "Executed at 10, sent 3")]
    [InlineData("4", "1241003", "OperationNotAllowed, sent 1")]
    [InlineData("2", "9900403", "PermissionDenied, sent 1")]
    [InlineData("2", "1244006", "InstanceNotFound, sent 1")]
    public async Task Action_is_executed_at_most_once(string statuses, string responses, string outcome)
    {
        var reads = new Queue<string>(statuses.Split(' '));
        var commands = new Queue<string>(responses.Split(' '));
        await using var server = new StubServer(request =>
            request.Method == "POST" ? Respond(commands.Dequeue()) : Read(reads.Count > 1 ? reads.Dequeue() : reads.Peek()));
        BkJobClient client = server.Connect(BkJobApi.EsbV3, options => options with { MaximumRetryCount = 2, CredentialLocation = CredentialLocation.Header });
        var clock = (TestClock)client.Clock;

        Task<string> running = RunAsync(client, WholeJobAction.Stop);
        await clock.PassWhileAsync(running);

        Assert.Equal(outcome, $"{await running}, sent {server.Requests.Count(request => request.Method == "POST")}");
        Assert.All(server.Requests.Where(request => request.Method == "POST"), request =>
        {
            Assert.Equal("/api/c/compapi/v2/jobv3/operate_job_instance/", request.Path);
            Assert.Equal("""{"bk_biz_id":1,"job_instance_id":100,"operation_code":1}""", request.Body);
        });
    }

    /// <summary>
    /// Actions on step 7. The state before the action and those that the reads find, as job status, step status, retry count and, for a
    /// step that has run again, the number of the run.
    /// </summary>
    [Theory]
    [InlineData("Restart", "4/4/0", "2/2/1", "ok", "Executed, sent 1, code 2")]
    [InlineData("RestartAll", "4/4/0", "2/4/1 2/2/1", "ok", "Executed, sent 1, code 8")]
    [InlineData("Restart", "4/9/3", "2/9/4", "ok", "Accepted, sent 1, code 2")]
    [InlineData("Restart", "4/4/0", "2/4/1 4/4/1/2", "ok", "Executed, sent 1, code 2")]
    [InlineData("Restart", "4/4/0", "2/2/1", "lost", "Executed, sent 1, code 2")]
    [InlineData("Restart", "4/4/0", "4/4/0 4/4/0 2/4/1 2/2/1", "502", "Executed, sent 1, code 2")]
    [InlineData("Restart", "11/11/0", "11/11/0 11/11/0", "lost lost lost", "OutcomeUnknown, sent 3, code 2")]
    [InlineData("Restart", "4/4/0", "2/6/0", "lost", "OutcomeUnknown, sent 1, code 2")]
    [InlineData("Restart", "4/4/0", "x", "lost", "OutcomeUnknown, sent 1, code 2")]
    [InlineData("Restart", "4/4/0", "2/2/1", "1241003", "OperationNotAllowed, sent 1, code 2")]
    [InlineData("Restart", "13/13/0", "7/7/0", "ok", "Executed, sent 1, code 10")]
    [InlineData("Restart", "13/13/0", "13/13/0 7/7/0", "lost ok", "Executed, sent 2, code 10")]
    [InlineData("Skip", "4/4/0", "2/4/0 2/6/0", "ok", "Executed, sent 1, code 3")]
    [InlineData("Skip", "4/4/0", "2/4/0", "ok", "Accepted, sent 1, code 3")]
    [InlineData("Skip", "4/4/0", "2/4/0 2/6/0", "lost", "Executed, sent 1, code 3")]
    [InlineData("Skip", "4/4/0", "4/4/0 2/6/0", "lost ok", "Executed, sent 2, code 3")]
    [InlineData("Skip", "11/11/0", "2/5/0", "ok", "Executed, sent 1, code 11")]
    [InlineData("Skip", "10/10/0", "2/5/0", "ok", "Executed, sent 1, code 12")]
    [InlineData("Skip", "10/10/0", "11/11/0", "ok", "Superseded, sent 1, code 12")]
    [InlineData("Skip", "10/10/0", "11/11/0", "lost", "OutcomeUnknown, sent 1, code 12")]
    [InlineData("Approve", "7/7/0", "2/3/0", "ok", "Executed, sent 1, code 6")]
    [InlineData("Approve", "7/7/0", "7/7/0 2/7/0 3/3/0", "lost ok", "Executed, sent 2, code 6")]
    [InlineData("Approve", "7/7/0", "13/13/0", "ok", "Superseded, sent 1, code 6")]
    [InlineData("Approve", "7/7/0", "7/7/0", "1244016", "NotApprover, sent 1, code 6")]
    [InlineData("Deny", "7/7/0", "13/13/0", "ok", "Executed, sent 1, code 9")]
    [InlineData("Deny", "7/7/0", "2/3/0", "lost", "OutcomeUnknown, sent 1, code 9")]
    [InlineData("Resume", "7/7/0", "2/2/0", "ok", "Executed, sent 1, code 13")]
    [InlineData("Resume", "7/7/0", "7/7/0/2", "ok", "Executed, sent 1, code 13")]
    [InlineData("Resume", "7/7/0", "7/7/0 2/2/0", "1240002", "Executed, sent 1, code 13")]
    [InlineData("Resume", "7/7/0", "7/7/0", "lost lost lost", "OutcomeUnknown, sent 3, code 13")]
    public async Task Action_on_a_step_is_executed_at_most_once(string name, string before, string reads, string responses, string outcome)
    {
        var states = new Queue<string>(reads.Split(' '));
        var commands = new Queue<string>(responses.Split(' '));
        int type = name is "Approve" or "Deny" || before.StartsWith("13", StringComparison.Ordinal) ? 3 : 1;
        bool isFirst = true;
        await using var server = new StubServer(request =>
        {
            if (request.Method == "POST")
            {
                return Respond(commands.Dequeue());
            }

            bool isBefore = isFirst;
            isFirst = false;
            return ReadStep(isBefore ? before : states.Count > 1 ? states.Dequeue() : states.Peek(), type);
        });
        BkJobClient client = server.Connect(BkJobApi.EsbV3, options => options with { MaximumRetryCount = 0, CredentialLocation = CredentialLocation.Header });
        var clock = (TestClock)client.Clock;
        JobInstance job = await client.GetJobInstanceAsync(SimulatorFixture.Query, null, TestContext.Current.CancellationToken);

        Task<string> running = RunAsync(client, StepAction.Create(Enum.Parse<AvailableAction>(name), job, job.Steps[0]));
        await clock.PassWhileAsync(running);

        RawRequest[] sent = [.. server.Requests.Where(request => request.Method == "POST")];
        Assert.Equal(outcome, $"{(await running).Split(" at ")[0]}, sent {sent.Length}, code {outcome.Split(' ')[^1]}");
        Assert.All(sent, request =>
        {
            Assert.Equal("/api/c/compapi/v2/jobv3/operate_step_instance/", request.Path);
            Assert.Equal($$"""{"bk_biz_id":1,"job_instance_id":100,"step_instance_id":7,"operation_code":{{outcome.Split(' ')[^1]}}}""", request.Body);
        });
    }

    /// <summary>A restart is sent again only when the first request can no longer be executed (design-actions.md §5.4).</summary>
    [Theory]
    [InlineData(BkJobApi.EsbV3, 30)]
    [InlineData(BkJobApi.GatewayV3, 60)]
    public async Task Restart_is_sent_again_after_the_window_of_the_server(BkJobApi api, int window)
    {
        TestClock clock = null!;
        var sent = new List<DateTimeOffset>();
        await using var server = new StubServer(request =>
        {
            if (request.Method != "POST")
            {
                return ReadStep(sent.Count > 1 ? "2/2/1" : "4/4/0");
            }

            sent.Add(clock.GetUtcNow());
            return Respond(sent.Count == 1 ? "lost" : "ok");
        });
        BkJobClient client = server.Connect(api, options => options with { MaximumRetryCount = 0, CredentialLocation = CredentialLocation.Header });
        clock = (TestClock)client.Clock;
        JobInstance job = await client.GetJobInstanceAsync(SimulatorFixture.Query, null, TestContext.Current.CancellationToken);

        Task<string> running = RunAsync(client, StepAction.Create(AvailableAction.Restart, job, job.Steps[0]));
        await clock.PassWhileAsync(running);

        Assert.Equal("Executed at 2", await running);
        Assert.Equal(2, sent.Count);
        Assert.InRange(sent[1] - sent[0], TimeSpan.FromSeconds(window), TimeSpan.FromSeconds(window + 3));
    }

    /// <summary>Job 2.x sends the operations of a step, which take precedence over its status.</summary>
    [Theory]
    [InlineData(AvailableAction.Skip, "2 3", JobStatus.Terminated, 3)]
    [InlineData(AvailableAction.Skip, "2 11", JobStatus.Failed, 11)]
    [InlineData(AvailableAction.Restart, "10 9", JobStatus.Failed, 10)]
    [InlineData(AvailableAction.Restart, "", JobStatus.Failed, 2)]
    public void Code_of_an_action_is_that_of_the_server(AvailableAction action, string operations, JobStatus status, int code)
    {
        var step = new StepInstance
        {
            Status = status,
            Operations = [.. operations.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(number => new StepOperation(int.Parse(number, null), ""))],
        };
        Assert.Equal(code, StepAction.Create(action, new JobInstance { Steps = [step] }, step).OperationCode);
    }

    private static async Task<string> RunAsync(BkJobClient client, JobAction action)
    {
        try
        {
            JobActionResult result = await new JobActionRunner(client, SimulatorFixture.Query, _ => { })
                .RunAsync(action, TestContext.Current.CancellationToken);
            return $"{result.Effect} at {(int)result.Job.Status}";
        }
        catch (BkJobException e)
        {
            return e.Kind.ToString();
        }
    }

    private static byte[] Read(string status) => status == "x"
        ? RawServer.CreateResponse(200, """{"result":false,"code":1306403,"message":"no","data":null}""")
        : RawServer.CreateResponse(200, $$$"""
            {"result":true,"code":0,"data":{"finished":false,"job_instance":{"job_instance_id":100,"bk_biz_id":1,"name":"n","status":{{{status}}}},"step_instance_list":[]}}
            """);

    private static byte[] ReadStep(string state, int type = 1)
    {
        if (state == "x")
        {
            return Read(state);
        }

        string[] parts = state.Split('/');
        string time = parts.Length > 3 ? parts[3] : "1";
        return RawServer.CreateResponse(200, $$$"""
            {"result":true,"code":0,"data":{"job_instance":{"job_instance_id":100,"bk_biz_id":1,"name":"n","status":{{{parts[0]}}}},"step_instance_list":[
            {"step_instance_id":7,"type":{{{type}}},"status":{{{parts[1]}}},"execute_count":{{{parts[2]}}},"total_time":{{{time}}},"name":"s"}]}}
            """);
    }

    private static byte[] Respond(string word) => word switch
    {
        "ok" => RawServer.CreateResponse(200, Accepted),
        "no-data" => RawServer.CreateResponse(200, """{"result":true,"code":0,"data":null}"""),
        "other-job" => RawServer.CreateResponse(200, Accepted.Replace("100", "101", StringComparison.Ordinal)),
        "lost" => [],
        "half" => RawServer.Ok("""{"result":true,"""u8.ToArray(), length: 100),
        "502" => RawServer.CreateResponse(502, "<html>Bad Gateway</html>"),
        "429" => RawServer.CreateResponse(429, """{"code":1642902,"message":"limit","result":false,"data":null}"""),
        _ => RawServer.CreateResponse(200, $$"""{"result":false,"code":{{word}},"message":"no","data":null}"""),
    };
}
