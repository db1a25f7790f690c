using System.Text.Json;
using BkJob.Core.Tests.Support;
using BkJob.Simulator;
using static BkJob.BkJobApi;

namespace BkJob.Core.Tests.Credentials;

/// <summary>Where a request carries the credentials: exactly there, and nowhere else; for the gateway, only in the header.</summary>
public sealed class CredentialLocationTests
{
    private const string Caller = """
        "bk_app_code":"ops","bk_app_secret":"demo-secret","bk_username":"admin"
        """;

    private const string Authorization = "X-Bkapi-Authorization";
    private const string OfEsb = """{"result": false, "code": 1306000, "message": "APP Code [bk_app_code] cannot be empty"}""";
    private const string OfGateway =
        """{"result": false, "code": 1640001, "message": "Parameters error [reason=\"app code cannot be empty\"]"}""";

    private static readonly JobInstanceQuery WithHosts = SimulatorFixture.Query with { IncludeHosts = true };

    [Theory]
    [InlineData(EsbV2, "job", "")]
    [InlineData(EsbV3, "jobv3", ",\"return_ip_result\":true")]
    public async Task Body_is_JSON_with_typed_numbers_and_booleans(BkJobApi api, string system, string hosts)
    {
        RawRequest request = await StubServer.SendAsync(api, s => s with { CredentialLocation = CredentialLocation.Body }, WithHosts);

        Assert.Equal(("POST", $"/api/c/compapi/v2/{system}/get_job_instance_status/", ""), (request.Method, request.Path, request.Query));
        Assert.StartsWith("application/json", request.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.Equal("no-cache", request.Headers["Cache-Control"]);
        Assert.Equal($$"""{{{Caller}},"bk_biz_id":1,"job_instance_id":100{{hosts}}}""", request.Body);
        Assert.DoesNotContain(Authorization, request.Headers.Keys);
    }

    [Theory]
    [InlineData(EsbV2, "")]
    [InlineData(EsbV3, "&return_ip_result=true")]
    public async Task Query_is_a_GET_with_everything_in_its_URL(BkJobApi api, string hosts)
    {
        RawRequest request = await StubServer.SendAsync(api, s => s with { CredentialLocation = CredentialLocation.Query }, WithHosts);

        Assert.Equal(
            $"bk_app_code=ops&bk_app_secret=demo-secret&bk_username=admin&bk_biz_id=1&job_instance_id=100{hosts}", request.Query);
        Assert.Equal("no-cache", request.Headers["Cache-Control"]);
        Assert.Equal(("GET", ""), (request.Method, request.Body));
        Assert.DoesNotContain(Authorization, request.Headers.Keys);
    }

    [Theory]
    [InlineData(EsbV2)]
    [InlineData(EsbV3)]
    public async Task Body_location_is_cached_for_an_ESB_that_ignores_the_header(BkJobApi api)
    {
        await using var server = new StubServer(
            request => RawServer.CreateResponse(200, request.Method == "POST" ? EpochBodies.Of(api) : OfEsb));
        BkJobClient connection = server.Connect(api);

        JobInstance first = await SimulatorFixture.InvokeAsync(connection, WithHosts);
        JobInstance second = await SimulatorFixture.InvokeAsync(connection, WithHosts);

        Assert.Equal((100, 100, 1), (first.Id, second.Id, second.Hosts!.Total));
        Assert.Equal(["GET", "POST", "POST"], server.Requests.Select(request => request.Method));
    }

    /// <summary>The gateway of Job takes no credentials among parameters, and no POST.</summary>
    [Theory]
    [InlineData(GatewayV3, OfGateway, 400)]
    [InlineData(GatewayV4, OfGateway, 400)]
    [InlineData(GatewayV3, OfEsb, 200)]
    [InlineData(GatewayV4, OfEsb, 200)]
    public async Task Gateway_never_receives_credentials_in_the_body(BkJobApi api, string rejection, int status)
    {
        await using var server = new StubServer(_ => RawServer.CreateResponse(status, rejection));
        BkJobClient connection = server.Connect(api, s => s with { MaximumRetryCount = 3 });

        BkJobException[] errors = [await SimulatorFixture.FailAsync(connection), await SimulatorFixture.FailAsync(connection)];

        Assert.All(errors, error => Assert.Equal(
            (BkJobErrorKind.AuthenticationFailed, false, true), (error.Kind, error.IsTransient, error.IsAppUnknown)));
        Assert.Equal(["GET", "GET"], server.Requests.Select(request => request.Method));
    }

    [Theory]
    [InlineData(GatewayV3, CredentialLocation.Body)]
    [InlineData(GatewayV3, CredentialLocation.Query)]
    [InlineData(GatewayV4, CredentialLocation.Body)]
    [InlineData(GatewayV4, CredentialLocation.Query)]
    public async Task Gateway_always_receives_the_header(BkJobApi api, CredentialLocation location)
    {
        RawRequest request = await StubServer.SendAsync(api, s => s with { CredentialLocation = location });

        Assert.Equal(("GET", ""), (request.Method, request.Body));
        Assert.DoesNotContain(SimulatorFixture.AppSecret, request.Query, StringComparison.Ordinal);
        Assert.Contains(SimulatorFixture.AppSecret, request.Headers[Authorization], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(CredentialLocation.Body, "\"bk_token\":\"demo-token\"")]
    [InlineData(CredentialLocation.Query, "bk_token=demo-token")]
    public async Task Token_replaces_the_user_name_in_parameters(CredentialLocation location, string expected)
    {
        RawRequest request = await StubServer.SendAsync(
            EsbV2, s => s with { CredentialLocation = location, UserName = null, Token = "demo-token".AsSecret() });

        Assert.Contains(expected, request.Everything, StringComparison.Ordinal);
        Assert.DoesNotContain("bk_username", request.Everything, StringComparison.Ordinal);
    }

    /// <summary>Among parameters it has another name, and the app beside it.</summary>
    [Theory]
    [InlineData(CredentialLocation.Body, "\"bk_access_token\":\"demo-access-token\"")]
    [InlineData(CredentialLocation.Query, "bk_access_token=demo-access-token")]
    public async Task Access_token_in_parameters_is_sent_with_the_app(CredentialLocation location, string expected)
    {
        RawRequest request = await StubServer.SendAsync(
            EsbV2, s => s with { CredentialLocation = location, UserName = null, AccessToken = "demo-access-token".AsSecret() });

        Assert.Contains(expected, request.Everything, StringComparison.Ordinal);
        Assert.Contains("bk_app_secret", request.Everything, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(CredentialLocation.Header)]
    [InlineData(CredentialLocation.Body)]
    [InlineData(CredentialLocation.Query)]
    public async Task Names_and_secrets_of_any_characters_arrive_as_they_are(CredentialLocation location)
    {
        // The simulator compares them: a response means that they arrived.
        var options = new SimulatorOptions { AppCode = "运维&=?", AppSecret = "p\"ä+ %2B\\/密\t🚀", UserName = "张三" };
        await using SimulatorFixture bench = await SimulatorFixture.StartAsync(options);
        bench.Serve(Bodies.EveryField);
        BkJobClientOptions settings = bench.Settings with
        {
            AppCode = options.AppCode,
            AppSecret = options.AppSecret.AsSecret(),
            UserName = options.UserName,
            CredentialLocation = location,
        };

        JobInstance job = await SimulatorFixture.InvokeAsync(bench.Connect(settings));

        Assert.Equal(100, job.Id);
        RecordedRequest request = Assert.Single(bench.Simulator.Requests.All);
        if (location == CredentialLocation.Header)
        {
            Assert.All(request.Headers[Authorization], c => Assert.InRange(c, ' ', '~'));
            Assert.Equal("张三", JsonDocument.Parse(request.Headers[Authorization]).RootElement.GetProperty("bk_username").GetString());
        }
    }
}
