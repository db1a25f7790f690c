using BkJob.Core.Tests.Support;
using BkJob.Simulator;

namespace BkJob.Core.Tests.Errors;

/// <summary>How a refusal is known as one, and which request id and words are taken from it.</summary>
public sealed class ErrorResponseTests(SimulatorFixture bench) : IClassFixture<SimulatorFixture>
{
    /// <summary>Whatever one of the three says no, the response is a no: status, result, code.</summary>
    [Theory]
    [InlineData(200, """{"result": false}""", BkJobErrorKind.ServerError)]
    [InlineData(200, """{"code": 1244006}""", BkJobErrorKind.InstanceNotFound)]
    [InlineData(200, """{"result": true, "code": 1244006}""", BkJobErrorKind.InstanceNotFound)]
    [InlineData(200, """{"result": false, "code": "1244006"}""", BkJobErrorKind.InstanceNotFound)]
    [InlineData(200, """{"result": false, "code": 0}""", BkJobErrorKind.ServerError)]
    [InlineData(200, """{"result": false, "code": 1244006, "message": {"en": "an object", "zh": "of languages"}}""",
        BkJobErrorKind.InstanceNotFound)]
    [InlineData(404, "<html>not here</html>", BkJobErrorKind.ApiNotFound)]
    [InlineData(401, "", BkJobErrorKind.AuthenticationFailed)]
    [InlineData(500, "", BkJobErrorKind.ServerError)]
    [InlineData(502, "<html><center>nginx</center></html>", BkJobErrorKind.ServerError)]
    [InlineData(503, "upstream gone", BkJobErrorKind.ServerError)]
    [InlineData(500, Bodies.EveryField, BkJobErrorKind.ServerError)]
    public async Task Error_response_is_detected_by_result_code_or_status(int status, string body, BkJobErrorKind kind)
    {
        BkJobException error = await FailAsync(new Fault { HttpStatus = status, Body = body });

        Assert.Equal((kind, status), (error.Kind, (int)error.HttpStatus!));
    }

    /// <summary>A page is no response of an API, whatever its status.</summary>
    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(502)]
    public async Task Error_page_suggests_a_wrong_address(int status)
    {
        BkJobException error = await FailAsync(new Fault { HttpStatus = status, HtmlPage = true });

        Assert.Contains("the address may not be that of the API", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("<", error.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, string?, string?> RequestIds => new()
    {
        { """{"result": false, "request_id": "esb", "job_request_id": "job"}""", "X-Bkapi-Request-ID", "head" },
        { """{"result": false, "request_id": "esb", "job_request_id": "job"}""", null, "esb" },
        { """{"result": false, "request_id": "esb", "job_request_id": "job"}""", "X-Bk-Job-Request-Id", "esb" },
        { """{"result": false, "job_request_id": "job"}""", null, "job" },
        { """{"result": false, "request_id": "", "job_request_id": "job"}""", null, "job" },
        { """{"result": false}""", "X-Bk-Job-Request-Id", "head" },
        { """{"result": false}""", null, null },
    };

    [Theory]
    [MemberData(nameof(RequestIds))]
    public async Task Request_id_of_the_outermost_layer_wins(string body, string? header, string? expected)
    {
        BkJobException error = await FailAsync(new Fault { Body = body, Headers = Headers(header, "head") });

        Assert.Equal(expected, error.RequestId);
    }

    [Fact]
    public async Task Message_of_the_header_replaces_a_missing_body()
    {
        BkJobException error = await FailAsync(
            new Fault { HttpStatus = 403, Body = "", Headers = Headers("X-Bkapi-Error-Message", "App has no permission") });

        Assert.Equal((BkJobErrorKind.PermissionDenied, "App has no permission"), (error.Kind, error.ServerMessage));
    }

    [Fact]
    public async Task Code_of_the_header_overrides_the_body()
    {
        BkJobException error = await FailAsync(
            new Fault { HttpStatus = 200, Body = """{"code": 0}""", Headers = Headers("X-Bkapi-Error-Code", "1642902") });

        Assert.Equal((BkJobErrorKind.Throttled, "1642902"), (error.Kind, error.Code));
    }

    [Fact]
    public async Task Escape_sequences_are_sanitized_only_in_messages()
    {
        BkJobException error = await FailAsync(new Fault { EnvelopeCode = 1244006, Message = "no \u001b[31mjob" });

        Assert.Equal("no \u001b[31mjob", error.ServerMessage);
        Assert.DoesNotContain('\u001b', error.Message);
        Assert.Contains("no ␛[31mjob", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, "1244006", "r1", " (code 1244006, request ID r1).")]
    [InlineData(400, "1244006", "r1", " (HTTP 400, code 1244006, request ID r1).")]
    [InlineData(500, "0", null, " (HTTP 500).")]
    [InlineData(200, "0", null, ".")]
    public async Task Message_ends_with_what_identifies_the_response(int status, string code, string? requestId, string end)
    {
        string id = requestId is null ? "null" : $"\"{requestId}\"";
        BkJobException error = await FailAsync(new Fault { HttpStatus = status, Body = $$"""{"result": false, "code": {{code}}, "message": "m", "request_id": {{id}}}""" });

        Assert.EndsWith($"\"m\"{end}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delay_that_is_too_long_for_a_retry_is_stated()
    {
        BkJobException error = await FailAsync(new Fault { HttpStatus = 429, Times = null, Body = "", Headers = Headers("Retry-After", "3600") });

        Assert.EndsWith(" The server requests a delay of 3600 seconds before the next request.", error.Message, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromHours(1), error.RetryAfter);
    }

    private Task<BkJobException> FailAsync(Fault fault)
    {
        bench.Simulator.Faults.Clear();
        bench.Simulator.Faults.Add(fault);
        return SimulatorFixture.FailAsync(bench.Connect());
    }

    private static Dictionary<string, string>? Headers(string? name, string value) =>
        name is null ? null : new() { [name] = value };
}
