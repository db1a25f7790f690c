using static BkJob.Simulator.ServerApis;

namespace BkJob.Simulator.Tests;

/// <summary>What is there and what is not, and how ESB and gateway say so (protocol.md §2.1, §4.1).</summary>
public sealed class AddressTests
{
    private const string NotThere = "/api/bk-job/prod/api/v3/get_cron_list";

    private static readonly ServerApis[] Every = [EsbV2, EsbV3, GatewayV3, GatewayV4];

    [Theory]
    [InlineData(All)]
    [InlineData(EsbV2)]
    [InlineData(EsbV3)]
    [InlineData(GatewayV3)]
    [InlineData(GatewayV4)]
    [InlineData(EsbV2 | GatewayV4)]
    [InlineData(None)]
    public async Task Disabled_api_returns_404(ServerApis offered)
    {
        await using ApiHarness harness = await ApiHarness.StartAsync(new SimulatorOptions { Apis = offered });
        foreach (ServerApis api in Every)
        {
            ApiResponse response = await harness.InvokeAsync(api, ApiHarness.QueryOf(api, 100));

            string wanted = offered.HasFlag(api) ? "200 0" : api is EsbV2 or EsbV3 ? "404 " : "404 1640401";
            Assert.Equal(wanted, $"{response.Status} {response.Code}");
        }

        Assert.Equal(Every.Length, harness.Simulator.Requests.All.Count);
    }

    [Theory]
    [InlineData("GET", "/api/bk-job/stag/api/v3/get_job_instance_status")]
    [InlineData("GET", "/api/bk-jobs/prod/api/v3/get_job_instance_status")]
    [InlineData("GET", "/api/bk-job/prod/api/v2/get_job_instance_status")]
    [InlineData("GET", "/api/bk-job/prod/v3/get_job_instance_status")]
    [InlineData("GET", "/api/bk-job/prod/api/v3/get_job_instance_status/")]
    [InlineData("GET", NotThere)]
    [InlineData("POST", "/api/bk-job/prod/api/v3/get_job_instance_status")]
    [InlineData("POST", "/api/bk-job/prod/api/v3/system/get_job_instance_status")]
    [InlineData("POST", "/api/bk-job/prod/api/v4/get_job_instance_status")]
    [InlineData("PUT", "/api/bk-job/prod/api/v4/get_job_instance_status")]
    public async Task Gateway_finds_resources_by_method_and_path(string method, string path)
    {
        await using ApiHarness harness = await ApiHarness.StartAsync(new SimulatorOptions());

        ApiResponse response = await harness.SendAsync(
            new HttpMethod(method), $"{path}?{ApiHarness.QueryOf(GatewayV3, 100)}", null, (ApiHarness.CredentialHeader, ApiHarness.Credentials));

        string message = $"API not found [method=\"{method}\" path=\"{path}\"]";
        Assert.Equal((404, "1640401", message), (response.Status, response.Code, response.Message));
        Assert.Equal("API_NOT_FOUND", response.Json.GetProperty("code_name").GetString());
        Assert.Equal(("1640401", message), (response.Headers["X-Bkapi-Error-Code"], response.Headers["X-Bkapi-Error-Message"]));
        Assert.False(response.Headers.ContainsKey("X-Bk-Job-Request-Id"));
    }

    [Theory]
    [InlineData("GET", "/api/c/compapi/v3/jobv3/get_job_instance_status/")]
    [InlineData("GET", "/api/c/compapi/v2/jobv4/get_job_instance_status/")]
    [InlineData("GET", "/somewhere/else")]
    [InlineData("PUT", "/api/c/compapi/v2/jobv3/get_job_instance_status/")]
    public async Task ESB_error_for_an_unknown_path_has_no_code(string method, string path)
    {
        await using ApiHarness harness = await ApiHarness.StartAsync(new SimulatorOptions());

        ApiResponse response = await harness.SendAsync(new HttpMethod(method), path, null, (ApiHarness.CredentialHeader, ApiHarness.Credentials));

        Assert.Equal((404, "The content does not exist"), (response.Status, response.Message));
        Assert.False(response.Json.TryGetProperty("code", out _));
        Assert.False(response.Headers.ContainsKey("X-Bkapi-Request-ID"));
    }

    [Fact]
    public async Task Stage_can_have_another_name()
    {
        await using ApiHarness harness = await ApiHarness.StartAsync(new SimulatorOptions { Stage = "stag" });
        (string, string) credentials = (ApiHarness.CredentialHeader, ApiHarness.Credentials);
        string query = ApiHarness.QueryOf(GatewayV4, 100);

        Assert.Equal(200, (await harness.GetAsync($"/api/bk-job/stag/api/v4/get_job_instance_status?{query}", credentials)).Status);
        Assert.Equal(404, (await harness.GetAsync($"/api/bk-job/prod/api/v4/get_job_instance_status?{query}", credentials)).Status);
    }

    [Fact]
    public async Task Request_id_of_the_caller_is_returned()
    {
        await using ApiHarness harness = await ApiHarness.StartAsync(new SimulatorOptions());

        ApiResponse response = await harness.GetAsync(NotThere, ("X-Request-ID", "mine"));

        Assert.Equal("mine", response.Headers["X-Request-ID"]);
        Assert.True(Guid.TryParseExact(response.Headers["X-Bkapi-Request-ID"], "D", out _));
    }
}
