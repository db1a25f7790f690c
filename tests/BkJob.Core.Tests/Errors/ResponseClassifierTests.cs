using System.Net;
using BkJob.Transport;
using static BkJob.BkJobErrorKind;

namespace BkJob.Core.Tests.Errors;

/// <summary>The codes of protocol.md §4.2-4.5 for which there is no payload. 200 is what most faults of this API arrive with.</summary>
public sealed class ResponseClassifierTests
{
    public static TheoryData<int, string?, string?, BkJobErrorKind, bool> Codes => new()
    {
        // API gateway.
        { 400, "1640001", "Parameters error [reason=\"access_token is invalid\"]", AuthenticationFailed, false },
        { 400, "1640004", "JWT verify failed", AuthenticationFailed, false },
        { 401, "1640100", "Unauthorized", AuthenticationFailed, false },
        { 401, "1640101", "App verify failed", AuthenticationFailed, false },
        { 403, "1640302", "IP not allowed", PermissionDenied, false },
        { 403, "1640304", "Tenant not allowed", PermissionDenied, false },
        { 200, "1640301", "App has no permission to the resource", PermissionDenied, false },
        { 200, "1640401", "API not found", ApiNotFound, false },
        { 414, "1641401", "URI too long", InvalidArgument, false },
        { 429, "1642901", "Rate limit", Throttled, true },
        { 200, "1642904", "Concurrency limit", Throttled, true },
        { 500, "1650000", "Resource 5xx", ServerError, true },
        { 500, "1650002", "Invalid resource config", ServerError, false },
        { 500, "1650070", "Unknown error", ServerError, false },
        { 502, "1650201", "Error requesting resource", ServerError, true },
        { 503, "1650300", "Service unavailable", ServerError, true },
        { 504, "1650401", "Request backend timeout", ServerError, true },
        { 508, "1650801", "Recursive request", ServerError, false },

        // ESB.
        { 200, "1306101", "Component not registered", ServerError, false },
        { 200, "1306201", "request third-party system [JOB] interface [x] error: Status Code: 403, Error Message: x", ServerError, false },
        { 200, "1306201", "request third-party system [JOB] interface [x] timeout, exceeds 30 seconds", ServerError, true },
        { 200, "1306206", "host not configured", ServerError, false },
        { 200, "1306208", "unknown format", ServerError, true },
        { 200, "1306209", "method not supported", ServerError, false },
        { 200, "1306403", "APP Code [ops] has no permission to access this component", PermissionDenied, false },
        { 200, "1306404", "Component class not found", ApiNotFound, false },
        { 200, "1306408", "Access token has expired", AuthenticationFailed, true },
        { 200, "1306408", "Access token", AuthenticationFailed, false },
        { 200, "1306429", "Request frequency exceeds the limit", Throttled, true },

        // Its catch-all without a text; Texts has the texts.
        { 200, "1306000", null, ServerError, false },

        // Job.
        { 200, "1238001", "No permission", PermissionDenied, false },
        { 200, "1210006", "Cross-tenant", PermissionDenied, false },
        { 200, "1240001", "Unavailable", ServerError, true },
        { 200, "1240003", "Bad Request", InvalidArgument, false },
        { 400, "1241001", "Missing parameter", InvalidArgument, false },
        { 200, "1241015", "Already started", OperationNotAllowed, false },
        { 200, "1244015", "Already terminating", OperationNotAllowed, false },
        { 200, "1244025", "Overloaded", Throttled, true },
        { 200, "1244033", "Quota of the app", Throttled, true },
        { 200, "1244034", "Quota of the system", Throttled, true },
        { 200, "1210001", "GSE trouble", ServerError, true },
        { 200, "1216001", "Third party", ServerError, true },
        { 200, "1252001", "Database", ServerError, true },
        { 200, "1210101", "Licence", ServerError, false },
        { 401, "1247004", "Missing app info", AuthenticationFailed, false },

        // A code never seen, and a code of another product.
        { 200, "1299999", "New", ServerError, true },
        { 200, "4000123", "Another product", ServerError, true },
        { 200, "NEW_WORD", "Words", ServerError, true },

        // No code at all: a proxy, or job-gateway with its empty 401.
        { 407, null, null, ConnectionFailed, false },
        { 401, null, null, AuthenticationFailed, false },
        { 403, null, null, PermissionDenied, false },
        { 404, null, "The content does not exist", ApiNotFound, false },
        { 408, null, null, RequestTimeout, true },
        { 413, null, null, InvalidArgument, false },
        { 429, null, null, Throttled, true },
        { 500, null, null, ServerError, true },
        { 502, null, null, ServerError, true },
        { 504, null, null, ServerError, true },
        { 200, null, "result is false, and no code", ServerError, true },
    };

    /// <summary>Only the text of a catch-all states that the app is unknown, which is a reason to try the credentials elsewhere.</summary>
    [Theory]
    [MemberData(nameof(Codes))]
    public void Code_is_classified(int status, string? code, string? message, BkJobErrorKind kind, bool isTransient)
    {
        FaultClassification classification = ResponseClassifier.Classify((HttpStatusCode)status, code, message);

        Assert.Equal((kind, isTransient, false), (classification.Kind, classification.IsTransient, classification.IsAppUnknown));
    }

    /// <summary>The first and the last code of a range. HTTP 407 is an error of the connection unless a code is classified first.</summary>
    [Theory]
    [InlineData(1210000, 1219999, ServerError)]
    [InlineData(1240001, 1240002, ServerError)]
    [InlineData(1241000, 1241999, InvalidArgument)]
    [InlineData(1243000, 1243999, InvalidArgument)]
    [InlineData(1246001, 1246002, ServerError)]
    [InlineData(1250000, 1259999, ServerError)]
    [InlineData(1640100, 1640199, AuthenticationFailed)]
    [InlineData(1640300, 1640399, PermissionDenied)]
    [InlineData(1642900, 1642999, Throttled)]
    [InlineData(1650000, 1659999, ServerError)]
    public void Range_of_codes_is_classified(int first, int last, BkJobErrorKind kind)
    {
        Assert.Equal((kind, kind), (ClassifyBehindProxy($"{first}").Kind, ClassifyBehindProxy($"{last}").Kind));

        // 1240003, which follows one of the ranges, has a kind of its own.
        Assert.All(
            new[] { first - 1, last + 1 }.Where(outside => outside != 1240003),
            outside => Assert.Equal(ConnectionFailed, ClassifyBehindProxy($"{outside}").Kind));
    }

    /// <summary>A name of v4 counts as a code, and beside a code that is not known.</summary>
    [Theory]
    [InlineData("NOT_FOUND", InstanceNotFound, false)]
    [InlineData("NO_PERMISSION", PermissionDenied, false)]
    [InlineData("IAM_NO_PERMISSION", PermissionDenied, false)]
    [InlineData("UNAUTHENTICATED", AuthenticationFailed, false)]
    [InlineData("INVALID_ARGUMENT", InvalidArgument, false)]
    [InlineData("INVALID_REQUEST", InvalidArgument, false)]
    [InlineData("FAILED_PRECONDITION", InvalidArgument, false)]
    [InlineData("OUT_OF_RANGE", InvalidArgument, false)]
    [InlineData("RATELIMIT_EXCEED", Throttled, true)]
    [InlineData("RESOURCE_EXHAUSTED", Throttled, true)]
    [InlineData("INTERNAL", ServerError, true)]
    [InlineData("UNKNOWN", ServerError, true)]
    [InlineData("SOMETHING_NEW", ConnectionFailed, false)]
    public void Name_is_classified(string name, BkJobErrorKind kind, bool isTransient)
    {
        FaultClassification asCode = ClassifyBehindProxy(name);
        Assert.Equal((kind, isTransient), (asCode.Kind, asCode.IsTransient));
        Assert.Equal(asCode, ClassifyBehindProxy("1299999", name));
    }

    private static FaultClassification ClassifyBehindProxy(string code, string? name = null) =>
        ResponseClassifier.Classify(HttpStatusCode.ProxyAuthenticationRequired, code, message: null, name);

    /// <summary>Text, kind, whether it passes, and whether it is the app that is unknown.</summary>
    public static TheoryData<string, BkJobErrorKind, bool, bool> Texts => new()
    {
        // The app.
        { "bkauth: not found:App(nosuch) not exists", AuthenticationFailed, false, true },
        { "BKAuth: Not Found:App(x) not exists", AuthenticationFailed, false, true },
        { "bkauth: bad request:bk_app_code is invalid", AuthenticationFailed, false, true },
        { "ok", AuthenticationFailed, false, true },
        { "app not found", AuthenticationFailed, false, true },
        { "App not found", AuthenticationFailed, false, true },
        { "verify app fail, please check if the authentication parameters are correct", AuthenticationFailed, false, true },
        { "verify app secret error, app_code: ops", AuthenticationFailed, false, true },
        { "bk_app_code or bk_app_secret is incorrect", AuthenticationFailed, false, true },
        { "please provide bk_app_secret or bk_signature to verify app", AuthenticationFailed, false, true },
        { "app code cannot be empty", AuthenticationFailed, false, true },
        { "app secret cannot be longer than 128 characters", AuthenticationFailed, false, true },
        { "APP Code [bk_app_code] cannot be empty", AuthenticationFailed, false, true },
        { "APP Secret [bk_app_secret] cannot be empty", AuthenticationFailed, false, true },
        { "Invalid APP Code [bk_app_code=ops], please confirm if the APP Code has been registered", AuthenticationFailed, false, true },
        { "Invalid APP Code [bk_app_code=component error], please try again later", AuthenticationFailed, false, true },
        { "APP Secret verification failed, pelase confirm if the APP Secret and APP Code [bk_app_code=ops] match", AuthenticationFailed, false, true },
        { "Signature [bk_signature] verification failed, please provide valid parameters and signature", AuthenticationFailed, false, true },
        { "Parameter bk_timestamp is illegal, because it has expired", AuthenticationFailed, false, true },
        { "应用认证失败", AuthenticationFailed, false, true },
        { "应用认证失败，请检查 app_code", AuthenticationFailed, false, true },

        // The user.
        { "User authentication failed, please check if the bk_token is valid", AuthenticationFailed, false, false },
        { "Please provide a valid user identity, such as bk_username", AuthenticationFailed, false, false },
        { "The specified user TOKEN [bk_access_token] has expired, please apply for authorization again", AuthenticationFailed, false, false },
        { "verify access_token failed, please check if the access_token is valid", AuthenticationFailed, false, false },
        { "the access_token is the application type and cannot indicate the user", AuthenticationFailed, false, false },
        { "the access_token of the user(admin) has expired, please re-authorize", AuthenticationFailed, false, false },
        { "access_token is invalid, ssm error message: u, request_id: r, status: 500, result.code!=0, response: try again later", AuthenticationFailed, false, false },
        { "bk_token is not valid", AuthenticationFailed, false, false },
        { "参数 bk_token 非法", AuthenticationFailed, false, false },
        { "用户认证失败，请提供有效的用户身份", AuthenticationFailed, false, false },

        // The server's own trouble, which passes.
        { "bkauth: system error[request_id=4d3f]: dial tcp: i/o timeout", ServerError, true, false },
        { "BKAUTH: SYSTEM ERROR[REQUEST_ID=4D3F]: x", ServerError, true, false },
        { "bkauth: something new [app_code]", ServerError, true, false },
        { "verify_app_secret failed, error: connection refused", ServerError, true, false },
        { "get_username_by_bk_token failed, error: connection refused", ServerError, true, false },
        { "get_access_token failed, error: connection refused", ServerError, true, false },
        { "connection refused", ServerError, true, false },
        { "failed to request third-party api, url: http://bkauth/api/v1/apps/ops/access-keys/verify, request_id: r, err: timeout", ServerError, true, false },
        { "failed to request third-party api, url: http://bkauth/[app_code], request_id: r, status!=200, status: 502, response: bk_token", ServerError, true, false },
        { "request bkauth api error, please try again later or contact component developer to handle", ServerError, true, false },
        { "request bkauth api error: bk_app_code=ops, please try again later", ServerError, true, false },
        { "Something new, please try again later", ServerError, true, false },
        { "组件错误: 应用异常", ServerError, true, false },
        { "Component error, please contact the component developer to handle it.", ServerError, true, false },
        { "System error", ServerError, true, false },
        { "组件错误，请稍后重试", ServerError, true, false },
        { "系统错误[request_id=1]", ServerError, true, false },

        // The server's own trouble, which does not.
        { "bkauth: unauthorized:app code and app secret required", ServerError, false, false },
        { "server error: bkauth host is not configured.", ServerError, false, false },

        // The request. The name in brackets counts last.
        { "job instance id [job_instance_id] Enter a whole number.", InvalidArgument, false, false },
        { "业务ID [bk_biz_id] 该字段是必填项。", InvalidArgument, false, false },
        { "business id [bk_biz_id] This field is required.", InvalidArgument, false, false },
        { "anything [some_parameter] is required", InvalidArgument, false, false },
        { "Request JSON string is wrong in format, which cannot be analyzed.", InvalidArgument, false, false },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Text_of_the_ESB_is_classified(string text, BkJobErrorKind kind, bool isTransient, bool isAppUnknown) => Assert.Equal(
        new FaultClassification(kind, isTransient, isAppUnknown), ResponseClassifier.Classify(HttpStatusCode.OK, "1306000", text) with { IsInferred = false });

    [Theory]
    [MemberData(nameof(Texts))]
    public void Text_in_a_gateways_reason_is_classified_alike(string text, BkJobErrorKind kind, bool isTransient, bool isAppUnknown) => Assert.Equal(
        new FaultClassification(kind, isTransient, isAppUnknown),
        ResponseClassifier.Classify(HttpStatusCode.BadRequest, "1640001", $"Parameters error [reason=\"{text}\"]") with { IsInferred = false });

    [Theory]
    [InlineData("1306000", ServerError)]
    [InlineData("1640001", AuthenticationFailed)]
    public void Unknown_text_is_permanent(string code, BkJobErrorKind kind) => Assert.Equal(
        new FaultClassification(kind), ResponseClassifier.Classify(HttpStatusCode.OK, code, "Something nobody has seen"));
}
