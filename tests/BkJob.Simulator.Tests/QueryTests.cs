using System.Text.Json;
using System.Text.Json.Nodes;
using static BkJob.Simulator.ServerApis;

namespace BkJob.Simulator.Tests;

/// <summary>What may be asked, and what the server says to the rest (protocol.md §1.3, §2.2, §4.4, §11).</summary>
public sealed class QueryTests : IClassFixture<ApiHarness>
{
    private readonly ApiHarness _harness;

    public QueryTests(ApiHarness harness)
    {
        _harness = harness;
        var ended = new SimulatedJob { Id = 900, Steps = [new() { Hosts = 2 }] };
        harness.Simulator.Jobs.Add(ended);
        harness.Simulator.Jobs.Add(ended with { Id = 901, BizId = 9000001 });
        harness.Simulator.Jobs.Add(ended with { Id = 902, ScopeType = "tenant_set" });
        harness.Simulator.Jobs.Add(ended with { Id = 903, Steps = [] });
        harness.Simulator.Jobs.Add(ended with { Id = 904, Steps = [new() { Hosts = 1, Containers = 1 }] });
    }

    /// <summary>Each scope is tried on each API; the codes are Job's, 0 for a job.</summary>
    public static TheoryData<ServerApis, string, int, string> Questions => new()
    {
        // A business id, or the pair, or both; the pair counts.
        { EsbV3, "bk_biz_id=1&job_instance_id=900", 200, "0" },
        { EsbV3, "bk_scope_type=biz&bk_scope_id=1&job_instance_id=900", 200, "0" },
        { EsbV3, "bk_biz_id=7&bk_scope_type=biz&bk_scope_id=1&job_instance_id=900", 200, "0" },
        { EsbV3, "bk_biz_id=1&bk_scope_type=biz&bk_scope_id=7&job_instance_id=900", 200, "1244006" },
        { EsbV3, "bk_biz_id=9000001&job_instance_id=901", 200, "0" },
        { EsbV3, "bk_scope_type=biz_set&bk_scope_id=9000001&job_instance_id=901", 200, "0" },
        { EsbV3, "bk_scope_type=biz&bk_scope_id=9000001&job_instance_id=901", 200, "1244006" },
        { EsbV3, "bk_scope_type=tenant_set&bk_scope_id=1&job_instance_id=902", 200, "0" },
        { EsbV3, "bk_biz_id=1&job_instance_id=902", 200, "1244006" },
        { GatewayV3, "bk_biz_id=1&job_instance_id=900", 200, "0" },
        { GatewayV3, "bk_biz_id=7&bk_scope_type=biz&bk_scope_id=1&job_instance_id=900", 200, "0" },
        { GatewayV3, "bk_biz_id=1&bk_scope_type=biz&bk_scope_id=7&job_instance_id=900", 200, "1244006" },
        { GatewayV3, "bk_biz_id=9000001&job_instance_id=901", 200, "0" },
        { GatewayV3, "bk_scope_type=biz_set&bk_scope_id=9000001&job_instance_id=901", 200, "0" },
        { GatewayV3, "bk_scope_type=tenant_set&bk_scope_id=1&job_instance_id=902", 200, "0" },
        { GatewayV4, "bk_scope_type=biz&bk_scope_id=1&job_instance_id=900", 200, "0" },
        { GatewayV4, "bk_scope_type=biz_set&bk_scope_id=9000001&job_instance_id=901", 200, "0" },
        { GatewayV4, "bk_scope_type=tenant_set&bk_scope_id=1&job_instance_id=902", 200, "0" },
        { GatewayV4, "bk_scope_type=biz&bk_scope_id=7&job_instance_id=900", 404, "1244006" },
        { GatewayV4, "bk_biz_id=1&job_instance_id=900", 400, "1241004" },

        // No such job, and one without steps.
        { EsbV3, "bk_biz_id=1&job_instance_id=999", 200, "1244006" },
        { GatewayV3, "bk_biz_id=1&job_instance_id=999", 200, "1244006" },
        { GatewayV4, "bk_scope_type=biz&bk_scope_id=1&job_instance_id=999", 404, "1244006" },
        { EsbV3, "bk_biz_id=1&job_instance_id=903", 200, "1244007" },
        { GatewayV3, "bk_biz_id=1&job_instance_id=903", 200, "1244007" },
        { GatewayV4, "bk_scope_type=biz&bk_scope_id=1&job_instance_id=903", 404, "1244006" },

        // Ids that are none.
        { EsbV3, "bk_biz_id=1", 200, "1241007" },
        { EsbV3, "bk_biz_id=1&job_instance_id=0", 200, "1241007" },
        { EsbV3, "bk_biz_id=1&job_instance_id=abc", 200, "1240003" },
        { GatewayV3, "bk_biz_id=1", 200, "1240003" },
        { GatewayV3, "bk_biz_id=1&job_instance_id=", 200, "1240003" },
        { GatewayV3, "bk_biz_id=1&job_instance_id=0", 200, "1241007" },
        { GatewayV3, "bk_biz_id=1&job_instance_id=1e3", 200, "1240003" },
        { GatewayV3, "bk_biz_id=1&job_instance_id=99999999999999999999", 200, "1240003" },
        { GatewayV4, "bk_scope_type=biz&bk_scope_id=1", 400, "1241004" },
        { GatewayV4, "bk_scope_type=biz&bk_scope_id=1&job_instance_id=", 400, "1241004" },
        { GatewayV4, "bk_scope_type=biz&bk_scope_id=1&job_instance_id=abc", 400, "1241020" },
        { GatewayV4, "bk_scope_type=biz&bk_scope_id=1&job_instance_id=-1", 400, "1241025" },

        // Scopes that are none. A POST is checked for them, and an ESB always asks by POST; a GET makes the server fall.
        { EsbV3, "job_instance_id=900", 200, "1240003" },
        { EsbV3, "bk_biz_id=0&job_instance_id=900", 200, "1240003" },
        { EsbV3, "bk_biz_id=x&job_instance_id=900", 200, "1240003" },
        { EsbV3, "bk_biz_id=1&bk_scope_type=biz&job_instance_id=900", 200, "1240003" },
        { EsbV3, "bk_scope_type=set&bk_scope_id=1&job_instance_id=900", 200, "1240003" },
        { GatewayV3, "job_instance_id=900", 200, "1240002" },
        { GatewayV3, "bk_biz_id=x&job_instance_id=900", 200, "1240003" },
        { GatewayV3, "bk_scope_type=set&bk_scope_id=1&job_instance_id=900", 200, "1240002" },
        { GatewayV4, "bk_scope_id=1&job_instance_id=900", 400, "1241004" },
        { GatewayV4, "bk_scope_type=biz&job_instance_id=900", 400, "1241004" },
        { GatewayV4, "bk_scope_type=&bk_scope_id=1&job_instance_id=900", 400, "1241025" },
        { GatewayV4, "bk_scope_type=set&bk_scope_id=1&job_instance_id=900", 400, "1241025" },
        { GatewayV4, "bk_scope_type=biz&bk_scope_id=&job_instance_id=900", 400, "1241025" },

        // A switch that is none.
        { EsbV3, "bk_biz_id=1&job_instance_id=900&return_ip_result=maybe", 200, "1240003" },
        { GatewayV3, "bk_biz_id=1&job_instance_id=900&return_ip_result=maybe", 200, "1240003" },
        { GatewayV4, "bk_scope_type=biz&bk_scope_id=1&job_instance_id=900&return_execute_object_result=maybe", 400, "1241020" },
    };

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task Query_has_the_expected_response(ServerApis api, string query, int status, string code)
    {
        ApiResponse response = await _harness.InvokeAsync(api, query);

        Assert.Equal((status, code), (response.Status, response.Code));
        Assert.Equal(code == "0", response.HasJob);
    }

    [Theory]
    [InlineData(EsbV2, "bk_biz_id=1&job_instance_id=904", "1240002")]
    [InlineData(EsbV3, "bk_biz_id=1&job_instance_id=904", "0")]
    [InlineData(EsbV3, "bk_biz_id=1&job_instance_id=904&return_ip_result=true", "1240002")]
    [InlineData(GatewayV3, "bk_biz_id=1&job_instance_id=904", "0")]
    [InlineData(GatewayV3, "bk_biz_id=1&job_instance_id=904&return_ip_result=true", "1240002")]
    [InlineData(GatewayV4, "bk_scope_type=biz&bk_scope_id=1&job_instance_id=904&return_execute_object_result=true", "0")]
    public async Task Container_listed_as_a_host_is_an_internal_error(ServerApis api, string query, string code) =>
        Assert.Equal((200, code), await _harness.InvokeAsync(api, query) is { } response ? (response.Status, response.Code) : default);

    [Theory]
    [InlineData("true", true)]
    [InlineData("True", true)]
    [InlineData("1", true)]
    [InlineData("on", true)]
    [InlineData("false", false)]
    [InlineData("0", false)]
    [InlineData("", false)]
    public async Task Hosts_are_sent_for_each_spelling_of_the_switch(string words, bool comes)
    {
        foreach ((ServerApis api, string name, string list) in new[]
        {
            (EsbV3, "return_ip_result", "step_ip_result_list"),
            (GatewayV3, "return_ip_result", "step_ip_result_list"),
            (GatewayV4, "return_execute_object_result", "step_execute_object_result_list"),
        })
        {
            string scope = "bk_scope_type=biz&bk_scope_id=1&job_instance_id=900";
            ApiResponse response = await _harness.InvokeAsync(api, $"{scope}&{name}={words}");

            JsonElement step = response.Json.GetProperty("data").GetProperty("step_instance_list")[0];
            Assert.Equal(comes, step.TryGetProperty(list, out JsonElement hosts) && hosts.ValueKind == JsonValueKind.Array);
        }
    }

    /// <summary>The words of a POST to v3 take the place of "Bad Request"; those of v4 stand in the details.</summary>
    [Theory]
    [InlineData(EsbV3, null, "bk_biz_id=1&job_instance_id=999", "Task instance does not exist")]
    [InlineData(EsbV3, "zh-cn", "bk_biz_id=1&job_instance_id=999", "作业实例不存在")]
    [InlineData(GatewayV3, null, "bk_biz_id=1&job_instance_id=999", "作业实例不存在")]
    [InlineData(GatewayV3, "fr", "bk_biz_id=1&job_instance_id=999", "作业实例不存在")]
    [InlineData(GatewayV3, "en", "bk_biz_id=1&job_instance_id=999", "Task instance does not exist")]
    [InlineData(GatewayV4, null, "bk_scope_type=biz&bk_scope_id=1&job_instance_id=999", "作业实例不存在")]
    [InlineData(GatewayV4, "en", "bk_scope_type=biz&bk_scope_id=1&job_instance_id=999", "Task instance does not exist")]
    [InlineData(EsbV3, "en", "bk_scope_type=set&bk_scope_id=1&job_instance_id=900", "Invalid bk_scope_type")]
    [InlineData(EsbV3, "en", "bk_scope_type=biz&job_instance_id=900", "Invalid bk_scope_id")]
    [InlineData(EsbV3, "en", "bk_biz_id=-1&job_instance_id=900", "Invalid bk_biz_id")]
    [InlineData(EsbV3, "zh-cn", "bk_biz_id=-1&job_instance_id=900", "非法的业务 ID")]
    [InlineData(GatewayV3, "en", "bk_biz_id=1&job_instance_id=x", "Bad Request")]
    [InlineData(GatewayV3, "en", "bk_biz_id=1&job_instance_id=0", "Missing or invalid request parameter [job_instance_id]")]
    [InlineData(GatewayV4, "en", "bk_scope_id=1&job_instance_id=900", "Missing request parameter [bk_scope_type]")]
    [InlineData(GatewayV4, "en", "bk_scope_type=biz&bk_scope_id=1&job_instance_id=x", "Parameter [job_instance_id] type mismatch")]
    public async Task Job_messages_are_in_two_languages(ServerApis api, string? language, string query, string words)
    {
        ApiResponse response = await _harness.GetAsync(
            $"{ApiHarness.PathOf(api)}?{query}",
            (ApiHarness.CredentialHeader, ApiHarness.Credentials),
            language is null ? ("X-None", "") : ("Blueking-Language", language));

        Assert.Equal(words, response.Message);
    }

    [Fact]
    public async Task V4_lists_all_invalid_values_at_once()
    {
        ApiResponse response = await _harness.InvokeAsync(GatewayV4, "bk_scope_type=set&bk_scope_id=&job_instance_id=0");

        const string Fields = "getJobInstanceStatus.scopeType,getJobInstanceStatus.scopeId,getJobInstanceStatus.taskInstanceId";
        Assert.True(
            JsonNode.DeepEquals(
                JsonNode.Parse("""
                    {
                      "error": {
                        "code": "INVALID_ARGUMENT",
                        "message": "Fields [FIELDS] bind failed",
                        "details": [
                          { "code": "1241025", "message": "The param 'bk_scope_type' must be 'biz' or 'biz_set'" },
                          { "code": "1241025", "message": "The param 'bk_scope_id' cannot be empty" },
                          { "code": "1241025", "message": "Job instance id must be a positive number" }
                        ]
                      },
                      "job_request_id": "*"
                    }
                    """.Replace("FIELDS", Fields, StringComparison.Ordinal)),
                response.WithoutIds()),
            response.Text);
    }
}
