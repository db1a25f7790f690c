using BkJob.Core.Tests.Support;
using static BkJob.BkJobApi;

namespace BkJob.Core.Tests.Dialects;

/// <summary>Who asks, as each API is told: in one header, and on the application's path in two.</summary>
public sealed class CallerTests
{
    private const string Authorization = "X-Bkapi-Authorization";
    private const string User = "X-Bk-Username";

    public static TheoryData<BkJobApi> Apis => [.. Enum.GetValues<BkJobApi>()];

    public static TheoryData<BkJobApi> Gateways => [GatewayV3, GatewayV4];

    [Theory]
    [MemberData(nameof(Apis))]
    public async Task App_and_user_are_sent_in_the_header_of_a_GET(BkJobApi api)
    {
        RawRequest request = await StubServer.SendAsync(api);

        Assert.Equal(("GET", ""), (request.Method, request.Body));
        Assert.Equal("""{"bk_app_code":"ops","bk_app_secret":"demo-secret","bk_username":"admin"}""", request.Headers[Authorization]);
        Assert.DoesNotContain(User, request.Headers.Keys);
        Assert.DoesNotContain(SimulatorFixture.AppSecret, request.Path + request.Query, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Apis))]
    public async Task Token_replaces_the_user_name(BkJobApi api)
    {
        RawRequest request = await StubServer.SendAsync(api, s => s with { UserName = null, Token = "demo-token".AsSecret() });

        Assert.Equal("""{"bk_app_code":"ops","bk_app_secret":"demo-secret","bk_token":"demo-token"}""", request.Headers[Authorization]);
    }

    [Theory]
    [MemberData(nameof(Apis))]
    public async Task Access_token_is_sent_alone(BkJobApi api)
    {
        RawRequest request = await StubServer.SendAsync(api, s => s with { AccessToken = "demo-access-token".AsSecret() });

        Assert.Equal("""{"access_token":"demo-access-token"}""", request.Headers[Authorization]);
        Assert.DoesNotContain(User, request.Headers.Keys);
    }

    /// <summary>There the gateway verifies the app alone, and Job takes the user from a header of its own.</summary>
    [Theory]
    [MemberData(nameof(Gateways))]
    public async Task Application_state_sends_the_user_separately(BkJobApi api)
    {
        RawRequest request = await StubServer.SendAsync(
            api, s => s with { ApplicationState = true, Token = "demo-token".AsSecret() });

        Assert.Equal("""{"bk_app_code":"ops","bk_app_secret":"demo-secret"}""", request.Headers[Authorization]);
        Assert.Equal("admin", request.Headers[User]);
        Assert.DoesNotContain("demo-token", request.Everything, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Gateways))]
    public async Task Application_state_works_without_a_user(BkJobApi api)
    {
        RawRequest request = await StubServer.SendAsync(api, s => s with { ApplicationState = true, UserName = null });

        Assert.Equal("""{"bk_app_code":"ops","bk_app_secret":"demo-secret"}""", request.Headers[Authorization]);
        Assert.DoesNotContain(User, request.Headers.Keys);
    }

    [Theory]
    [MemberData(nameof(Gateways))]
    public async Task Application_with_access_token_sends_the_user_separately(BkJobApi api)
    {
        RawRequest request = await StubServer.SendAsync(
            api, s => s with { ApplicationState = true, AccessToken = "demo-access-token".AsSecret() });

        Assert.Equal(
            ("""{"access_token":"demo-access-token"}""", "admin"), (request.Headers[Authorization], request.Headers[User]));
    }

    [Theory]
    [MemberData(nameof(Apis))]
    public async Task Language_and_tenant_are_sent_only_when_set(BkJobApi api)
    {
        RawRequest silent = await StubServer.SendAsync(api);
        RawRequest spoken = await StubServer.SendAsync(api, s => s with { Language = "zh-cn", TenantId = "tenant-7" });

        Assert.Equal((false, false), (silent.Headers.ContainsKey("Blueking-Language"), silent.Headers.ContainsKey("X-Bk-Tenant-Id")));
        Assert.Equal(("zh-cn", "tenant-7"), (spoken.Headers["Blueking-Language"], spoken.Headers["X-Bk-Tenant-Id"]));
    }

    [Theory]
    [MemberData(nameof(Apis))]
    public async Task Request_has_the_headers_of_the_client(BkJobApi api)
    {
        RawRequest request = await StubServer.SendAsync(api, s => s with { UserAgent = "BkJob/0.1.0 (test)" });

        Assert.Equal(("BkJob/0.1.0 (test)", "application/json"), (request.Headers["User-Agent"], request.Headers["Accept"]));
        Assert.Equal("no-cache", request.Headers["Cache-Control"]);
        Assert.DoesNotContain("Cookie", request.Headers.Keys);
    }
}
