using System.Globalization;
using System.Text.Json;
using static BkJob.Simulator.ServerApis;

namespace BkJob.Simulator.Tests.Starts;

/// <summary>Accounts, saved scripts and the clock of the server.</summary>
public sealed class ResourceTests(ApiHarness harness) : IClassFixture<ApiHarness>
{
    [Theory]
    [InlineData("get_account_list", "", "alias", "root app mysql winadmin orders-db")]
    [InlineData("get_account_list", "\"category\":2", "alias", "orders-db")]
    [InlineData("get_account_list", "\"account\":\"Administrator\"", "alias", "winadmin")]
    [InlineData("get_account_list", "\"alias\":\"root\"", "id", "5")]
    [InlineData("get_account_list", "\"start\":1,\"length\":2", "alias", "app mysql")]
    [InlineData("get_script_list", "", "online_script_version_id", "1000321 ")]
    [InlineData("get_script_list", "\"name\":\"purge\"", "script_language", "1")]
    [InlineData("get_script_list", "\"script_language\":5", "id", "a1b2c3d4e5f60718293a4b5c6d7e8f90")]
    [InlineData("get_script_version_list", "\"script_id\":\"0f1e2d3c4b5a69788796a5b4c3d2e1f0\"", "id", "1000321 1000320")]
    [InlineData("get_script_version_list", "\"script_id\":\"0f1e2d3c4b5a69788796a5b4c3d2e1f0\"", "status", "1 3")]
    [InlineData("get_script_version_list", "\"script_id\":\"a1b2c3d4e5f60718293a4b5c6d7e8f90\",\"return_script_content\":true", "content", "R2V0LVNlcnZpY2UNCg==")]
    [InlineData("get_script_version_list", "\"script_id\":\"none\"", "id", "")]
    public async Task List_has_the_resources_of_the_scope(string operation, string filter, string field, string expected)
    {
        foreach (ServerApis api in new[] { EsbV3, GatewayV3 })
        {
            JsonElement rows = (await harness.ReadAsync(api, operation, $"{{{filter}}}")).Json.GetProperty("data").GetProperty("data");

            Assert.Equal(expected, string.Join(' ', rows.EnumerateArray().Select(row => row.GetProperty(field).ToString())));
        }
    }

    [Fact]
    public async Task Accounts_of_v2_are_those_of_the_operating_systems()
    {
        JsonElement rows = (await harness.ReadAsync(EsbV2, "get_os_account", "{}")).Json.GetProperty("data");

        Assert.Equal("root app mysql winadmin", string.Join(' ', rows.EnumerateArray().Select(row => row.GetProperty("alias").GetString())));
    }

    [Fact]
    public async Task Account_of_another_business_is_unknown()
    {
        harness.Simulator.Jobs.Accounts.Add(new SimulatedAccount { Id = 90, BizId = 7, Alias = "seven" });

        ApiResponse here = await harness.ReadAsync(GatewayV3, "get_account_list", """{"alias":"seven"}""");
        ApiResponse there = await harness.ReadAsync(GatewayV3, "get_account_list", """{"alias":"seven","bk_biz_id":7}""");

        Assert.Equal((0, 1), (CountOf(here), CountOf(there)));
    }

    /// <summary>All times of the server are ahead of the clock of the client.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(300)]
    [InlineData(-7200)]
    public async Task Date_follows_the_clock_with_its_skew(int seconds)
    {
        await using ApiHarness skewed = await StartTests.StartAsync(new SimulatorOptions { ClockSkew = TimeSpan.FromSeconds(seconds) });
        skewed.Advance(60);
        DateTimeOffset now = skewed.Simulator.Clock.TimeProvider.GetUtcNow().AddSeconds(seconds);
        foreach (ServerApis api in new[] { EsbV3, GatewayV3 })
        {
            ApiResponse response = await skewed.StartSampleAsync("execute_job_plan", api);

            Assert.Equal(now.ToString("R", CultureInfo.InvariantCulture), response.Headers["Date"]);
            Assert.Equal(now, skewed.Simulator.Jobs.Starts[^1].CreatedAt);
        }
    }

    private static int CountOf(ApiResponse response) => response.Json.GetProperty("data").GetProperty("data").GetArrayLength();
}
