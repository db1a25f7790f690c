using BkJob.Simulator.Responses;

namespace BkJob.Simulator.Gateway;

/// <summary>An error of the gateway itself (protocol.md §4.2).</summary>
/// <param name="Code">The code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Message">The message.</param>
internal sealed record GatewayError(int Code, string Name, string Message)
{
    private static readonly Dictionary<int, string> Names = new()
    {
        [1640001] = "INVALID_ARGS",
        [1640004] = "JWT_VERIFY_FAILED",
        [1640100] = "UNAUTHORIZED",
        [1640101] = "APP_VERIFY_FAILED",
        [1640102] = "USER_VERIFY_FAILED",
        [1640301] = "APP_NO_PERMISSION",
        [1640302] = "IP_NOT_ALLOWED",
        [1640303] = "BK_USER_NOT_ALLOWED",
        [1640304] = "BK_TENANT_NOT_ALLOWED",
        [1640401] = "API_NOT_FOUND",
        [1641301] = "BODY_SIZE_LIMIT_EXCEED",
        [1641401] = "URI_SIZE_LIMIT_EXCEED",
        [1642901] = "RATE_LIMIT_RESTRICTION",
        [1642902] = "RATE_LIMIT_RESTRICTION",
        [1642903] = "RATE_LIMIT_RESTRICTION",
        [1642904] = "CONCURRENCY_LIMIT_RESTRICTION",
        [1650000] = "REQUEST_RESOURCE_5xx",
        [1650001] = "INTERNAL_SERVER_ERROR",
        [1650002] = "INVALID_RESOURCE_CONFIG",
        [1650200] = "BAD_GATEWAY",
        [1650201] = "ERROR_REQUESTING_RESOURCE",
        [1650300] = "SERVICE_UNAVAILABLE",
        [1650401] = "REQUEST_BACKEND_TIMEOUT",
        [1650801] = "RECURSIVE_REQUEST_DETECTED",
    };

    /// <summary>Whether a code is one of the gateway: 16, three digits of HTTP status, two more digits.</summary>
    public static bool IsOne(int code) => code is >= 1_640_000 and < 1_660_000;

    /// <summary>The error of a code; an unknown one is UNKNOWN_ERROR.</summary>
    public static GatewayError Of(int code, string message) => new(code, Names.GetValueOrDefault(code, "UNKNOWN_ERROR"), message);

    /// <summary>The error for all credentials that are not valid: the gateway treats them as parameters.</summary>
    public static GatewayError BadCredentials(string reason) => Of(1640001, $"Parameters error [reason=\"{reason}\"]");

    /// <summary>The error for a path or method that does not exist.</summary>
    public static GatewayError ApiNotFound(string method, string path) =>
        Of(1640401, $"API not found [method=\"{method}\" path=\"{path}\"]");

    /// <summary>The error for an app of another tenant. The code is that of IP_NOT_ALLOWED.</summary>
    public static GatewayError CrossTenant(string wanted, string appCode, string tenant) => new(
        1640302,
        "CROSS_TENANT_FORBIDDEN",
        $"Cross tenant forbidden [reason=\"Cross-tenant calls are not allowed: current header X-Bk-Tenant-Id={wanted}, "
            + $"app {appCode} belongs to tenant {tenant}(tenant_mode=single). [AH2]\"]");

    /// <summary>Creates the response.</summary>
    public Response ToResponse(int? status = null) => Response.Json(
        status ?? Code / 100 % 1000,
        json =>
        {
            json.WriteNumber("code", Code);
            json.WriteString("code_name", Name);
            json.WriteString("message", Message);
            json.WriteBoolean("result", false);
            json.WriteNull("data");
        },
        "application/json; charset=utf-8");
}
