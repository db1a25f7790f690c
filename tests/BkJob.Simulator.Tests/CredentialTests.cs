using static BkJob.Simulator.ServerApis;

namespace BkJob.Simulator.Tests;

/// <summary>Where each layer looks for credentials, and its words for what it doesn't like (protocol.md §5).</summary>
public sealed class CredentialTests : IClassFixture<ApiHarness>
{
    private const string System = "/api/bk-job/prod/api/v4/system/get_job_instance_status";
    private const string InQuery = "bk_app_code=ops&bk_app_secret=demo-secret&bk_username=admin";
    private const string App = "\"bk_app_code\":\"ops\",\"bk_app_secret\":\"demo-secret\"";

    private readonly ApiHarness _harness;

    public CredentialTests(ApiHarness harness)
    {
        _harness = harness;
        harness.Simulator.Jobs.Add(new SimulatedJob { Id = 900, Steps = [new() { Hosts = 1, Seconds = 1 }] });
    }

    public static TheoryData<string?, string?> AtTheGateway => new()
    {
        { ApiHarness.Credentials, null },
        { $$"""{{{App}},"bk_token":"demo-token"}""", null },
        { """{"app_code":"ops","app_secret":"demo-secret","username":"admin"}""", null },
        { """{"access_token":"demo-access-token"}""", null },
        { """{"access_token":"demo-access-token","bk_app_code":"other","bk_app_secret":"wrong","bk_username":"nobody"}""", null },
        { null, "app code cannot be empty" },
        { "{}", "app code cannot be empty" },
        { """{"bk_app_code":"ops","bk_username":"admin"}""", "please provide bk_app_secret or bk_signature to verify app" },
        { """{"bk_app_code":"other","bk_app_secret":"demo-secret","bk_username":"admin"}""", "app not found" },
        { """{"bk_app_code":"ops","bk_app_secret":"wrong","bk_username":"admin"}""", "bk_app_code or bk_app_secret is incorrect" },
        {
            """{"bk_app_code":"123456789012345678901234567890123","bk_app_secret":"x","bk_username":"admin"}""",
            "app code cannot be longer than 32 characters"
        },
        {
            $$"""{{{App}}}""",
            "user authentication failed, please provide a valid user identity, such as bk_username, bk_token, access_token"
        },
        { $$"""{{{App}},"bk_username":"nobody"}""", "user authentication failed, the user indicated by bk_username is not verified" },
        { $$"""{{{App}},"bk_token":"wrong"}""", "bk_token is not valid" },
        { $$"""{{{App}},"bk_token":"wrong","bk_username":"admin"}""", "bk_token is not valid" },
        { """{"access_token":"wrong"}""", "access_token is invalid, ssm error message: the access_token does not exist" },
        { $$"""{{{App}},"access_token":"wrong"}""", "access_token is invalid, ssm error message: the access_token does not exist" },
        { "ops:demo-secret", "request header X-Bkapi-Authorization is not a valid JSON" },
        { "\"ops\"", "request header X-Bkapi-Authorization is not a valid JSON" },
    };

    [Theory]
    [MemberData(nameof(AtTheGateway))]
    public async Task Gateway_uses_the_header(string? header, string? reason)
    {
        foreach (ServerApis api in new[] { GatewayV3, GatewayV4 })
        {
            ApiResponse response = await _harness.GetAsync(
                $"{ApiHarness.PathOf(api)}?{ApiHarness.QueryOf(api, 900)}",
                header is null ? [] : [(ApiHarness.CredentialHeader, header)]);

            if (reason is null)
            {
                Assert.Equal((200, true), (response.Status, response.HasJob));
                continue;
            }

            string message = $"Parameters error [reason=\"{reason}\"]";
            Assert.Equal((400, "1640001", message), (response.Status, response.Code, response.Message));
            Assert.Equal("INVALID_ARGS", response.Json.GetProperty("code_name").GetString());
            Assert.Equal(("1640001", message), (response.Headers["X-Bkapi-Error-Code"], response.Headers["X-Bkapi-Error-Message"]));
        }
    }

    /// <summary>Such a request is not only without user: an ESB would have taken it.</summary>
    [Theory]
    [InlineData(EsbV2, 200, "0")]
    [InlineData(EsbV3, 200, "0")]
    [InlineData(GatewayV3, 400, "1640001")]
    [InlineData(GatewayV4, 400, "1640001")]
    public async Task Credentials_in_the_query_are_accepted_by_an_ESB_only(ServerApis api, int status, string code)
    {
        ApiResponse response = await _harness.GetAsync($"{ApiHarness.PathOf(api)}?{ApiHarness.QueryOf(api, 900)}&{InQuery}");

        Assert.Equal((status, code), (response.Status, response.Code));
    }

    [Theory]
    [InlineData(EsbEdition.Newest, EsbV2)]
    [InlineData(EsbEdition.Newest, EsbV3)]
    [InlineData(EsbEdition.Legacy, EsbV2)]
    [InlineData(EsbEdition.Legacy, EsbV3)]
    public async Task ESB_accepts_both_versions_by_GET_and_POST(EsbEdition edition, ServerApis api)
    {
        await using ApiHarness harness = await ApiHarness.StartAsync(new SimulatorOptions { Esb = edition });
        const string Body = """
            {"bk_app_code":"ops","bk_app_secret":"demo-secret","bk_username":"admin","bk_biz_id":1,"job_instance_id":100}
            """;
        string path = ApiHarness.PathOf(api);

        Assert.Equal("0", (await harness.GetAsync($"{path}?bk_biz_id=1&job_instance_id=100&{InQuery}")).Code);
        Assert.Equal("0", (await harness.SendAsync(HttpMethod.Post, path, Body)).Code);
        Assert.Equal("0", (await harness.SendAsync(HttpMethod.Post, path, $"bk_biz_id=1&job_instance_id=100&{InQuery}")).Code);
        Assert.Equal("0", (await harness.SendAsync(HttpMethod.Post, path.TrimEnd('/'), Body)).Code);

        // The legacy one looks at no header.
        ApiResponse response = await harness.InvokeAsync(api, "bk_biz_id=1&job_instance_id=100");
        Assert.Equal(edition == EsbEdition.Newest ? "0" : "1306000", response.Code);
    }

    /// <summary>The app alone must prove who it is; whose name Job then reads, nobody proves.</summary>
    [Theory]
    [InlineData("{APP}", "someone", 200)]
    [InlineData("{APP,\"bk_username\":\"nobody\"}", null, 200)]
    [InlineData("{APP,\"bk_token\":\"demo-token\"}", null, 200)]
    [InlineData("{APP,\"bk_token\":\"wrong\"}", "someone", 200)]
    [InlineData("{APP,\"access_token\":\"wrong\"}", "someone", 200)]
    [InlineData("{\"access_token\":\"demo-access-token\"}", null, 200)]
    [InlineData("{APP}", null, 401)]
    [InlineData("{APP}", "", 401)]
    [InlineData("{APP,\"bk_token\":\"wrong\"}", null, 401)]
    [InlineData("{\"bk_app_code\":\"ops\",\"bk_app_secret\":\"wrong\"}", "someone", 400)]
    [InlineData("{\"access_token\":\"wrong\"}", "someone", 400)]
    public async Task System_path_needs_the_app_and_a_user_header(string header, string? user, int status)
    {
        foreach (ServerApis api in new[] { GatewayV3, GatewayV4 })
        {
            string path = api == GatewayV4 ? System : System.Replace("v4", "v3", StringComparison.Ordinal);
            string credentials = header.Replace("APP", App, StringComparison.Ordinal);
            ApiResponse response = await _harness.GetAsync(
                $"{path}?{ApiHarness.QueryOf(api, 900)}",
                user is null
                    ? [(ApiHarness.CredentialHeader, credentials)]
                    : [(ApiHarness.CredentialHeader, credentials), ("X-Bk-Username", user)]);

            Assert.Equal(status, response.Status);
            if (status == 401)
            {
                // What stands before Job's APIs knows one envelope, whichever is asked.
                Assert.Equal(("1247002", "Missing user info"), (response.Code, response.Message));
                Assert.Equal(response.Headers["X-Bk-Job-Request-Id"], response.Json.GetProperty("job_request_id").GetString());
            }
        }
    }

    [Fact]
    public async Task User_header_alone_is_rejected_without_a_user_login()
    {
        ApiResponse response = await _harness.GetAsync(
            $"{ApiHarness.PathOf(GatewayV4)}?{ApiHarness.QueryOf(GatewayV4, 900)}",
            (ApiHarness.CredentialHeader, $$"""{{{App}}}"""),
            ("X-Bk-Username", "admin"));

        Assert.Equal((400, "1640001"), (response.Status, response.Code));
    }
}
