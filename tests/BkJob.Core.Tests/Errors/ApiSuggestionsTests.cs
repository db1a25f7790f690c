using BkJob.Core.Tests.Support;
using static BkJob.BkJobApi;

namespace BkJob.Core.Tests.Errors;

/// <summary>A server that does not support an API, or cannot respond over it, leads to the suggestion of another one.</summary>
public sealed class ApiSuggestionsTests
{
    private const string OfGateway = "X-Bkapi-Request-ID: 5f6d3c1e\r\n";
    private const string ErrorOfGateway = "X-Bkapi-Error-Code: 1640401\r\n";
    private const string OfNobody = "";

    /// <summary>The API that was asked, the headers that tell who has answered, and what to try.</summary>
    public static TheoryData<BkJobApi, string, BkJobApi[]> WhenNotSupported => new()
    {
        { EsbV2, OfGateway, [GatewayV4, GatewayV3, EsbV3] },
        { EsbV2, ErrorOfGateway, [GatewayV4, GatewayV3, EsbV3] },
        { EsbV2, OfNobody, [EsbV3, GatewayV4, GatewayV3] },
        { EsbV3, OfGateway, [GatewayV4, GatewayV3, EsbV2] },
        { EsbV3, OfNobody, [EsbV2, GatewayV4, GatewayV3] },
        { GatewayV3, OfGateway, [GatewayV4] },
        { GatewayV3, ErrorOfGateway, [GatewayV4] },
        { GatewayV3, OfNobody, [EsbV2, EsbV3] },
        { GatewayV4, OfGateway, [GatewayV3] },
        { GatewayV4, OfNobody, [EsbV2, EsbV3] },
    };

    [Theory]
    [MemberData(nameof(WhenNotSupported))]
    public async Task ApiNotFound_suggests_other_apis(BkJobApi api, string headers, BkJobApi[] expected)
    {
        BkJobException error = await StubServer.FailAsync(api, "<html>Not here</html>", status: 404, headers);

        Assert.Equal(BkJobErrorKind.ApiNotFound, error.Kind);
        Assert.Equal(expected, error.SuggestedApis);
    }

    [Theory]
    [InlineData("err-apigw-06-api-not-found", new[] { GatewayV4, GatewayV3, EsbV3 })]
    [InlineData("err-esb-07-component-inactive", new[] { EsbV3, GatewayV4, GatewayV3 })]
    [InlineData("err-esb-12-unknown-path", new[] { EsbV3, GatewayV4, GatewayV3 })]
    public async Task Unsupported_API_is_recognized_in_each_server_format(string payload, BkJobApi[] expected) =>
        Assert.Equal(expected, (await StubServer.FailAsync(EsbV2, Payload.Json(payload))).SuggestedApis);

    /// <summary>What is told leads somewhere else, never back.</summary>
    [Fact]
    public void Suggested_apis_never_include_the_current_one() => Assert.All(
        WhenNotSupported.Select(row => row.Data),
        row =>
        {
            Assert.NotEmpty(row.Item3);
            Assert.DoesNotContain(row.Item1, row.Item3);
        });

    /// <summary>Container jobs end in 1240002 over v2 and v3, each time; v4 reads them.</summary>
    [Theory]
    [InlineData(EsbV2, new[] { GatewayV4 })]
    [InlineData(EsbV3, new[] { GatewayV4 })]
    [InlineData(GatewayV3, new[] { GatewayV4 })]
    [InlineData(GatewayV4, new BkJobApi[0])]
    public async Task Internal_error_suggests_v4_for_containers(BkJobApi api, BkJobApi[] expected)
    {
        BkJobException plain = await StubServer.FailAsync(api, """{"result": false, "code": 1240002, "message": "Internal error"}""");
        BkJobException named = await StubServer.FailAsync(api, Payload.Json("err-v4-04-internal"));

        Assert.Equal(expected, plain.SuggestedApis);
        Assert.Equal(expected, named.SuggestedApis);
    }

    [Theory]
    [InlineData(200, """{"result": false, "code": 1244006}""")]
    [InlineData(200, """{"result": false, "code": 1240001}""")]
    [InlineData(200, """{"result": false, "code": 9900403}""")]
    [InlineData(400, """{"code": 1640001, "message": "app code cannot be empty"}""")]
    [InlineData(503, "")]
    [InlineData(429, "")]
    [InlineData(200, "<html></html>")]
    [InlineData(200, "{}")]
    public async Task Other_errors_suggest_no_API(int status, string body)
    {
        foreach (BkJobApi api in Enum.GetValues<BkJobApi>())
        {
            Assert.Empty((await StubServer.FailAsync(api, body, status, OfGateway)).SuggestedApis);
        }
    }
}
