using System.Text.Json;
using BkJob.Core.Tests.Support;
using BkJob.Simulator;

namespace BkJob.Core.Tests.Credentials;

/// <summary>Where a request carries the credentials: exactly there, and nowhere else.</summary>
public sealed class CredentialLocationTests
{
    private const string HeaderName = "X-Bkapi-Authorization";
    private const string Path = "/api/c/compapi/v2/job/get_job_instance_status/";

    [Fact]
    public async Task Header_is_a_GET_without_a_secret_in_its_URL()
    {
        RecordedRequest request = await SendAsync(s => s with { CredentialLocation = CredentialLocation.Header });

        Assert.Equal(
            ("GET", Path, "bk_biz_id=1&job_instance_id=100", ""), (request.Method, request.Path, request.Query, request.Body));
        Assert.Equal(
            """{"bk_app_code":"ops","bk_app_secret":"demo-secret","bk_username":"admin"}""", request.Headers[HeaderName]);
    }

    [Fact]
    public async Task Body_is_a_POST_of_JSON_without_anything_in_its_URL()
    {
        RecordedRequest request = await SendAsync(s => s with { CredentialLocation = CredentialLocation.Body });

        Assert.Equal(("POST", Path, ""), (request.Method, request.Path, request.Query));
        Assert.StartsWith("application/json", request.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.Equal(
            """
            {"bk_app_code":"ops","bk_app_secret":"demo-secret","bk_username":"admin","bk_biz_id":1,"job_instance_id":100}
            """.Trim(),
            request.Body);
        Assert.DoesNotContain(HeaderName, request.Headers.Keys);
    }

    [Fact]
    public async Task Query_is_a_GET_as_the_API_page_shows_it()
    {
        RecordedRequest request = await SendAsync(s => s with { CredentialLocation = CredentialLocation.Query });

        Assert.Equal(
            ("GET", "bk_app_code=ops&bk_app_secret=demo-secret&bk_username=admin&bk_biz_id=1&job_instance_id=100", ""),
            (request.Method, request.Query, request.Body));
        Assert.DoesNotContain(HeaderName, request.Headers.Keys);
    }

    [Theory]
    [InlineData(CredentialLocation.Header, """{"bk_app_code":"ops","bk_app_secret":"demo-secret","bk_token":"demo-token"}""")]
    [InlineData(CredentialLocation.Body, "\"bk_token\":\"demo-token\"")]
    [InlineData(CredentialLocation.Query, "bk_token=demo-token")]
    public async Task Token_replaces_the_user_name(CredentialLocation location, string expected)
    {
        RecordedRequest request = await SendAsync(
            s => s with { CredentialLocation = location, UserName = null, Token = "demo-token".AsSecret() });

        Assert.Contains(expected, Everything(request), StringComparison.Ordinal);
        Assert.DoesNotContain("bk_username", Everything(request), StringComparison.Ordinal);
    }

    /// <summary>It names app and user by itself and overrides what else is said.</summary>
    [Fact]
    public async Task Access_token_is_sent_alone_in_the_header()
    {
        RecordedRequest request = await SendAsync(s => s with { AccessToken = "demo-access-token".AsSecret() });

        Assert.Equal("""{"access_token":"demo-access-token"}""", request.Headers[HeaderName]);
    }

    /// <summary>Among parameters it has another name, and the app beside it.</summary>
    [Theory]
    [InlineData(CredentialLocation.Body, "\"bk_access_token\":\"demo-access-token\"")]
    [InlineData(CredentialLocation.Query, "bk_access_token=demo-access-token")]
    public async Task Access_token_in_parameters_is_sent_with_the_app(CredentialLocation location, string expected)
    {
        RecordedRequest request = await SendAsync(
            s => s with { CredentialLocation = location, UserName = null, AccessToken = "demo-access-token".AsSecret() });

        Assert.Contains(expected, Everything(request), StringComparison.Ordinal);
        Assert.Contains("bk_app_secret", Everything(request), StringComparison.Ordinal);
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
            Assert.All(request.Headers[HeaderName], c => Assert.InRange(c, ' ', '~'));
            Assert.Equal("张三", JsonDocument.Parse(request.Headers[HeaderName]).RootElement.GetProperty("bk_username").GetString());
        }
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("zh-cn", null)]
    [InlineData(null, "tenant-7")]
    [InlineData("en", "tenant-7")]
    public async Task Language_and_tenant_are_sent_only_when_set(string? language, string? tenant)
    {
        RecordedRequest request = await SendAsync(s => s with { Language = language, TenantId = tenant });

        Assert.Equal(language, request.Headers.GetValueOrDefault("Blueking-Language"));
        Assert.Equal(tenant, request.Headers.GetValueOrDefault("X-Bk-Tenant-Id"));
    }

    [Theory]
    [InlineData(37L, null, null, "bk_biz_id=37&job_instance_id=100")]
    [InlineData(37L, "biz", "37", "bk_biz_id=37&bk_scope_type=biz&bk_scope_id=37&job_instance_id=100")]
    [InlineData(null, "biz_set", "9000001", "bk_scope_type=biz_set&bk_scope_id=9000001&job_instance_id=100")]
    [InlineData(37L, "biz", null, "bk_biz_id=37&job_instance_id=100")]
    [InlineData(37L, " ", "37", "bk_biz_id=37&job_instance_id=100")]
    public async Task Business_and_scope_pair_are_sent_together(long? bizId, string? type, string? id, string query)
    {
        var jobQuery = new JobInstanceQuery(100, new JobScope(bizId, type, id));

        Assert.Equal(query, (await SendAsync(s => s, jobQuery)).Query);
    }

    [Fact]
    public async Task Path_of_the_server_address_is_kept()
    {
        RecordedRequest request = await SendAsync(s => s with { Server = new Uri(s.Server, "/paas/esb/") });

        Assert.Equal("/paas/esb" + Path, request.Path);
    }

    [Fact]
    public async Task Request_has_a_user_agent_and_no_cookie()
    {
        RecordedRequest request = await SendAsync(s => s with { UserAgent = "BkJob/0.1.0 (test)" });

        Assert.Equal("BkJob/0.1.0 (test)", request.Headers["User-Agent"]);
        Assert.Equal("application/json", request.Headers["Accept"]);
        Assert.DoesNotContain("Cookie", request.Headers.Keys);
    }

    /// <summary>Sends one request, whatever comes back, and gives it as the server saw it.</summary>
    private static async Task<RecordedRequest> SendAsync(
        Func<BkJobClientOptions, BkJobClientOptions> change, JobInstanceQuery? jobQuery = null)
    {
        await using SimulatorFixture bench = await SimulatorFixture.StartAsync();
        bench.Simulator.Faults.Add(new Fault { Body = Bodies.EveryField });
        await SimulatorFixture.InvokeAsync(bench.Connect(change(bench.Settings)), jobQuery);
        return Assert.Single(bench.Simulator.Requests.All);
    }

    private static string Everything(RecordedRequest request) =>
        string.Join('\n', request.Headers.Select(header => header.Value)) + request.Query + request.Body;
}
