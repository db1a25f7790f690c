using System.Globalization;
using BkJob.Core.Tests.Support;
using BkJob.Operations;
using BkJob.Protocol;
using BkJob.Transport;
using static BkJob.BkJobErrorKind;

namespace BkJob.Core.Tests.Errors;

/// <summary>
/// The codes of starts, operations and logs (protocol-actions.md §4.7, §8) in the shapes of v2, v3 and v4: the kind, what the code proves
/// about the request, and whether a read and a command are sent again.
/// </summary>
public sealed class ActionCodeTests
{
    private const string Never = "never";
    private const string ReadOnly = "read";
    private const string Both = "both";

    private static readonly CodeCase[] Table =
    [
        // Parameters. Without a name the code is not sent by v4.
        new(1240003, "INVALID_ARGUMENT", 400, InvalidArgument),
        new(1241002, "INVALID_ARGUMENT", 400, InvalidArgument),
        new(1241004, "INVALID_ARGUMENT", 400, InvalidArgument),
        new(1241005, "INVALID_ARGUMENT", 400, InvalidArgument),
        new(1241007, "INVALID_ARGUMENT", 400, InvalidArgument),
        new(1241010, "INVALID_ARGUMENT", 400, InvalidArgument),
        new(1241011, "FAILED_PRECONDITION", 400, InvalidArgument),
        new(1241013, "FAILED_PRECONDITION", 400, InvalidArgument),
        new(1241025, "INVALID_ARGUMENT", 400, InvalidArgument),

        // States.
        new(1241003, null, 200, OperationNotAllowed),
        new(1241015, null, 200, OperationNotAllowed),
        new(1244015, null, 200, OperationNotAllowed),
        new(1244016, null, 200, NotApprover),

        // What a start refers to.
        new(1243001, "NOT_FOUND", 404, InvalidArgument),
        new(1243009, null, 200, PlanNotFound),
        new(1243026, "NOT_FOUND", 404, InvalidArgument),
        new(1243047, "NOT_FOUND", 404, InvalidArgument),
        new(1243052, null, 200, InvalidTarget),
        new(1243053, null, 200, InvalidTarget),
        new(1243999, null, 200, InvalidArgument),
        new(1244001, "INVALID_ARGUMENT", 400, EmptyTarget),
        new(1244002, "FAILED_PRECONDITION", 400, InvalidTarget),
        new(1244003, "NOT_FOUND", 404, InvalidArgument),
        new(1244004, null, 200, PermissionDenied),
        new(1244006, "NOT_FOUND", 404, InstanceNotFound),
        new(1244007, null, 200, InstanceNotFound),
        new(1244008, "FAILED_PRECONDITION", 400, EmptyTarget),
        new(1244009, "FAILED_PRECONDITION", 400, EmptyTarget),
        new(1244011, "INTERNAL", 500, InvalidArgument),
        new(1244012, "NOT_FOUND", 404, PlanNotFound),
        new(1244014, "FAILED_PRECONDITION", 400, InvalidArgument),
        new(1244018, "FAILED_PRECONDITION", 400, InvalidArgument),
        new(1244019, "INTERNAL", 500, InvalidArgument),
        new(1244026, "INVALID_ARGUMENT", 400, InvalidArgument),
        new(1244028, "FAILED_PRECONDITION", 400, EmptyTarget),
        new(1244029, "FAILED_PRECONDITION", 400, EmptyTarget),
        new(1244030, "FAILED_PRECONDITION", 400, InvalidTarget),
        new(1244031, "INVALID_ARGUMENT", 400, InvalidTarget),
        new(1244035, null, 200, InvalidArgument),
        new(1244037, null, 200, InvalidTarget),
        new(1245001, null, 200, InvalidArgument),

        // Limits of size, which v4 sends with the status of a rate limit.
        new(1244020, null, 200, InvalidArgument),
        new(1244021, "RESOURCE_EXHAUSTED", 429, InvalidArgument),
        new(1244022, "RESOURCE_EXHAUSTED", 429, InvalidArgument),
        new(1244027, "RESOURCE_EXHAUSTED", 429, InvalidArgument),
        new(1244036, null, 200, InvalidArgument),

        // Nothing was started, but what prevented it lasts for minutes: a command is not sent again.
        new(1244017, null, 200, ServerError, Resent: ReadOnly),
        new(1244025, "RESOURCE_EXHAUSTED", 429, Throttled, Resent: ReadOnly),
        new(1244032, "RESOURCE_EXHAUSTED", 429, Throttled, Resent: ReadOnly),
        new(1244033, "RESOURCE_EXHAUSTED", 429, Throttled, Resent: ReadOnly),
        new(1244034, "RESOURCE_EXHAUSTED", 429, Throttled, Resent: ReadOnly),
        new(null, "RESOURCE_EXHAUSTED", 429, Throttled, Resent: ReadOnly),

        // Sent by the gateway or the ESB, so nothing was executed: waited out for commands too.
        new(1306429, null, 200, Throttled, Resent: Both),
        new(1642902, null, 429, Throttled, Resent: Both),
        new(1642903, null, 429, Throttled, Resent: Both),
        new(1642904, null, 429, Throttled, Resent: Both),
        new(null, "RATELIMIT_EXCEED", 429, Throttled, Resent: Both),
        new(1640301, null, 403, PermissionDenied),
        new(1650801, null, 508, ServerError),
        new(1306403, null, 200, PermissionDenied),
        new(9900403, null, 200, PermissionDenied),
        new(1238001, null, 200, PermissionDenied),
        new(1210005, null, 200, PermissionDenied),
        new(1210006, null, 200, PermissionDenied),
        new(null, "NO_PERMISSION", 403, PermissionDenied),

        // Proves nothing.
        new(1244005, null, 200, ServerError, Delivery.Unknown),
        new(1240001, "INTERNAL", 500, ServerError, Delivery.Unknown, ReadOnly),
        new(1240002, "INTERNAL", 500, ServerError, Delivery.Unknown, ReadOnly),
        new(1246001, "INTERNAL", 500, ServerError, Delivery.Unknown, ReadOnly),
        new(1246002, "INTERNAL", 500, ServerError, Delivery.Unknown, ReadOnly),
        new(1210001, "INTERNAL", 500, ServerError, Delivery.Unknown, ReadOnly),
        new(1211001, "INTERNAL", 500, ServerError, Delivery.Unknown, ReadOnly),
        new(1213002, "INTERNAL", 500, ServerError, Delivery.Unknown, ReadOnly),
        new(1250001, "INTERNAL", 500, ServerError, Delivery.Unknown, ReadOnly),
        new(1244999, "INTERNAL", 500, ServerError, Delivery.Unknown, ReadOnly),
        new(1306201, null, 200, ServerError, Delivery.Unknown, ReadOnly),
        new(1306208, null, 200, ServerError, Delivery.Unknown, ReadOnly),
        new(1306221, null, 200, ServerError, Delivery.Unknown, ReadOnly),
        new(1650000, null, 502, ServerError, Delivery.Unknown, ReadOnly),
        new(1650200, null, 502, ServerError, Delivery.Unknown, ReadOnly),
        new(1650401, null, 504, ServerError, Delivery.Unknown, ReadOnly),
        new(null, "INTERNAL", 500, ServerError, Delivery.Unknown, ReadOnly),
    ];

    public static IEnumerable<TheoryDataRow<BkJobApi, int, string, BkJobErrorKind, Delivery, string>> Responses =>
        from row in Table
        from response in row.Responses
        select new TheoryDataRow<BkJobApi, int, string, BkJobErrorKind, Delivery, string>(
            response.Api, response.Status, response.Body, row.Kind, row.Delivery, row.Resent);

    [Theory]
    [MemberData(nameof(Responses))]
    public async Task Code_determines_kind_delivery_and_retry(
        BkJobApi api, int status, string body, BkJobErrorKind kind, Delivery delivery, string resent)
    {
        BkJobException error = await StubServer.FailAsync(api, body, status);

        Assert.Equal((kind, delivery, resent != Never), (error.Kind, error.Delivery, error.IsTransient));
        Assert.Equal((resent != Never, resent == Both),
            (RetryPolicy.ShouldRetry(RequestKind.Read, error), RetryPolicy.ShouldRetry(RequestKind.Command, error)));
        Assert.Contains("Words of the server", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Codes of one kind that need different measures are described differently, in both languages.</summary>
    [Theory]
    [InlineData("1241003", "1241015", "1244015")]
    [InlineData("1244001", "1244008", "1244009", "1244028", "1244029")]
    [InlineData("1244002", "1244031", "1244037")]
    [InlineData("1243001", "1243047", "1244003", "1244011", "1244014", "1244018", "1244019", "1243026", "1243049", "1245001", "1241013", "1241004")]
    [InlineData("1244021", "1244022", "1244026", "1244027")]
    [InlineData("1244025", "1244032", "1244033", "1244034", "1642902")]
    [InlineData("9900403", "1244004")]
    [InlineData("1240002", "1244005", "1244017", "1246001")]
    public async Task Codes_of_one_kind_are_described_differently(params string[] codes)
    {
        foreach (string language in new[] { "en-US", "zh-CN" })
        {
            var descriptions = new HashSet<string>(StringComparer.Ordinal);
            foreach (string code in codes)
            {
                Assert.True(descriptions.Add(await DescribeAsync(code, language)), $"{code} in {language}");
            }
        }
    }

    /// <summary>Newer servers have calls that only file a request for approval, and an app may have been granted those alone.</summary>
    [Theory]
    [InlineData(403, """{"code":1640301,"result":false,"message":"App has no permission to the resource"}""", true)]
    [InlineData(200, """{"code":1306403,"result":false,"message":"APP has no permission to access this component"}""", true)]
    [InlineData(403, """{"message":"forbidden"}""", true)]
    [InlineData(403, "<html>forbidden</html>", false)]
    [InlineData(200, """{"code":9900403,"result":false,"message":"User permission not allowed"}""", false)]
    [InlineData(200, """{"code":1244004,"result":false,"message":"No permission to use this account[root]"}""", false)]
    public async Task Command_that_is_not_granted_mentions_approval(int status, string body, bool isMentioned)
    {
        await using var server = new StubServer(_ => RawServer.CreateResponse(status, body));
        BkJobClient client = server.Connect(BkJobApi.EsbV3);
        BkJobException command = await Assert.ThrowsAsync<BkJobException>(() => client.OperateJobInstanceAsync(
            new JobOperationRequest(100, new JobScope(1, null, null), 1), null, TestContext.Current.CancellationToken));
        BkJobException read = await SimulatorFixture.FailAsync(client);

        Assert.Equal((PermissionDenied, PermissionDenied), (command.Kind, read.Kind));
        Assert.Equal(
            (isMentioned, false),
            (command.Message.Contains("approval", StringComparison.Ordinal), read.Message.Contains("approval", StringComparison.Ordinal)));
    }

    private static async Task<string> DescribeAsync(string code, string language)
    {
        CultureInfo before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        try
        {
            string body = $$"""{"result":false,"code":{{code}},"message":"Words of the server","data":null}""";
            return (await StubServer.FailAsync(BkJobApi.EsbV3, body)).Message.Replace(code, "", StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    /// <summary>A code, and what comes of it.</summary>
    /// <param name="Code">The number; null for a name alone.</param>
    /// <param name="Name">The name in v4; null for a code that v4 does not send.</param>
    /// <param name="Status">The HTTP status: of v4 if there is a name, otherwise of each API.</param>
    /// <param name="Kind">The kind.</param>
    /// <param name="Delivery">What it proves.</param>
    /// <param name="Resent">Which requests are sent again.</param>
    private sealed record CodeCase(
        int? Code, string? Name, int Status, BkJobErrorKind Kind, Delivery Delivery = Delivery.NotExecuted, string Resent = Never)
    {
        public IEnumerable<(BkJobApi Api, int Status, string Body)> Responses
        {
            get
            {
                if (Code is not null)
                {
                    int status = Name is null ? Status : 200;
                    string body = $$"""{"result":false,"code":{{Code}},"message":"Words of the server","data":null,"request_id":"r1"}""";
                    yield return (BkJobApi.EsbV2, status, body);
                    yield return (BkJobApi.GatewayV3, status, body);
                }

                if (Name is not null)
                {
                    string details = Code is null ? "" : $$""","details":[{"code":"{{Code}}","message":"Words of the server"}]""";
                    yield return (BkJobApi.GatewayV4, Status, $$$"""{"error":{"code":"{{{Name}}}","message":"Words of the server"{{{details}}}},"job_request_id":"r1"}""");
                }
            }
        }
    }
}
