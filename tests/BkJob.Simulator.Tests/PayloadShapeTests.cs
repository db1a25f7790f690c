using System.Text.Json;
using System.Text.Json.Nodes;
using static BkJob.Simulator.ServerApis;

namespace BkJob.Simulator.Tests;

/// <summary>The simulator's answers beside the bodies that were composed from the server's classes.</summary>
public sealed class PayloadShapeTests(ApiHarness harness) : IClassFixture<ApiHarness>
{
    private static readonly SimulatedStep Done = new() { Hosts = 2, Seconds = 2 };
    private static readonly SimulatedStep Failing = new() { Hosts = 5, Seconds = 3, FailedHosts = 2, FailureCodes = [104, 1] };
    private static readonly SimulatedStep Running = new() { Hosts = 3, FixedStatus = 2 };
    private static readonly SimulatedStep Approval = new() { Type = 3 };

    // A host of v4 has more to say than the payload's.
    private static readonly string[] MoreOfHost =
        [.. new[] { "alive", "bk_agent_id", "bk_cloud_name" }.Select(
            name => $"data.step_instance_list[].step_execute_object_result_list[].execute_object.host.{name}")];

    private static readonly Dictionary<string, (ServerApis Api, SimulatedStep[] Steps, bool WithHosts, string[] More)> Bodies = new()
    {
        ["v3-01-running-no-ip-via-apigw"] = (GatewayV3, [Done, Running, Approval], false, []),
        ["v3-02-failed-with-ip-results-via-apigw"] = (GatewayV3, [Done, Failing, Done], true, []),
        ["v3-03-waiting-user-via-esb"] = (EsbV3, [Done, Approval], false, []),
        ["v4-01-failed-with-objects"] = (GatewayV4, [Failing, Done], true, MoreOfHost),
    };

    private static readonly SimulatedStep Files = new() { Type = 2, Hosts = 3, Seconds = 5, FailedHosts = 1 };
    private static readonly SimulatedStep Retried = Failing with { Seconds = 2, RetryAt = 3, RetrySeconds = 100 };
    private static readonly SimulatedStep Pods = new() { Containers = 2, Seconds = 2 };

    private static readonly SimulatedJob WithVariables = new()
    {
        Id = 900,
        PlanId = 7,
        Steps = [Done, Done],
        Variables = [new() { Name = "KEEP_DAYS", Value = "14" }, new() { Name = "TARGETS", Type = 3 }],
    };

    private const string Step = """{"job_instance_id":900,"step_instance_id":90001,""";
    private const string Times = "{\"create_time_start\":1,\"create_time_end\":2592000000";
    private const string Now = "{\"create_time_start\":1783000000000,\"create_time_end\":1784900000000";

    // Bodies of reads: the API, the call, its parameters, and the job they are about.
    private static readonly Dictionary<string, (ServerApis Api, string Operation, string Json, SimulatedJob Job)> Reads = new()
    {
        ["v2-34-get_job_instance_global_var_value"] = (EsbV2, Variables, Id, WithVariables),
        ["v2-35-get_job_instance_log-file-step-job3x"] = (EsbV2, "get_job_instance_log", Id, Of(Files)),
        ["v2-36-get_job_instance_log-not-started-job3x"] = (EsbV2, "get_job_instance_log", Id, Of(Done, Done) with { FixedStatus = 1 }),
        ["v2-37-get_job_instance_log-escaped-three-steps-job3x"] =
            (EsbV2, "get_job_instance_log", Id, Of(Done, Approval with { ConfirmedAfter = 1 }, Retried)),
        ["v2-43-get_job_list-page"] = (EsbV2, "get_job_list", "{}", WithVariables),
        ["v2-44-get_job_instance_global_var_value-strings-only-job3x"] = (EsbV2, Variables, Id, WithVariables),
        ["v3-10-ip-log-script-via-apigw"] = (GatewayV3, OneLog, Step + "\"bk_host_id\":2000001}", Of(Done)),
        ["v3-11-ip-log-file-via-apigw"] = (GatewayV3, OneLog, Step + "\"bk_host_id\":2000001}", Of(Files)),
        ["v3-12-ip-log-nothing-yet-via-esb"] = (EsbV3, OneLog, Step + "\"bk_cloud_id\":0,\"ip\":\"10.0.0.1\"}", Of(Running)),
        ["v3-13-batch-ip-log-script-one-host-missing-via-esb"] =
            (EsbV3, Batch, Step + "\"host_id_list\":[2000001,2000002]}", Of(Done with { LostLogs = 1 })),
        ["v3-14-batch-ip-log-file-via-apigw"] = (GatewayV3, Batch, Step + "\"host_id_list\":[2000001,2000002,2000003]}", Of(Files)),
        ["v3-15-batch-ip-log-none-null-lists-via-apigw"] = (GatewayV3, Batch, Step + "\"host_id_list\":[2000009]}", Of(Done)),
        ["v3-20-job-instance-list-page1-via-apigw"] = (GatewayV3, List, Now + "}", Of(Done)),
        ["v3-22-job-instance-list-empty-data-null-via-esb"] = (EsbV3, List, Times + "}", Of(Done)),
        ["v3-23-job-instance-list-by-id-pending-via-apigw"] =
            (GatewayV3, List, Times + ",\"job_instance_id\":900}", Of(Done) with { FixedStatus = 1 }),
        ["v3-30-job-plan-list-via-apigw"] = (GatewayV3, "get_job_plan_list", "{}", WithVariables),
        ["v3-31-job-plan-detail-via-apigw"] = (GatewayV3, "get_job_plan_detail", "{\"job_plan_id\":7}", WithVariables),
        ["v3-32-job-plan-list-same-name-two-templates-via-esb"] =
            (EsbV3, "get_job_plan_list", "{\"name\":\"Restart gateway\"}", WithVariables),
        ["v3-33-job-plan-list-empty-via-apigw"] = (GatewayV3, "get_job_plan_list", "{\"name\":\"nothing\"}", WithVariables),
        ["v3-60-global-var-value-via-apigw"] = (GatewayV3, Variables, Id, WithVariables),
        ["v3-61-global-var-value-ad-hoc-empty-via-apigw"] = (GatewayV3, Variables, Id, Of(Done)),
        ["v3-62-global-var-value-null-list-via-esb"] =
            (EsbV3, Variables, Id, WithVariables with { Variables = [new() { Name = "TARGETS", Type = 3 }] }),
        ["v4-10-object-log-script"] = (GatewayV4, ObjectBatch, Step + "\"host_id_list\":[2000001]}", Of(Done)),
        ["v4-11-object-log-file"] = (GatewayV4, ObjectBatch, Step + "\"host_id_list\":[2000001,2000002,2000004]}", Of(Files)),
        ["v4-12-object-log-empty"] = (GatewayV4, ObjectBatch, Step + "\"host_id_list\":[2000009]}", Of(Done)),
        ["v4-13-object-log-container"] = (GatewayV4, ObjectBatch, Step + "\"container_id_list\":[5000001]}", Of(Pods)),
        ["v4-20-job-instance-list"] = (GatewayV4, List, Now + "}", Of(Done)),
        ["v4-21-job-instance-list-last-page-empty"] = (GatewayV4, List, Times + "}", Of(Done)),
        ["v4-22-job-instance-list-pending"] = (GatewayV4, List, Now + "}", Of(Done) with { FixedStatus = 1 }),
    };

    // The size, speed and progress of one host, and the fields of a host, are null or filled.
    private const string Id = "{\"job_instance_id\":900}";
    private const string Variables = "get_job_instance_global_var_value";
    private const string OneLog = "get_job_instance_ip_log";
    private const string Batch = "batch_get_job_instance_ip_log";
    private const string ObjectBatch = "batch_get_job_instance_execute_object_log";
    private const string List = "get_job_instance_list";

    public static TheoryData<string> BodyNames => [.. Bodies.Keys];

    public static TheoryData<string> ReadNames => [.. Reads.Keys];

    public static TheoryData<string> GatewayErrors => [.. Payload.Names("err-apigw-")];

    // The simulator describes the permission to view the history, which err-job-03 has.
    public static TheoryData<string> JobErrors =>
    [
        .. Payload.Names("err-job-").Where(name =>
            !name.Contains("via-esb", StringComparison.Ordinal) && name != "err-job-32-launch-plan-no-permission"),
    ];

    public static TheoryData<string> EsbErrors =>
        [.. Payload.Names("err-esb-", "err-job-01b").Where(name => name != "err-esb-12-unknown-path")];

    [Theory]
    [MemberData(nameof(BodyNames))]
    public async Task Body_has_the_fields_of_its_payload(string payload)
    {
        (ServerApis api, SimulatedStep[] steps, bool withHosts, string[] more) = Bodies[payload];
        harness.Simulator.Jobs.Add(new SimulatedJob { Id = 900, Steps = steps });
        harness.Advance(20);

        ApiResponse response = await harness.InvokeAsync(api, ApiHarness.QueryOf(api, 900, withHosts));

        SortedSet<string> wanted = FieldNames.In(JsonDocument.Parse(Payload.Text(payload)).RootElement);
        wanted.UnionWith(more);
        Assert.Equal(wanted, FieldNames.In(response.Json));
    }

    [Theory]
    [MemberData(nameof(ReadNames))]
    public async Task Body_of_a_read_has_the_fields_of_its_payload(string payload)
    {
        (ServerApis api, string operation, string json, SimulatedJob job) = Reads[payload];
        JobCatalogue jobs = harness.Simulator.Jobs;
        jobs.Add(job);
        jobs.Plans.Clear();
        jobs.Plans.Add(new SimulatedPlan
        {
            Id = 7,
            Name = "Restart gateway",
            NeedUpdate = payload.StartsWith("v3-32", StringComparison.Ordinal) ? null : true,
            Steps = [new() { TargetVariable = "TARGETS" }, new() { Type = 3 }],
            Variables =
            [
                new() { Name = "KEEP_DAYS", Value = "14", Required = true },
                new()
                {
                    Name = "TARGETS",
                    Type = 3,
                    Hosts = [new(2000001, "10.0.0.1")],
                    DynamicGroups = ["c0ffee00dyn1"],
                    TopologyNodes = ["module/1000"],
                },
            ],
        });
        harness.Advance(20);

        ApiResponse response = await harness.ReadAsync(api, operation, json);

        Assert.Equal("0", response.Code);
        Assert.Equal(FieldNames.In(JsonDocument.Parse(Payload.Text(payload)).RootElement), FieldNames.In(response.Json));
        jobs.Remove(900);
    }

    [Theory]
    [MemberData(nameof(GatewayErrors))]
    public async Task Gateway_fault_equals_the_recorded_payload_of_its_code(string payload)
    {
        foreach (ServerApis api in new[] { GatewayV3, GatewayV4 })
        {
            (ApiResponse response, JsonNode whole) = await FailAsync(api, payload);

            AssertSame(whole["body"]!, response.WithoutIds());
            Assert.Equal((int)whole["_meta"]!["http_status"]!, response.Status);
            foreach (string header in new[] { "Content-Type", "X-Bkapi-Error-Code", "X-Bkapi-Error-Message" })
            {
                // A recorded response does not contain all headers.
                if ((string?)whole["_meta"]!["headers"]![header] is { } recorded)
                {
                    Assert.Equal(recorded, response.Headers[header]);
                }
            }

            Assert.True(Guid.TryParseExact(response.Headers["X-Bkapi-Request-ID"], "D", out Guid id));
            Assert.Equal(id.ToString("N"), response.Headers["X-Request-ID"]);
        }
    }

    [Theory]
    [MemberData(nameof(JobErrors))]
    public async Task Job_fault_equals_the_recorded_payload_of_its_code(string payload)
    {
        (ApiResponse response, JsonNode whole) = await FailAsync(GatewayV3, payload);

        JsonObject wanted = whole["body"]!.AsObject();
        wanted["job_request_id"] = "*";
        JsonObject got = response.WithoutIds().AsObject();
        AssertSame(WithoutPermission(wanted, payload), WithoutPermission(got, payload));
        Assert.Equal((int)whole["_meta"]!["http_status"]!, response.Status);
        Assert.Equal(response.Headers["X-Bk-Job-Request-Id"], response.Json.GetProperty("job_request_id").GetString());
    }

    [Theory]
    [MemberData(nameof(EsbErrors))]
    public async Task Esb_fault_equals_the_recorded_payload_of_its_code(string payload)
    {
        foreach (ServerApis api in new[] { EsbV2, EsbV3 })
        {
            (ApiResponse response, JsonNode whole) = await FailAsync(api, payload);

            JsonObject wanted = whole["body"]!.AsObject();
            foreach (string id in new[] { "request_id", "job_request_id" }.Where(wanted.ContainsKey))
            {
                wanted[id] = "*";
            }

            AssertSame(wanted, response.WithoutIds());
            Assert.Equal(200, response.Status);
        }
    }

    [Fact]
    public async Task Unknown_path_of_an_ESB_equals_the_recorded_payload()
    {
        ApiResponse response = await harness.GetAsync("/api/c/compapi/v2/jobv3/get_job_status/");

        AssertSame(Payload.Json("err-esb-12-unknown-path")["body"]!, response.WithoutIds());
        Assert.Equal(404, response.Status);
    }

    private static SimulatedJob Of(params SimulatedStep[] steps) => new() { Id = 900, Steps = steps };

    private async Task<(ApiResponse Response, JsonNode Payload)> FailAsync(ServerApis api, string payload)
    {
        JsonNode whole = Payload.Json(payload);
        harness.Simulator.Jobs.Add(new SimulatedJob { Id = 900, Steps = [Done] });
        harness.Simulator.Faults.Add(new Fault
        {
            EnvelopeCode = (int)whole["body"]!["code"]!,
            Message = (string)whole["body"]!["message"]!,
        });
        return (await harness.InvokeAsync(api, ApiHarness.QueryOf(api, 900)), whole);
    }

    // Of the permission the fields alone can be the same: the payload tells of another business.
    private static JsonObject WithoutPermission(JsonObject body, string payload)
    {
        if (payload == "err-job-03-no-permission")
        {
            Assert.True(body.Remove("permission", out JsonNode? permission));
            body["fields"] = string.Join(' ', FieldNames.In(JsonSerializer.SerializeToElement(permission)));
        }

        return body;
    }

    private static void AssertSame(JsonNode wanted, JsonNode got) =>
        Assert.True(JsonNode.DeepEquals(wanted, got), $"Wanted:\n{wanted}\nGot:\n{got}");
}
