using System.Net;
using System.Text.Json;
using BkJob.Core.Tests.Support;
using BkJob.Operations;
using BkJob.Starts;
using BkJob.Transport;

namespace BkJob.Core.Tests.Errors;

/// <summary>
/// What an error proves about the request: not executed, executed, or unknown (protocol-actions.md §4.7). ActionCodeTests have the codes.
/// </summary>
public sealed class DeliveryTests
{
    [Theory]
    [InlineData(400, """{"error":{"code":"INVALID_ARGUMENT","message":"m"}}""", Delivery.NotExecuted)]
    [InlineData(200, """{"result":false,"code":1306000,"message":"Component error","data":null}""", Delivery.Unknown)]
    [InlineData(504, """{"result":false,"code":1650004,"message":"m","data":null}""", Delivery.Unknown)]
    [InlineData(502, "<html></html>", Delivery.Unknown)]
    [InlineData(401, "", Delivery.NotExecuted)]
    [InlineData(404, "<html></html>", Delivery.NotExecuted)]
    [InlineData(403, "<html></html>", Delivery.Unknown)]
    [InlineData(200, "", Delivery.Unknown)]
    [InlineData(200, """{"result":true""", Delivery.Unknown)]
    [InlineData(200, """{"result":true,"code":0,"data":null}""", Delivery.Executed)]
    [InlineData(200, """{"result":true,"code":0,"data":{"job_instance_id":"x"}}""", Delivery.Executed)]
    public async Task Delivery_follows_from_the_response_code(int status, string body, Delivery delivery)
    {
        await using var server = new StubServer(_ => RawServer.CreateResponse(status, body));
        BkJobException e = await Assert.ThrowsAsync<BkJobException>(() => server.Connect(BkJobApi.EsbV3).OperateJobInstanceAsync(
            new JobOperationRequest(100, new JobScope(1, null, null), 1), null, TestContext.Current.CancellationToken));
        Assert.Equal(delivery, e.Delivery);
    }

    /// <summary>The first and the last code of what gateway and ESB send before they call Job, and the codes beside them.</summary>
    [Theory]
    [InlineData("1639999", Delivery.Unknown)]
    [InlineData("1640000", Delivery.NotExecuted)]
    [InlineData("1642999", Delivery.NotExecuted)]
    [InlineData("1643000", Delivery.Unknown)]
    [InlineData("1306399", Delivery.Unknown)]
    [InlineData("1306400", Delivery.NotExecuted)]
    [InlineData("1306499", Delivery.NotExecuted)]
    [InlineData("1306500", Delivery.Unknown)]
    [InlineData("1650801", Delivery.NotExecuted)]
    [InlineData("1650802", Delivery.Unknown)]
    [InlineData("1244017", Delivery.NotExecuted)]
    [InlineData(null, Delivery.Unknown)]
    public void Code_that_is_sent_before_the_call_proves_that_nothing_was_executed(string? code, Delivery delivery) =>
        Assert.Equal(delivery, DeliveryClassifier.Classify(code, new FaultClassification(BkJobErrorKind.ServerError)));

    /// <summary>The kinds of errors that are found before a request is sent, if the error is not one of a response.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void Error_without_a_response_was_not_executed_if_nothing_was_sent(BkJobErrorKind kind)
    {
        BkJobErrorKind[] unsent =
        [
            BkJobErrorKind.NotConnected, BkJobErrorKind.InvalidArgument, BkJobErrorKind.NotSupported, BkJobErrorKind.InstanceNotFound,
            BkJobErrorKind.PlanNotFound, BkJobErrorKind.AmbiguousPlan, BkJobErrorKind.OperationNotAllowed, BkJobErrorKind.NothingToRestart,
            BkJobErrorKind.UnknownVariable, BkJobErrorKind.MissingVariable, BkJobErrorKind.InvalidVariable, BkJobErrorKind.EmptyTarget,
            BkJobErrorKind.InvalidTarget, BkJobErrorKind.TooManyTargets,
        ];
        Assert.Equal(unsent.Contains(kind) ? Delivery.NotExecuted : Delivery.Unknown, new BkJobException(kind, "m").Delivery);
    }

    public static TheoryData<BkJobErrorKind> Kinds => [.. Enum.GetValues<BkJobErrorKind>()];

    /// <summary>Sentences that the ESB and the gateway send before they call Job.</summary>
    [Theory]
    [InlineData("APP Code [bk_app_code] cannot be empty")]
    [InlineData("Invalid APP Code [bk_app_code=ops], please confirm if the APP Code has been registered")]
    [InlineData("APP Secret verification failed, pelase confirm if the APP Secret and APP Code [bk_app_code=ops] match")]
    [InlineData("bkauth: not found:App(ops) not exists")]
    [InlineData("bk_app_code or bk_app_secret is incorrect")]
    [InlineData("ok")]
    [InlineData("app not found")]
    [InlineData("应用认证失败，请检查 app_code")]
    [InlineData("User authentication failed, please check if the bk_token is valid")]
    [InlineData("The specified user TOKEN [bk_access_token] has expired, please apply for authorization again")]
    [InlineData("用户认证失败，请提供有效的用户身份")]
    [InlineData("Request JSON string is wrong in format, which cannot be analyzed.")]
    public async Task Sentence_of_the_ESB_proves_that_nothing_was_executed(string message)
    {
        await using var server = new StubServer(_ => RawServer.CreateResponse(200, Error(message)));
        Assert.Equal(Delivery.NotExecuted, (await StartAsync(server, CredentialLocation.Header)).Delivery);
    }

    /// <summary>Names of jobs, plans and files that are the words of errors, and where a text quotes them.</summary>
    public static TheoryData<string, string> QuotedNames
    {
        get
        {
            var rows = new TheoryData<string, string>();
            string[] names =
            [
                "deploy", "应用", "应用配置", "应用认证失败", "应用不存在", "用户认证", "登录", "app code", "app secret", "app_code", "app_secret", "app not found",
                "app authentication", "ok", "bk_token", "bk_username", "access_token", "user token", "user authentication failed", "try again later", "稍后",
                "connection refused", "component error", "[name]", "[job_instance_id]", "[bk_biz_id]", "[bk_scope_id]", "APP Code [bk_app_code] cannot be empty",
            ];
            foreach (string name in names)
            {
                rows.Add(name, "JOB: unexpected response for task {0} #x1y2z3a4");
                rows.Add(name, "Component JOB failed: {0} #x1y2z3a4");
                rows.Add(name, "任务 {0} 的响应无法解析");
                if (!name.StartsWith("APP Code [", StringComparison.Ordinal))
                {
                    rows.Add(name, "{0} #x1y2z3a4: unexpected response");
                    rows.Add(name, "{0} 的响应无法解析");
                }
            }

            return rows;
        }
    }

    /// <summary>What users choose decides neither what an error proves, nor whether a command is sent again.</summary>
    [Theory]
    [MemberData(nameof(QuotedNames))]
    public async Task Quoted_name_proves_nothing_about_a_command(string name, string text)
    {
        string body = Error(string.Format(System.Globalization.CultureInfo.InvariantCulture, text, name));
        await using var server = new StubServer(_ => RawServer.CreateResponse(200, body));
        Assert.Equal(Delivery.Unknown, (await StartAsync(server, CredentialLocation.Auto)).Delivery);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("http://127.0.0.1:1/", Delivery.NotExecuted)]
    [InlineData("http://no-such-host.invalid/", Delivery.NotExecuted)]
    public async Task Request_that_found_no_connection_was_not_executed(string address, Delivery delivery)
    {
        using var client = new BkJobClient(new BkJobClientOptions
        {
            Server = new Uri(address),
            AppCode = "ops",
            AppSecret = "secret".AsSecret(),
            MaximumRetryCount = 0,
            Proxy = new WebProxy(),
        });
        Assert.Equal(delivery, (await SimulatorFixture.FailAsync(client)).Delivery);
    }

    /// <summary>Sends a command that the server starts immediately; its transient errors may be retried.</summary>
    private static Task<BkJobException> StartAsync(StubServer server, CredentialLocation location) => Assert.ThrowsAsync<BkJobException>(() =>
        server.Connect(BkJobApi.EsbV3, s => s with { CredentialLocation = location, MaximumRetryCount = 1 }).CreateJobAsync(
            PushConfigFile.Operation,
            new ConfigFileStartRequest(
                new JobScope(1, null, null), [], "/etc/", TargetReader.Read("0:10.0.0.1", defaultCloudId: null), new JobAccount("root", null)),
            null, TestContext.Current.CancellationToken));

    private static string Error(string message) => JsonSerializer.Serialize(new { result = false, code = 1306000, message, data = (object?)null });
}
