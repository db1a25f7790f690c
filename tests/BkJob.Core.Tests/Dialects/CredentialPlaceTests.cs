using BkJob.Core.Tests.Support;
using static BkJob.BkJobApi;

namespace BkJob.Core.Tests.Dialects;

/// <summary>Where v3 and v4 carry the credentials: ESB v3 as ESB v2, the gateway nowhere but in the header.</summary>
public sealed class CredentialPlaceTests
{
    private const string Caller = """
        "bk_app_code":"ops","bk_app_secret":"demo-secret","bk_username":"admin"
        """;

    private const string Authorization = "X-Bkapi-Authorization";
    private const string OfEsb = """{"result": false, "code": 1306000, "message": "APP Code [bk_app_code] cannot be empty"}""";
    private const string OfGateway =
        """{"result": false, "code": 1640001, "message": "Parameters error [reason=\"app code cannot be empty\"]"}""";

    private static readonly JobInstanceQuery WithHosts = SimulatorFixture.Query with { IncludeHosts = true };

    [Fact]
    public async Task Body_is_JSON_with_typed_numbers_and_booleans()
    {
        RawRequest request = await StubServer.SendAsync(EsbV3, s => s with { CredentialLocation = CredentialLocation.Body }, WithHosts);

        Assert.Equal(("POST", "/api/c/compapi/v2/jobv3/get_job_instance_status/", ""), (request.Method, request.Path, request.Query));
        Assert.StartsWith("application/json", request.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.Equal(
            $$"""{{{Caller}},"bk_biz_id":1,"job_instance_id":100,"return_ip_result":true}""",
            request.Body);
        Assert.DoesNotContain(Authorization, request.Headers.Keys);
    }

    [Fact]
    public async Task Query_is_a_GET_with_everything_in_its_URL()
    {
        RawRequest request = await StubServer.SendAsync(EsbV3, s => s with { CredentialLocation = CredentialLocation.Query }, WithHosts);

        Assert.Equal(
            "bk_app_code=ops&bk_app_secret=demo-secret&bk_username=admin&bk_biz_id=1&job_instance_id=100&return_ip_result=true",
            request.Query);
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
}
