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

    public static TheoryData<string> BodyNames => [.. Bodies.Keys];

    public static TheoryData<string> GatewayErrors => [.. Payload.Names("err-apigw-")];

    public static TheoryData<string> JobErrors =>
        [.. Payload.Names("err-job-").Where(name => !name.Contains("via-esb", StringComparison.Ordinal))];

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
                Assert.Equal((string)whole["_meta"]!["headers"]![header]!, response.Headers[header]);
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
