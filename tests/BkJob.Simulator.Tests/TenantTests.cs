using static BkJob.Simulator.ServerApis;

namespace BkJob.Simulator.Tests;

/// <summary>Servers with tenants and without (protocol.md §1.1, §4.1, §5).</summary>
public sealed class TenantTests
{
    [Theory]
    [InlineData(GatewayV3, null, null, 200, "0")]
    [InlineData(GatewayV4, null, null, 200, "0")]
    [InlineData(GatewayV3, null, "anything", 200, "0")]
    [InlineData(GatewayV4, null, "anything", 200, "0")]
    [InlineData(GatewayV3, "t1", "t1", 200, "0")]
    [InlineData(GatewayV4, "t1", "t1", 200, "0")]
    [InlineData(GatewayV3, "t1", "t2", 403, "1640302")]
    [InlineData(GatewayV4, "t1", "t2", 403, "1640302")]
    [InlineData(GatewayV3, "t1", null, 401, null)]
    [InlineData(GatewayV4, "t1", null, 401, null)]
    [InlineData(EsbV2, "t1", "t1", 200, "1306201")]
    [InlineData(EsbV3, "t1", "t1", 200, "1306201")]
    [InlineData(EsbV3, null, "anything", 200, "0")]
    public async Task Tenant_is_required_by_a_multi_tenant_server(ServerApis api, string? own, string? sent, int status, string? code)
    {
        await using ApiHarness harness = await ApiHarness.StartAsync(new SimulatorOptions { TenantId = own });

        ApiResponse response = await InvokeAsync(harness, api, sent, ApiHarness.Credentials);

        Assert.Equal(status, response.Status);
        Assert.Equal(code ?? "", response.Text.Length == 0 ? "" : response.Code);
    }

    [Fact]
    public async Task Foreign_tenant_has_its_own_error_name()
    {
        await using ApiHarness harness = await ApiHarness.StartAsync(new SimulatorOptions { TenantId = "t1" });

        ApiResponse response = await InvokeAsync(harness, GatewayV4, "t2", ApiHarness.Credentials);

        Assert.Equal("CROSS_TENANT_FORBIDDEN", response.Json.GetProperty("code_name").GetString());
        Assert.StartsWith("Cross tenant forbidden [reason=\"Cross-tenant calls are not allowed", response.Message, StringComparison.Ordinal);
        Assert.Equal(("1640302", response.Message), (response.Headers["X-Bkapi-Error-Code"], response.Headers["X-Bkapi-Error-Message"]));
    }

    /// <summary>Job says nothing at all: only its id of the request tells that it was reached.</summary>
    [Fact]
    public async Task Missing_tenant_gets_an_empty_response_of_Job()
    {
        await using ApiHarness harness = await ApiHarness.StartAsync(new SimulatorOptions { TenantId = "t1" });

        ApiResponse response = await InvokeAsync(harness, GatewayV3, null, ApiHarness.Credentials);

        Assert.Equal((401, ""), (response.Status, response.Text));
        Assert.False(response.Headers.ContainsKey("Content-Type"));
        Assert.Matches("^[0-9a-f]{32}$", response.Headers["X-Bk-Job-Request-Id"]);
    }

    [Fact]
    public async Task Credentials_are_checked_before_the_tenant()
    {
        await using ApiHarness harness = await ApiHarness.StartAsync(new SimulatorOptions { TenantId = "t1" });

        Assert.Equal(400, (await InvokeAsync(harness, GatewayV3, "t2", "{}")).Status);
        Assert.Equal("1306000", (await InvokeAsync(harness, EsbV3, "t1", "{}")).Code);
    }

    private static Task<ApiResponse> InvokeAsync(ApiHarness harness, ServerApis api, string? tenant, string credentials)
    {
        (string, string) who = (ApiHarness.CredentialHeader, credentials);
        return harness.GetAsync(
            $"{ApiHarness.PathOf(api)}?{ApiHarness.QueryOf(api, 100)}", tenant is null ? [who] : [who, ("X-Bk-Tenant-Id", tenant)]);
    }
}
