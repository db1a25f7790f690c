using System.Text.Json.Nodes;
using static BkJob.Simulator.ServerApis;

namespace BkJob.Simulator.Tests;

/// <summary>
/// What operate_job_instance and operate_step_instance have in common: bodies, parameters, methods and credentials (protocol.md §1.7,
/// protocol-actions.md §3).
/// </summary>
public sealed class OperateTests : IClassFixture<ApiHarness>
{
    private const string OfJob = "operate_job_instance";
    private const string OfStep = "operate_step_instance";
    private const string Valid = "\"bk_biz_id\":1,\"job_instance_id\":900,\"step_instance_id\":90001,\"operation_code\":2";

    private static readonly ServerApis[] Apis = [EsbV2, EsbV3, GatewayV3];

    private readonly ApiHarness _harness;

    public OperateTests(ApiHarness harness)
    {
        _harness = harness;

        // Replacing the job drops what an earlier test left in the queue.
        AddJob(900, status: 1);
        harness.Simulator.Jobs.ClearOperations();
    }

    /// <summary>The recorded response of each API; what v3 responds through an ESB to an operation on a job has the fields of one on a step.</summary>
    [Theory]
    [InlineData(OfJob, 1, 2, EsbV2, "v2-32-operate_job_instance-ok")]
    [InlineData(OfJob, 2, 1, EsbV2, "v2-32-operate_job_instance-ok")]
    [InlineData(OfJob, 1, 2, EsbV3, "v3-51-operate-step-instance-ok-via-esb")]
    [InlineData(OfJob, 2, 1, EsbV3, "v3-51-operate-step-instance-ok-via-esb")]
    [InlineData(OfJob, 1, 2, GatewayV3, "v3-50-operate-job-instance-ok-via-apigw")]
    [InlineData(OfJob, 2, 1, GatewayV3, "v3-50-operate-job-instance-ok-via-apigw")]
    [InlineData(OfStep, 2, 4, EsbV2, "v2-45-operate_step_instance-retry-ok")]
    [InlineData(OfStep, 2, 4, EsbV2, "v2-31-operate_step_instance-ok")]
    [InlineData(OfStep, 2, 4, EsbV3, "v3-51-operate-step-instance-ok-via-esb")]
    public async Task Accepted_operation_returns_the_recorded_body(string operation, int code, int status, ServerApis api, string payload)
    {
        JsonObject expected = WithoutIds(Payload.Json(payload));
        JsonObject data = expected["data"]!.AsObject();
        data["job_instance_id"] = 900;
        if (data.ContainsKey("step_instance_id"))
        {
            data["step_instance_id"] = operation == OfStep ? 90001 : null;
        }

        AddJob(900, status);

        ApiResponse response = await SendAsync(api, operation, Valid, "\"operation_code\":2", Code(code));

        Assert.Equal(200, response.Status);
        Assert.True(JsonNode.DeepEquals(expected, response.WithoutIds()), response.Text);
    }

    [Theory]
    [InlineData(OfJob, 1, 3, GatewayV3, "en", "err-job-07-unsupported-operation")]
    [InlineData(OfJob, 1, 3, EsbV3, "zh-cn", "err-job-31-terminate-finished-job-via-esb")]
    [InlineData(OfJob, 1, 3, EsbV2, "zh-cn", "err-job-31-terminate-finished-job-via-esb")]
    [InlineData(OfJob, 4, 2, GatewayV3, "en", "err-job-19-operation-code-unknown")]
    [InlineData(OfJob, 2, 2, GatewayV3, "en", "err-job-13-repeat-start")]
    [InlineData(OfStep, 12, 7, GatewayV3, "en", "err-job-07-unsupported-operation")]
    [InlineData(OfStep, 5, 7, GatewayV3, "en", "err-job-19-operation-code-unknown")]
    [InlineData(OfStep, 6, 7, GatewayV3, "en", "err-job-14-not-confirm-user")]
    public async Task Rejected_operation_returns_the_recorded_body(
        string operation, int code, int status, ServerApis api, string language, string payload)
    {
        // The number is part of a recorded message.
        const long Id = 20000483500;
        var step = new SimulatedStep { Type = 3, Approvers = ["ops_liu"], ApproverRoles = ["bk_biz_maintainer"] };
        _harness.Simulator.Jobs.Add(new SimulatedJob { Id = Id, Steps = [step], FixedStatus = operation == OfJob ? status : null });

        ApiResponse response = await _harness.PostAsync(
            api, operation, $$"""{"bk_biz_id":1,"job_instance_id":{{Id}},"step_instance_id":{{Id}}01,{{Code(code)}}}""", language);

        JsonObject expected = WithoutIds(Payload.Json(payload)["body"]!);
        Assert.True(JsonNode.DeepEquals(expected, response.WithoutIds()), response.Text);
    }

    /// <summary>A part of a valid request, what replaces it, and the code of the response to each operation.</summary>
    [Theory]
    [InlineData("", "", "0", "0")]
    [InlineData("\"job_instance_id\":900,", "", "1241002", "1241002")]
    [InlineData("900,", "null,", "1241002", "1241002")]
    [InlineData("900,", "0,", "1241002", "1241002")]
    [InlineData("900,", "-900,", "1241002", "1241002")]
    [InlineData("900,", "\"x\",", "1240003", "1240003")]
    [InlineData("900,", "999,", "1244006", "1244006")]
    [InlineData("900,", "\"900\",", "0", "0")]
    [InlineData("\"step_instance_id\":90001,", "", "0", "1241002")]
    [InlineData("90001", "0", "0", "1241002")]
    [InlineData("90001", "-1", "0", "1241002")]
    [InlineData("90001", "\"x\"", "0", "1240003")]
    [InlineData("90001", "90099", "0", "1244007")]
    [InlineData("90001", "90101", "0", "1244007")]
    [InlineData("90001", "\"90001\"", "0", "0")]
    [InlineData(",\"operation_code\":2", "", "1241002", "1241002")]
    [InlineData("\"operation_code\":2", "\"operation_code\":null", "1241002", "1241002")]
    [InlineData("\"operation_code\":2", "\"operation_code\":\"x\"", "1240003", "1240003")]
    [InlineData("\"operation_code\":2", "\"operation_code\":\"2\"", "0", "0")]
    [InlineData("\"bk_biz_id\":1", "\"bk_biz_id\":\"1\"", "0", "0")]
    [InlineData("\"bk_biz_id\":1", "\"bk_biz_id\":7", "1244006", "1244006")]
    [InlineData("\"bk_biz_id\":1", "\"bk_scope_type\":\"biz\",\"bk_scope_id\":\"1\"", "0", "0")]
    [InlineData("\"bk_biz_id\":1", "\"bk_scope_type\":\"biz_set\",\"bk_scope_id\":\"1\"", "1244006", "1244006")]
    [InlineData("\"bk_biz_id\":1", "\"bk_biz_id\":1,\"bk_scope_type\":\"biz\",\"bk_scope_id\":\"7\"", "1244006", "1244006")]
    [InlineData("\"bk_biz_id\":1", "\"bk_biz_id\":7,\"bk_scope_type\":\"biz\",\"bk_scope_id\":\"1\"", "0", "0")]
    public async Task Parameters_are_validated_alike_in_every_api(string part, string replacement, string ofJob, string ofStep)
    {
        foreach ((string operation, int status, string code) in new[] { (OfJob, 1, ofJob), (OfStep, 4, ofStep) })
        {
            AddJob(901, status);
            AddJob(900, status);
            foreach (ServerApis api in Apis)
            {
                ApiResponse response = await SendAsync(api, operation, Valid, part, replacement);

                Assert.Equal((operation, 200, code), (operation, response.Status, response.Code));
            }

            Assert.Equal(code == "0" ? Apis.Length : 0, _harness.Simulator.Jobs.CountOperations(operation).Accepted);
        }
    }

    [Theory]
    [InlineData(EsbV2, "\"bk_biz_id\":1,", "", "1241007")]
    [InlineData(EsbV3, "\"bk_biz_id\":1,", "", "1240003")]
    [InlineData(GatewayV3, "\"bk_biz_id\":1,", "", "1240003")]
    [InlineData(EsbV2, "\"bk_biz_id\":1,", "\"bk_scope_type\":\"set\",\"bk_scope_id\":\"1\",", "1241007")]
    [InlineData(GatewayV3, "\"bk_biz_id\":1,", "\"bk_scope_type\":\"set\",\"bk_scope_id\":\"1\",", "1240003")]
    [InlineData(EsbV3, Valid, "\"bk_biz_id\":", "1306000")]
    [InlineData(GatewayV3, Valid, "\"bk_biz_id\":", "1240003")]
    public async Task Invalid_scope_or_body_is_rejected_by_each_api(ServerApis api, string part, string replacement, string code) =>
        Assert.Equal(code, (await SendAsync(api, OfJob, Valid, part, replacement)).Code);

    /// <summary>Codes of the other operation, and those of neither.</summary>
    [Theory]
    [InlineData(OfJob, new[] { -1, 0, 3, 4, 5, 6, 8, 9, 12, 13, 99 })]
    [InlineData(OfStep, new[] { 0, 1, 4, 5, 7, 14 })]
    public async Task Unknown_operation_code_is_an_invalid_parameter(string operation, int[] codes)
    {
        AddJob(900, status: 2);
        foreach (int code in codes)
        {
            foreach (ServerApis api in Apis)
            {
                ApiResponse response = await SendAsync(api, operation, Valid, "\"operation_code\":2", Code(code));

                Assert.Equal((code, "1241002"), (code, response.Code));
            }
        }
    }

    [Theory]
    [InlineData("POST", GatewayV4, ServerProfile.Job312, true, "404 1640401", "404 1640401")]
    [InlineData("GET", GatewayV4, ServerProfile.Job312, true, "404 1640401", "404 1640401")]
    [InlineData("GET", GatewayV3, ServerProfile.Job312, true, "404 1640401", "404 1640401")]
    [InlineData("PUT", GatewayV3, ServerProfile.Job312, true, "404 1640401", "404 1640401")]
    [InlineData("GET", EsbV3, ServerProfile.Job312, true, "404 ", "404 ")]
    [InlineData("GET", EsbV2, ServerProfile.Job312, true, "404 ", "404 ")]
    [InlineData("POST", EsbV2, ServerProfile.Job2x, true, "404 ", "200 1244006")]
    [InlineData("POST", EsbV2, ServerProfile.Job312, false, "404 ", "404 ")]
    [InlineData("POST", EsbV3, ServerProfile.Job312, false, "200 1244006", "200 1244006")]
    public async Task Operation_is_not_found_by_another_method_or_api(
        string method, ServerApis api, ServerProfile profile, bool hasV2Commands, string ofJob, string ofStep)
    {
        await using ApiHarness harness = await ApiHarness.StartAsync(
            new SimulatorOptions { Catalogue = false, Profile = profile, EsbV2Commands = hasV2Commands });
        foreach ((string operation, string expected) in new[] { (OfJob, ofJob), (OfStep, ofStep) })
        {
            string path = ApiHarness.PathOf(api, operation);

            ApiResponse response = await harness.SendAsync(
                new HttpMethod(method),
                method == "GET" ? path + "?bk_biz_id=1&job_instance_id=900&step_instance_id=90001&operation_code=2" : path,
                method == "GET" ? null : $"{{{Valid}}}",
                (ApiHarness.CredentialHeader, ApiHarness.Credentials));

            Assert.Equal((operation, expected), (operation, $"{response.Status} {response.Code}"));
        }
    }

    [Theory]
    [InlineData("""{"bk_app_code":"ops","bk_app_secret":"wrong","bk_username":"admin"}""")]
    [InlineData("")]
    public async Task Bad_credentials_execute_nothing(string credentials)
    {
        AddJob(900, status: 1);
        foreach (ServerApis api in Apis)
        {
            ApiResponse response = await _harness.SendAsync(
                HttpMethod.Post, ApiHarness.PathOf(api, OfJob), $"{{{Valid}}}", (ApiHarness.CredentialHeader, credentials));

            Assert.NotEqual("0", response.Code);
        }

        Assert.Empty(_harness.Simulator.Jobs.Operations);
    }

    private static JsonObject WithoutIds(JsonNode body)
    {
        JsonObject copy = body.DeepClone().AsObject();
        foreach (string id in new[] { "job_request_id", "request_id" }.Where(copy.ContainsKey))
        {
            copy[id] = "*";
        }

        return copy;
    }

    private static string Code(int code) => FormattableString.Invariant($"\"operation_code\":{code}");

    // A job and its step have the status, whatever the clock says.
    private void AddJob(long id, int status) => _harness.Simulator.Jobs.Add(new SimulatedJob
    {
        Id = id,
        FixedStatus = status,
        Steps = [new SimulatedStep { Hosts = 4, Seconds = 10, FailedHosts = 2, FixedStatus = status }],
    });

    private Task<ApiResponse> SendAsync(ServerApis api, string operation, string fields, string part, string replacement)
    {
        string body = part.Length == 0 ? fields : fields.Replace(part, replacement, StringComparison.Ordinal);
        return operation == OfJob ? _harness.OperateAsync(api, $"{{{body}}}") : _harness.OperateStepAsync(api, $"{{{body}}}");
    }
}
