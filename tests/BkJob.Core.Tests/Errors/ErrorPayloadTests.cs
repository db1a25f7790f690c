using System.Text.Json.Nodes;
using BkJob.Core.Tests.Support;
using BkJob.Simulator;
using static BkJob.BkJobErrorKind;

namespace BkJob.Core.Tests.Errors;

/// <summary>The refusals that real servers send: each with its status, headers and body, and the error that a person sees.</summary>
public sealed class ErrorPayloadTests(SimulatorFixture bench) : IClassFixture<SimulatorFixture>
{
    private const string GatewayId = "5f6d3c1e-8b0a-4f0e-9d53-0c2b8b5e6a71";

    private static readonly Dictionary<string, ErrorFacts> Errors = new()
    {
        ["err-apigw-01-app-code-empty"] = new(AuthenticationFailed, false, 400, "1640001", GatewayId),
        ["err-apigw-02-app-secret-wrong"] = new(AuthenticationFailed, false, 400, "1640001", GatewayId),
        ["err-apigw-03-user-auth-failed"] = new(AuthenticationFailed, false, 400, "1640001", GatewayId),
        ["err-apigw-04-app-no-permission"] = new(PermissionDenied, false, 403, "1640301", GatewayId),
        ["err-apigw-06-api-not-found"] = new(ApiNotFound, false, 404, "1640401", GatewayId),
        ["err-apigw-07-rate-limit-stage"] = new(Throttled, true, 429, "1642902", GatewayId, RetryAfter: 7),
        ["err-apigw-08-rate-limit-resource"] = new(Throttled, true, 429, "1642903", GatewayId, RetryAfter: 1),
        ["err-apigw-10-bad-gateway"] = new(ServerError, true, 502, "1650200", GatewayId),
        ["err-apigw-12-gateway-internal"] = new(ServerError, true, 500, "1650001", GatewayId),
        ["err-apigw-14-start-gateway-timeout-outcome-unknown"] =
            new(ServerError, true, 504, "1650401", "b268ba20d2b222c5cc2da627e6e7264d"),
        ["err-edge-01-html-503"] = new(ServerError, true, 503, null, null),
        ["err-esb-01-app-secret-empty"] = new(AuthenticationFailed, false, 200, "1306000", "5a17432f382f7b5c297e77292cac03af"),
        ["err-esb-02-user-auth-failed"] = new(AuthenticationFailed, false, 200, "1306000", "7ebddda1cc7407e447bd736a83094a50"),
        ["err-esb-03-bad-bk-token"] = new(AuthenticationFailed, false, 200, "1306000", "e6e239cae598736e59e17b4585b59306"),
        ["err-esb-05-param-invalid-form"] = new(InvalidArgument, false, 200, "1306000", "fe7a6040ebfeda8dc55b44df0519a710"),
        ["err-esb-06-auth-header-not-json"] = new(InvalidArgument, false, 200, "1306406", "c8067a4e5235822aca866a82486ed26c"),
        ["err-esb-07-component-inactive"] = new(ApiNotFound, false, 200, "1306405", "c228c0a18ce87e2014517e35c7af3cf7"),
        ["err-esb-09-backend-502"] = new(ServerError, true, 200, "1306201", "f850e1d6cfdcc7d488237da04cc3a562"),
        ["err-esb-11-job2x-unparseable"] = new(ServerError, true, 200, "1306221", "dd6fbb8987f68c446f144f7b0bbd9dc6"),
        ["err-esb-12-unknown-path"] = new(ApiNotFound, false, 404, null, null),
        ["err-esb-14-ssl"] = new(ServerError, false, 200, "1306203", "25919cbd829ac338351fd3f60aa7223e"),
        ["err-esb-15-start-backend-timeout-outcome-unknown"] =
            new(ServerError, true, 200, "1306201", "57e8c6ddc369f1908262a0a88446bf74"),
        ["err-job-01-instance-not-exist"] = new(InstanceNotFound, false, 200, "1244006", "cd08bcfcb8c88cca0e9d7b49d47302b8"),
        ["err-job-01b-instance-not-exist-via-esb"] = new(InstanceNotFound, false, 200, "1244006", "ba7f50735455ce6db943f7e340c81186"),
        ["err-job-02-step-not-exist"] = new(InstanceNotFound, false, 200, "1244007", "7927aa4f069390bdb948d51d54c5bcc2"),
        ["err-job-03-no-permission"] = new(PermissionDenied, false, 200, "9900403", "f648912a925b699d364700847337c773"),
        ["err-job-04-param-illegal"] = new(InvalidArgument, false, 200, "1241007", "6d287d1eead154b6743dc6af6ced1782"),
        ["err-job-06-internal-error"] = new(ServerError, true, 200, "1240002", "1619660f3aeae9f802e2f341c890b4e6"),
        ["err-job-07-unsupported-operation"] = new(OperationNotAllowed, false, 200, "1241003", "9dfda625b78c81b33291180da262b492"),
        ["err-job-09-quota-exceeded"] = new(Throttled, true, 200, "1244032", "69cb776ba012e8e07130f91b05be11c7"),
        ["err-job-11-missing-user-401"] = new(AuthenticationFailed, false, 401, "1247002", "ba43f1f64075dc0141b0dff29604ecd2"),
        ["err-job-13-repeat-start"] = new(OperationNotAllowed, false, 200, "1241015", "3dfdf17c786dc559182e3607c88d24d1"),
        ["err-job-14-not-confirm-user"] = new(NotApprover, false, 200, "1244016", "8b4bc99e85868ca65ffef71d7e8823be"),
        ["err-job-15-plan-not-exist"] = new(PlanNotFound, false, 200, "1244012", "2544c7437ec83a0f5a8261b8a1fd33fa"),
        ["err-job-16-account-not-exist-via-esb"] = new(InvalidArgument, false, 200, "1244003", "d47d5399960db2d71770a948db526772"),
        ["err-job-17-host-invalid"] = new(InvalidTarget, false, 200, "1244002", "3fd84d61919cc51ac0bbeaa40f2c1c41"),
        ["err-job-18-missing-param-account"] = new(InvalidArgument, false, 200, "1241004", "0eb8940488ed46126b8e8ed9b7fa4b86"),
        ["err-job-19-operation-code-unknown"] = new(InvalidArgument, false, 200, "1241002", "a42315bc10b40b897712590d9aa3c402"),
        ["err-job-20-log-more-than-500-hosts"] = new(InvalidArgument, false, 200, "1241007", "80f4d314bb5bc5d4610dd4ac5455f892"),
        ["err-job-21-dangerous-script"] = new(InvalidArgument, false, 200, "1244019", "52eb46a7facb68916837d4516dea219c"),
        ["err-job-22-task-abandoned"] = new(Throttled, true, 200, "1244025", "f8eee3edaf6b4531c745ed4e6db0e9fa"),
        ["err-job-23-script-target-limit"] = new(InvalidArgument, false, 200, "1244022", "c89909dd254973c474c0eaa7181c9676"),
        ["err-job-24-callback-url-rejected"] = new(InvalidArgument, false, 200, "1240003", "71ac7d0ac14023918a2399023a6de36d"),
        ["err-job-25-log-store-failed-via-esb"] = new(ServerError, true, 200, "1246001", "fc18fcb5796698024f439d2591ece345"),
        ["err-job-26-plan-detail-not-exist"] = new(PlanNotFound, false, 200, "1243009", "90a6afadbf317bda34cc75b4c48e563c"),
        ["err-job-27-host-empty"] = new(EmptyTarget, false, 200, "1244001", "193ae60d1e9306b269a9abf3a2ba31e7"),
        ["err-job-28-step-target-empty"] = new(EmptyTarget, false, 200, "1244028", "b0752b5fd7483d68b71fa059ea6557b4"),
        ["err-job-29-timeout-out-of-range"] = new(InvalidArgument, false, 200, "1240003", "de9a8c5f3e8ca04b2eb069f4962c6146"),
        ["err-job-30-list-span-over-30-days"] = new(InvalidArgument, false, 200, "1241002", "79ef029f6ba53ff30939da54f0ac0eb9"),
        ["err-job-31-terminate-finished-job-via-esb"] =
            new(OperationNotAllowed, false, 200, "1241003", "589f04311b7bf9078cd56eae10b6a684"),
        ["err-job-32-launch-plan-no-permission"] = new(PermissionDenied, false, 200, "9900403", "94b077b91df12bccb19f7d01a4071fc3"),
        ["err-v4-01-not-found"] = new(InstanceNotFound, false, 404, "1244006", "28e4fc84137173f621c2fe7f656739c9"),
        ["err-v4-03-no-permission"] = new(PermissionDenied, false, 403, "NO_PERMISSION", "2a0db8b7da9bc98fef73cf4839aaee0f"),
        ["err-v4-04-internal"] = new(ServerError, true, 500, "1240002", "ee690a39147a780e585ac11f233c2866"),
        ["err-v4-06-log-too-many-objects"] = new(InvalidArgument, false, 400, "1241025", "5bff4162d9994857ed2a818d82b818c3"),
        ["err-v4-07-host-invalid"] = new(InvalidTarget, false, 400, "1244002", "1f2ad0a335cdd58a4fe515c70cffd00e"),
        ["err-v4-08-target-limit-429"] = new(InvalidArgument, false, 429, "1244022", "19dd9cdb4ed9208d858b2bcc386137db"),
        ["err-v4-09-account-not-exist"] = new(InvalidArgument, false, 404, "1244003", "bc8571a41c2dcc81f27f6caa7b3b1f07"),
    };

    public static TheoryData<string> Payloads => [.. Errors.Keys];

    public static IEnumerable<TheoryDataRow<BkJobApi, string>> PayloadsOfOtherApis =>
        from api in new[] { BkJobApi.EsbV3, BkJobApi.GatewayV3, BkJobApi.GatewayV4 }
        from payload in Errors.Keys
        select new TheoryDataRow<BkJobApi, string>(api, payload);

    [Fact]
    public void Every_error_payload_has_a_case() => Assert.Equal(
        [.. Payload.Names("err-")], Errors.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Payloads))]
    public async Task Error_payload_is_classified(string payload)
    {
        JsonNode whole = Payload.Json(payload);
        bench.Simulator.Faults.Clear();
        bench.Simulator.Faults.Add(AsFault(whole));

        BkJobException error = await SimulatorFixture.FailAsync(
            bench.Connect(bench.Settings with { CredentialLocation = CredentialLocation.Header }));

        AssertRefusal(payload, whole, error);
    }

    /// <summary>Whoever stands on the way answers in its own envelope, whatever was asked for.</summary>
    [Theory]
    [MemberData(nameof(PayloadsOfOtherApis))]
    public async Task Error_is_the_same_over_every_API(BkJobApi api, string payload)
    {
        JsonNode whole = Payload.Json(payload);

        AssertRefusal(payload, whole, await StubServer.FailAsync(api, whole));
    }

    private static void AssertRefusal(string payload, JsonNode whole, BkJobException error)
    {
        ErrorFacts facts = Errors[payload];
        Assert.Equal(facts, ErrorFacts.Of(error));

        // For a start whose outcome is unknown the payload states that the start must not be resent; the read of this test may be.
        bool isLostStart = (string)whole["_meta"]!["class"]! == "unknown_outcome";
        Assert.Equal(isLostStart || (bool)whole["_meta"]!["retryable"]!, error.IsTransient);
        Assert.True(!isLostStart || error.Delivery == Delivery.Unknown);

        // The server's words, number and request id are what people quote to each other.
        string? words = whole["body"] is JsonObject body ? (string?)(body["error"]?["details"]?[0] ?? body["error"] ?? body)["message"] : null;
        Assert.Equal(words, error.ServerMessage);
        Assert.Contains(words ?? "", error.Message, StringComparison.Ordinal);
        Assert.Contains(facts.Code ?? "", error.Message, StringComparison.Ordinal);
        Assert.Contains(facts.RequestId ?? "", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", error.Message, StringComparison.Ordinal);
    }

    private static Fault AsFault(JsonNode whole)
    {
        JsonNode meta = whole["_meta"]!;
        JsonNode body = whole["body"]!;
        return new Fault
        {
            HttpStatus = (int)meta["http_status"]!,
            Headers = meta["headers"]!.AsObject().ToDictionary(header => header.Key, header => (string)header.Value!),
            Body = body is JsonObject ? body.ToJsonString() : (string)body!,
        };
    }

    private sealed record ErrorFacts(
        BkJobErrorKind Kind, bool IsTransient, int HttpStatus, string? Code, string? RequestId, int? RetryAfter = null)
    {
        public static ErrorFacts Of(BkJobException error) => new(
            error.Kind, error.IsTransient, (int)(error.HttpStatus ?? 0), error.Code, error.RequestId,
            (int?)error.RetryAfter?.TotalSeconds);
    }
}
