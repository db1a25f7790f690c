using BkJob.Actions;
using BkJob.Core.Tests.Support;

namespace BkJob.Core.Tests.Actions;

/// <summary>An action is executed at most once, and its outcome is reported truthfully (design-actions.md §5, protocol-actions.md §3.4).</summary>
public sealed class JobActionRunnerTests
{
    private const string Accepted = """{"result":true,"code":0,"data":{"job_instance_id":100,"job_instance_name":null}}""";

    /// <summary>
    /// The statuses that the reads after the request find (the last one remains; <c>x</c> can't be read), the responses to the request, and
    /// what comes of it: the outcome and how often the request was sent.
    /// </summary>
    [Theory]
    [InlineData("10", "ok", "seen at 10, sent 1")]
    [InlineData("2 2 10", "ok", "seen at 10, sent 1")]
    [InlineData("2 2 4", "ok", "seen at 4, sent 1")]
    [InlineData("2", "ok", "not seen at 2, sent 1")]
    [InlineData("x", "ok", "OutcomeUnknown, sent 1")]
    [InlineData("x 2", "ok ok", "OutcomeUnknown, sent 1")]
    [InlineData("10", "no-data", "seen at 10, sent 1")]
    [InlineData("10", "other-job", "seen at 10, sent 1")]
    [InlineData("10", "lost", "seen at 10, sent 1")]
    [InlineData("3", "lost", "seen at 3, sent 1")]
    [InlineData("2 10", "lost ok", "seen at 10, sent 2")]
    [InlineData("7 11", "502 ok", "seen at 11, sent 2")]
    [InlineData("2 10", "half ok", "seen at 10, sent 2")]
    [InlineData("2 10", "1240002 ok", "seen at 10, sent 2")]
    [InlineData("2", "lost lost lost", "OutcomeUnknown, sent 3")]
    [InlineData("1", "lost", "OutcomeUnknown, sent 1")]
    [InlineData("x", "lost", "OutcomeUnknown, sent 1")]
    [InlineData("10", "429 429 ok", "seen at 10, sent 3")]
    [InlineData("4", "1241003", "OperationNotAllowed, sent 1")]
    [InlineData("2", "9900403", "PermissionDenied, sent 1")]
    [InlineData("2", "1244006", "InstanceNotFound, sent 1")]
    public async Task Action_is_executed_at_most_once(string statuses, string responses, string outcome)
    {
        var reads = new Queue<string>(statuses.Split(' '));
        var commands = new Queue<string>(responses.Split(' '));
        await using var server = new StubServer(request =>
            request.Method == "POST" ? Respond(commands.Dequeue()) : Read(reads.Count > 1 ? reads.Dequeue() : reads.Peek()));
        BkJobClient client = server.Connect(BkJobApi.EsbV3, options => options with { MaximumRetryCount = 3, CredentialLocation = CredentialLocation.Header });
        var clock = (TestClock)client.Clock;

        Task<string> running = RunAsync(client);
        await clock.PassWhileAsync(running);

        Assert.Equal(outcome, $"{await running}, sent {server.Requests.Count(request => request.Method == "POST")}");
        Assert.All(server.Requests.Where(request => request.Method == "POST"), request =>
        {
            Assert.Equal("/api/c/compapi/v2/jobv3/operate_job_instance/", request.Path);
            Assert.Equal("""{"bk_biz_id":1,"job_instance_id":100,"operation_code":1}""", request.Body);
        });
    }

    [Theory]
    [InlineData(JobStatus.NotStarted, false)]
    [InlineData(JobStatus.Running, true)]
    [InlineData(JobStatus.Succeeded, false)]
    [InlineData(JobStatus.Failed, false)]
    [InlineData(JobStatus.WaitingForUser, true)]
    [InlineData(JobStatus.Abnormal, false)]
    [InlineData(JobStatus.Terminating, false)]
    [InlineData(JobStatus.Terminated, false)]
    [InlineData((JobStatus)99, false)]
    public void Stop_is_allowed_while_a_job_runs_or_waits(JobStatus status, bool isAllowed)
    {
        var job = new JobInstance { Id = 1, Status = status };
        Assert.Equal(isAllowed, JobAction.Stop.IsAllowed(job));
    }

    private static async Task<string> RunAsync(BkJobClient client)
    {
        try
        {
            JobActionResult result = await new JobActionRunner(client, SimulatorFixture.Query, _ => { })
                .RunAsync(JobAction.Stop, TestContext.Current.CancellationToken);
            return $"{(result.IsEffectSeen ? "seen" : "not seen")} at {(int)result.Job.Status}";
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
