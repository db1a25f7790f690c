using System.Text;
using System.Text.Json;
using BkJob.Core.Tests.Support;
using BkJob.Simulator;
using BkJob.Transport;

namespace BkJob.Core.Tests.Credentials;

/// <summary>When credentials are tried in the body after the header, and which errors their location explains.</summary>
public sealed class CredentialTrialTests
{
    /// <summary>Requests that wait for the trial in the body use its result.</summary>
    [Fact]
    public async Task Wrong_secret_costs_one_trial_of_concurrent_requests()
    {
        await using SimulatorFixture bench = await SimulatorFixture.StartAsync(new SimulatorOptions { ManualClock = true });
        bench.Serve(Bodies.EveryField);
        BkJobClient connection = bench.Connect(bench.Settings with { AppSecret = "wrong".AsSecret() });
        bench.Simulator.Faults.Add(new Fault { Delay = TimeSpan.FromSeconds(1), Times = 12 });

        Task<BkJobException>[] requests = [.. Enumerable.Range(0, 12).Select(_ => SimulatorFixture.FailAsync(connection))];
        await WaitUntil.TrueAsync(() => bench.Simulator.Requests.InFlight == 12);
        bench.Simulator.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.All(await Task.WhenAll(requests), error => Assert.Equal(BkJobErrorKind.AuthenticationFailed, error.Kind));
        Assert.Equal(13, bench.Simulator.Requests.All.Count);
    }

    /// <summary>Each response that only follows an accepted app settles that the header is read; no other does.</summary>
    [Theory]
    [InlineData(200, 1306403, "APP has no permission to access the component", true)]
    [InlineData(200, 1306000, "User authentication failed, please check if the bk_token is valid", true)]
    [InlineData(200, 1306000, "job instance id [job_instance_id] Enter a whole number.", true)]
    [InlineData(200, 1306406, "Parameters error, request header X-Bkapi-Authorization is not a valid JSON format string", true)]
    [InlineData(200, 1306201, "Component request third-party system [JOB] error: Status Code: 502", true)]
    [InlineData(200, 1306203, "SSL error", true)]
    [InlineData(200, 1244006, "No such instance", true)]
    [InlineData(200, 9900403, "No permission", true)]
    [InlineData(200, 1240002, "Internal error", true)]
    [InlineData(200, 1244032, "Quota", true)]
    [InlineData(403, 1640301, "App has no permission to the resource", true)]
    [InlineData(200, 1306405, "Not found, inactive channel", false)]
    [InlineData(200, 1306429, "Access frequency limit", false)]
    [InlineData(200, 1306000, "Component error, please contact the component developer to handle it.", false)]
    [InlineData(403, null, null, false)]
    [InlineData(401, null, null, false)]
    [InlineData(502, null, null, false)]
    public async Task Response_that_proves_the_header_settles_the_location(int status, int? code, string? message, bool isSettled)
    {
        string unknownApp = Error(1306000, "APP Secret verification failed, pelase confirm if the APP Secret and APP Code [bk_app_code=ops] match");
        int requests = 0;
        await using var server = new StubServer(_ => Interlocked.Increment(ref requests) == 1
            ? RawServer.CreateResponse(status, code is null ? "<html></html>" : Error(code.Value, message!))
            : RawServer.CreateResponse(200, unknownApp));
        BkJobClient connection = server.Connect(BkJobApi.EsbV2);

        await SimulatorFixture.FailAsync(connection);
        await SimulatorFixture.FailAsync(connection);

        Assert.Equal(isSettled ? ["GET", "GET"] : ["GET", "GET", "POST"], server.Requests.Select(request => request.Method));
    }

    /// <summary>An access token alone has no app that parameters could name.</summary>
    [Fact]
    public async Task Token_without_an_app_is_not_tried_in_the_body()
    {
        await using SimulatorFixture bench = await SimulatorFixture.StartAsync(new SimulatorOptions { Esb = EsbEdition.Legacy });
        bench.Serve(Bodies.EveryField);

        await SimulatorFixture.FailAsync(bench.Connect(bench.Settings with
        {
            AppCode = null,
            AppSecret = null,
            UserName = null,
            AccessToken = "token-1".AsSecret(),
        }));

        Assert.Equal(["GET"], bench.Simulator.Requests.All.Select(request => request.Method));
    }

    [Theory]
    [InlineData(400, "<html><h1>Bad Request</h1>Error parsing headers: 'limit request headers fields size'</html>", 9000, true)]
    [InlineData(400, "<html><head><title>400 Request Header Or Cookie Too Large</title></head></html>", 9000, true)]
    [InlineData(400, "", 9000, true)]
    [InlineData(431, "", 9000, true)]
    [InlineData(431, "", 100, true)]
    [InlineData(400, "<html>Bad Request</html>", 100, false)]
    [InlineData(400, """{"result": false, "code": 1240003, "message": "Bad Request"}""", 9000, false)]
    public async Task Header_that_is_too_long_is_reported_as_such(int status, string body, int length, bool isTooLong)
    {
        await using var server = new StubServer(_ => RawServer.CreateResponse(status, body));

        BkJobException error = await SimulatorFixture.FailAsync(
            server.Connect(BkJobApi.EsbV2, s => s with { AppSecret = new string('s', length).AsSecret() }));

        Assert.Equal(isTooLong ? ErrorHint.HeaderTooLong : ErrorHint.None, error.Hint);
        Assert.Equal(isTooLong, error.Message.Contains("too long for a request header", StringComparison.Ordinal));
        Assert.Equal((BkJobErrorKind.InvalidArgument, false), (error.Kind, error.IsTransient));
    }

    [Theory]
    [InlineData(CredentialLocation.Header, "APP Code [bk_app_code] cannot be empty", ErrorHint.HeaderIgnored)]
    [InlineData(CredentialLocation.Header, "app_code 不能为空", ErrorHint.HeaderIgnored)]
    [InlineData(CredentialLocation.Header, "Invalid APP Code [bk_app_code=ops]", ErrorHint.None)]
    [InlineData(CredentialLocation.Body, "APP Code [bk_app_code] cannot be empty", ErrorHint.None)]
    [InlineData(CredentialLocation.Query, "APP Code [bk_app_code] cannot be empty", ErrorHint.None)]
    public async Task Ignored_header_is_recognized(CredentialLocation location, string message, object hint)
    {
        await using var server = new StubServer(_ => RawServer.CreateResponse(200, Error(1306000, message)));

        BkJobException error = await SimulatorFixture.FailAsync(server.Connect(BkJobApi.EsbV2, s => s with { CredentialLocation = location }));

        Assert.Equal((ErrorHint)hint, error.Hint);
    }

    private static string Error(int code, string message) => Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(
        new { result = false, code, data = (object?)null, message, request_id = "r" }));
}
