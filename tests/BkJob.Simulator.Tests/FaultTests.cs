using System.Text.Json.Nodes;
using static BkJob.Simulator.ServerApis;

namespace BkJob.Simulator.Tests;

/// <summary>Faults strike on every API, and a "no" wears what the one that is asked would say it in.</summary>
public sealed class FaultTests : IClassFixture<ApiHarness>
{
    private readonly ApiHarness _harness;

    public FaultTests(ApiHarness harness)
    {
        _harness = harness;
        harness.Simulator.Jobs.Add(new SimulatedJob { Id = 900, Steps = [new() { Hosts = 2 }] });
        harness.Simulator.Faults.Clear();
    }

    /// <summary>The word and the status that v4 has for Job's numbers (protocol.md §4.4).</summary>
    [Theory]
    [InlineData(1244006, 404, "NOT_FOUND")]
    [InlineData(1244007, 404, "NOT_FOUND")]
    [InlineData(1243049, 404, "NOT_FOUND")]
    [InlineData(1243051, 404, "NOT_FOUND")]
    [InlineData(1241002, 400, "INVALID_ARGUMENT")]
    [InlineData(1241007, 400, "INVALID_ARGUMENT")]
    [InlineData(1241012, 400, "INVALID_ARGUMENT")]
    [InlineData(1241003, 400, "FAILED_PRECONDITION")]
    [InlineData(1241015, 400, "FAILED_PRECONDITION")]
    [InlineData(1244015, 400, "FAILED_PRECONDITION")]
    [InlineData(1244016, 400, "FAILED_PRECONDITION")]
    [InlineData(1244022, 429, "RESOURCE_EXHAUSTED")]
    [InlineData(1244025, 429, "RESOURCE_EXHAUSTED")]
    [InlineData(1244032, 429, "RESOURCE_EXHAUSTED")]
    [InlineData(1244034, 429, "RESOURCE_EXHAUSTED")]
    [InlineData(1240001, 500, "INTERNAL")]
    [InlineData(1240002, 500, "INTERNAL")]
    [InlineData(1211001, 500, "INTERNAL")]
    [InlineData(1250001, 500, "INTERNAL")]
    [InlineData(1306000, 500, "INTERNAL")]
    public async Task V4_maps_a_code_of_Job_to_name_and_status(int code, int status, string word)
    {
        ApiResponse response = await FailAsync(GatewayV4, new Fault { EnvelopeCode = code, Message = "words" });

        Assert.Equal(status, response.Status);
        AssertSame(
            $$"""
            {
              "error": { "code": "{{word}}", "message": "words", "details": [ { "code": "{{code}}", "message": "words" } ] },
              "job_request_id": "*"
            }
            """,
            response);
    }

    [Fact]
    public async Task Bad_request_of_v4_has_no_details()
    {
        ApiResponse response = await FailAsync(GatewayV4, new Fault { EnvelopeCode = 1240003, Message = "Bad Request" });

        Assert.Equal(400, response.Status);
        AssertSame("""{ "error": { "code": "INVALID_ARGUMENT", "message": "Bad Request" }, "job_request_id": "*" }""", response);
    }

    [Fact]
    public async Task Permission_error_of_v4_lists_permissions_in_data()
    {
        ApiResponse response = await FailAsync(GatewayV4, new Fault { EnvelopeCode = 9900403, Message = "User (admin) not allowed" });

        Assert.Equal(403, response.Status);
        AssertSame(
            """
            {
              "error": {
                "code": "NO_PERMISSION", "message": "User (admin) not allowed",
                "data": {
                  "system_id": "bk_job", "system_name": "JOB",
                  "actions": [
                    {
                      "id": "view_history", "name": "View History",
                      "related_resource_types": [
                        {
                          "system_id": "bk_job", "system_name": "JOB", "type": "biz", "type_name": "Business",
                          "instances": [ [ { "id": "1", "type": "biz", "type_name": "Business", "name": "Business 1" } ] ]
                        }
                      ]
                    }
                  ]
                }
              },
              "job_request_id": "*"
            }
            """,
            response);
    }

    [Fact]
    public async Task Missing_job_lists_no_permissions()
    {
        _harness.Simulator.Faults.Add(new Fault { EnvelopeCode = 9900403, Message = "no" });

        ApiResponse response = await _harness.InvokeAsync(GatewayV3, ApiHarness.QueryOf(GatewayV3, 999));

        Assert.Equal(0, response.Json.GetProperty("permission").GetProperty("actions").GetArrayLength());
    }

    /// <summary>Which APIs pass a refusal of Job on, and with which fields beside code, result and message.</summary>
    [Theory]
    [InlineData(EsbV2, "data job_request_id permission request_id")]
    [InlineData(EsbV3, "data job_request_id permission request_id")]
    [InlineData(GatewayV3, "job_request_id permission")]
    public async Task Permission_error_of_v2_and_v3_lists_permissions(ServerApis api, string fields)
    {
        ApiResponse response = await FailAsync(api, new Fault { EnvelopeCode = 9900403, Message = "no" });

        Assert.Equal((200, "9900403"), (response.Status, response.Code));
        Assert.Equal(
            $"code {fields} result message".Split(' ').Order(),
            response.Json.EnumerateObject().Select(field => field.Name).Order());
    }

    [Theory]
    [InlineData(1642901, 429, "RATE_LIMIT_RESTRICTION")]
    [InlineData(1642904, 429, "CONCURRENCY_LIMIT_RESTRICTION")]
    [InlineData(1640302, 403, "IP_NOT_ALLOWED")]
    [InlineData(1641401, 414, "URI_SIZE_LIMIT_EXCEED")]
    [InlineData(1650000, 500, "REQUEST_RESOURCE_5xx")]
    [InlineData(1650401, 504, "REQUEST_BACKEND_TIMEOUT")]
    [InlineData(1650801, 508, "RECURSIVE_REQUEST_DETECTED")]
    [InlineData(1650399, 503, "UNKNOWN_ERROR")]
    public async Task Gateway_code_has_a_name_and_a_status(int code, int status, string name)
    {
        foreach (ServerApis api in new[] { GatewayV3, GatewayV4 })
        {
            ApiResponse response = await FailAsync(api, new Fault { EnvelopeCode = code, Message = "words" });

            Assert.Equal(status, response.Status);
            AssertSame($$"""{ "code": {{code}}, "code_name": "{{name}}", "message": "words", "result": false, "data": null }""", response);
        }
    }

    /// <summary>The body keeps the words as they are; in the header a line break would begin another header.</summary>
    [Fact]
    public async Task Fault_headers_are_added_to_gateway_headers()
    {
        ApiResponse response = await FailAsync(GatewayV3, new Fault
        {
            EnvelopeCode = 1642902,
            Message = "请求\r\n过多 \u001b[31m",
            Headers = new Dictionary<string, string>
            {
                ["X-Bkapi-RateLimit-Reset"] = "7",
                ["X-Bkapi-RateLimit-Plugin"] = "bk-stage-rate-limit",
            },
        });

        Assert.Equal((429, "7", "bk-stage-rate-limit"),
            (response.Status, response.Headers["X-Bkapi-RateLimit-Reset"], response.Headers["X-Bkapi-RateLimit-Plugin"]));
        Assert.Equal("请求\r\n过多 \u001b[31m", response.Message);
        Assert.Equal("请求  过多  [31m", response.Headers["X-Bkapi-Error-Message"]);
    }

    [Theory]
    [InlineData(EsbV2)]
    [InlineData(EsbV3)]
    [InlineData(GatewayV3)]
    [InlineData(GatewayV4)]
    public async Task Faults_of_any_kind_apply_to_every_API(ServerApis api)
    {
        Assert.Equal(418, (await FailAsync(api, new Fault { HttpStatus = 418, EnvelopeCode = 1244006, Message = "no" })).Status);
        Assert.Equal((502, ""), await FailAsync(api, new Fault { HttpStatus = 502 }) is { } empty ? (empty.Status, empty.Text) : default);
        Assert.Equal("{}", (await FailAsync(api, new Fault { Body = "{}" })).Text);
        Assert.Contains("<html", (await FailAsync(api, new Fault { HtmlPage = true })).Text, StringComparison.Ordinal);
        var more = new Fault { Headers = new Dictionary<string, string> { ["X-More"] = "kept" } };
        Assert.Equal("kept", (await FailAsync(api, more)).Headers["X-More"]);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => FailAsync(api, new Fault { CutAfterBytes = 20 }));

        // Each strikes once.
        Assert.True((await _harness.InvokeAsync(api, ApiHarness.QueryOf(api, 900))).HasJob);
    }

    [Theory]
    [InlineData(EsbV3)]
    [InlineData(GatewayV3)]
    [InlineData(GatewayV4)]
    public async Task Delayed_response_follows_the_clock_and_is_logged(ServerApis api)
    {
        _harness.Simulator.Requests.Clear();
        _harness.Simulator.Faults.Add(new Fault { JobInstanceId = 900, Delay = TimeSpan.FromHours(1) });
        Task<ApiResponse> asking = _harness.InvokeAsync(api, ApiHarness.QueryOf(api, 900));
        await WaitUntil.TrueAsync(() => _harness.Simulator.Requests.InFlight == 1);
        Assert.False(asking.IsCompleted);

        _harness.Advance(3600);

        Assert.True((await asking.InTimeAsync()).HasJob);
        RecordedRequest request = Assert.Single(_harness.Simulator.Requests.All);
        Assert.Equal((ApiHarness.PathOf(api), 900L, ApiHarness.Credentials),
            (request.Path, request.JobInstanceId, request.Headers[ApiHarness.CredentialHeader]));
    }

    private Task<ApiResponse> FailAsync(ServerApis api, Fault fault)
    {
        _harness.Simulator.Faults.Add(fault);
        return _harness.InvokeAsync(api, ApiHarness.QueryOf(api, 900));
    }

    private static void AssertSame(string wanted, ApiResponse response) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(wanted), response.WithoutIds()), response.Text);
}
