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
        { 200, "1306403", "APP has no permission to access this component", PermissionDenied, false },
        { 200, "1306404", "Component class not found", ApiNotFound, false },
        { 200, "1306429", "Request frequency exceeds the limit", Throttled, true },

        // Its catch-all, told apart by the text in either language; an unknown text is not asked again.
        { 200, "1306000", "APP Code [bk_app_code] cannot be empty", AuthenticationFailed, false },
        { 200, "1306000", "应用认证失败", AuthenticationFailed, false },
        { 200, "1306000", "用户认证失败，请提供有效的用户身份", AuthenticationFailed, false },
        { 200, "1306000", "business id [bk_biz_id] This field is required.", InvalidArgument, false },
        { 200, "1306000", "Component error, please contact the developer", ServerError, true },
        { 200, "1306000", "request bkauth api error", ServerError, true },
        { 200, "1306000", "request bkauth api error: bk_app_code=ops, please try again later", ServerError, true },
        { 200, "1306000", "组件错误: 应用异常", ServerError, true },
        { 407, null, null, ConnectionFailed, false },
        { 200, "1306000", "Something new, please try again later", ServerError, true },
        { 200, "1306000", "Something nobody has seen", ServerError, false },
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

    [Theory]
    [MemberData(nameof(Codes))]
    public void Code_is_classified(
        int status, string? code, string? message, BkJobErrorKind kind, bool isTransient)
    {
        FaultClassification classification = ResponseClassifier.Classify((HttpStatusCode)status, code, message);

        Assert.Equal((kind, isTransient), (classification.Kind, classification.IsTransient));
    }

    /// <summary>Only the unknown app is a reason to try the credentials elsewhere: an unknown user is unknown there, too.</summary>
    [Theory]
    [InlineData("1306000", "APP Code [bk_app_code] cannot be empty", true)]
    [InlineData("1306000", "APP Secret [bk_app_secret] cannot be empty", true)]
    [InlineData("1306000", "User authentication failed, please check if the bk_token is valid", false)]
    [InlineData("1306000", "job instance id [job_instance_id] Enter a whole number.", false)]
    [InlineData("1640001", "Parameters error [reason=\"app code cannot be empty\"]", true)]
    [InlineData("1306403", "APP Code [ops] has no permission", false)]
    public void Unknown_app_is_distinguished_from_unknown_user(string code, string message, bool isAppUnknown) =>
        Assert.Equal(isAppUnknown, ResponseClassifier.Classify(HttpStatusCode.OK, code, message).IsAppUnknown);
}
