using static BkJob.Simulator.ServerApis;

namespace BkJob.Simulator.Tests;

/// <summary>Which calls exist in which API and version, and their methods (protocol-actions.md §0).</summary>
public sealed class ProfileTests
{
    private static readonly Dictionary<string, ServerApis> Calls = new()
    {
        ["get_job_instance_status"] = All,
        ["get_job_instance_log"] = EsbV2,
        ["get_job_instance_ip_log"] = EsbV3 | GatewayV3,
        ["batch_get_job_instance_ip_log"] = EsbV3 | GatewayV3,
        ["batch_get_job_instance_execute_object_log"] = GatewayV4,
        ["get_job_instance_list"] = EsbV3 | GatewayV3 | GatewayV4,
        ["get_job_plan_list"] = EsbV3 | GatewayV3,
        ["get_job_plan_detail"] = EsbV3 | GatewayV3,
        ["get_job_list"] = EsbV2,
        ["get_job_detail"] = EsbV2,
        ["get_job_instance_global_var_value"] = EsbV2 | EsbV3 | GatewayV3,
    };

    [Theory]
    [InlineData(ServerProfile.Job312, All)]
    [InlineData(ServerProfile.Job39, All & ~GatewayV4)]
    [InlineData(ServerProfile.Job2x, EsbV2)]
    [InlineData(ServerProfile.MultiTenant, All)]
    public async Task Call_exists_in_the_apis_of_each_version(ServerProfile profile, ServerApis apis)
    {
        await using ApiHarness harness = await ApiHarness.StartAsync(new SimulatorOptions { Catalogue = false, Profile = profile });
        foreach ((string operation, ServerApis known) in Calls)
        {
            foreach (ServerApis api in new[] { EsbV2, EsbV3, GatewayV3, GatewayV4 })
            {
                ApiResponse response = await harness.ReadAsync(api, operation, "{}");

                bool exists = response.Status != 404 || response.Code == "1244006";
                Assert.Equal((operation, api, (apis & known).HasFlag(api)), (operation, api, exists));
            }
        }
    }

    [Fact]
    public async Task Gateway_has_one_method_for_each_call()
    {
        await using ApiHarness harness = await ApiHarness.StartAsync(new SimulatorOptions { Catalogue = false });
        foreach (string operation in Calls.Keys)
        {
            HttpMethod wrong = operation.StartsWith("batch_", StringComparison.Ordinal) ? HttpMethod.Get : HttpMethod.Post;
            foreach (ServerApis api in new[] { GatewayV3, GatewayV4 })
            {
                ApiResponse response = await harness.SendAsync(
                    wrong, ApiHarness.PathOf(api, operation), null, (ApiHarness.CredentialHeader, ApiHarness.Credentials));

                Assert.Equal((operation, 404, "1640401"), (operation, response.Status, response.Code));
            }
        }
    }

    /// <summary>With tenants, a request without one is rejected, and no ESB reaches Job.</summary>
    [Theory]
    [InlineData(EsbV2, "1306201")]
    [InlineData(EsbV3, "1306201")]
    [InlineData(GatewayV3, "")]
    [InlineData(GatewayV4, "")]
    public async Task Server_with_tenants_rejects_a_request_without_one(ServerApis api, string code)
    {
        await using ApiHarness harness = await ApiHarness.StartAsync(new SimulatorOptions { Profile = ServerProfile.MultiTenant });

        ApiResponse response = await harness.InvokeAsync(api, ApiHarness.QueryOf(api, 100));

        Assert.Equal(code, response.Text.Length == 0 ? "" : response.Code);
        Assert.Equal(code.Length == 0 ? 401 : 200, response.Status);
    }

    [Theory]
    [InlineData("job2x")]
    [InlineData("3.9")]
    [InlineData("3.12")]
    [InlineData("mt")]
    public async Task Control_api_names_the_profile(string name)
    {
        ServerProfile profile = name switch
        {
            "job2x" => ServerProfile.Job2x,
            "3.9" => ServerProfile.Job39,
            "mt" => ServerProfile.MultiTenant,
            _ => ServerProfile.Job312,
        };
        await using ApiHarness harness = await ApiHarness.StartAsync(new SimulatorOptions { Catalogue = false, Profile = profile });

        Assert.Equal(name, (await harness.GetAsync("/_sim")).Json.GetProperty("profile").GetString());
    }
}
