using System.Globalization;
using System.Net;
using static BkJob.BkJobErrorKind;

namespace BkJob.Transport;

/// <summary>The classification of an error response.</summary>
/// <param name="Kind">The error that users see.</param>
/// <param name="IsTransient">Whether a retry may succeed.</param>
/// <param name="IsAppUnknown">Whether the server does not recognize the app.</param>
internal readonly record struct FaultClassification(BkJobErrorKind Kind, bool IsTransient = false, bool IsAppUnknown = false)
{
    /// <summary>Whether the cause lasts for minutes, such as a quota of running jobs.</summary>
    public bool IsSlow { get; init; }

    /// <summary>Whether only a part of the server's text indicates it. Such a part can be a name that a user has chosen: it proves nothing.</summary>
    public bool IsInferred { get; init; }

    /// <summary>Whether the app was not granted this call.</summary>
    public bool IsCallNotGranted { get; init; }
}

/// <summary>
/// Classifies by the server's code, its text and the HTTP status. The code takes precedence: most errors of this API have status 200,
/// and a gateway may replace any status with 200.
/// </summary>
internal static class ResponseClassifier
{
    private static readonly FaultClassification Broken = new(ServerError, IsTransient: true);
    private static readonly FaultClassification Misconfigured = new(ServerError);
    private static readonly FaultClassification Busy = new(Throttled, IsTransient: true);
    private static readonly FaultClassification QuotaExhausted = Busy with { IsSlow = true };
    private static readonly FaultClassification CallNotGranted = new(PermissionDenied) { IsCallNotGranted = true };

    /// <summary>Too many concurrent requests: cleared as soon as one of them completes, not at the end of a window.</summary>
    public const string TooManyAtOnce = "1642904";

    /// <summary>Classifies a response.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="code">The server's code, from header or body; null if there is none.</param>
    /// <param name="message">The server's text.</param>
    /// <param name="name">The name of the error, which v4 returns in addition to its code; null if there is none.</param>
    public static FaultClassification Classify(HttpStatusCode status, string? code, string? message, string? name = null)
    {
        FaultClassification? byCode = long.TryParse(code, CultureInfo.InvariantCulture, out long number)
            ? ClassifyCode(number, message ?? "")
            : ClassifyName(code);
        return byCode ?? ClassifyName(name) ?? (name is not null && status == HttpStatusCode.NotFound ? Broken : ClassifyStatus(status));
    }

    // v4 names its errors; a number, if it returns one as well, is more specific and is classified first.
    private static FaultClassification? ClassifyName(string? name) => name switch
    {
        "NOT_FOUND" => new(InstanceNotFound),
        "NO_PERMISSION" or "IAM_NO_PERMISSION" => new(PermissionDenied),
        "UNAUTHENTICATED" => new(AuthenticationFailed),
        "INVALID_ARGUMENT" or "INVALID_REQUEST" or "FAILED_PRECONDITION" or "OUT_OF_RANGE" => new(InvalidArgument),
        "RATELIMIT_EXCEED" => Busy,
        "RESOURCE_EXHAUSTED" => QuotaExhausted, // never a rate: a quota, or with a number a size (protocol-actions.md §8)
        "INTERNAL" or "UNKNOWN" => Broken,
        _ => null,
    };

    private static FaultClassification? ClassifyCode(long code, string message) => code switch
    {
        9900403 or 1238001 or 1210005 or 1210006 => new FaultClassification(PermissionDenied),
        // An unknown text only proves that the server failed: the request is not retried.
        1306000 => ErrorTexts.Classify(message) ?? Misconfigured,
        >= 1306000 and < 1307000 => ClassifyEsb(code, message),
        >= 1640000 and < 1660000 => ClassifyGateway(code, message),
        >= 1200000 and < 1300000 => ClassifyJob(code),
        _ => null,
    };

    /// <summary>Job's own services (protocol.md §4.4, protocol-actions.md §8).</summary>
    private static FaultClassification? ClassifyJob(long code) => code switch
    {
        1241003 or 1241015 => new(OperationNotAllowed),
        1243009 => new(PlanNotFound),
        1243052 or 1243053 => new(InvalidTarget),
        1240003 or (>= 1241000 and < 1242000) or (>= 1243000 and < 1244000) or 1245001 => new(InvalidArgument),
        >= 1244000 and < 1245000 => ClassifyExecution(code),
        1247002 or 1247004 => new(AuthenticationFailed),
        1210101 => Misconfigured,
        1240001 or 1240002 or 1246001 or 1246002 or (>= 1210000 and < 1220000) or (>= 1250000 and < 1260000) => Broken,
        _ => null,
    };

    /// <summary>The service that starts and operates jobs.</summary>
    private static FaultClassification? ClassifyExecution(long code) => code switch
    {
        1244001 or 1244008 or 1244009 or 1244028 or 1244029 => new(EmptyTarget),
        1244002 or 1244030 or 1244031 or 1244037 => new(InvalidTarget),
        1244004 => new(PermissionDenied),
        1244005 => Misconfigured, // "Fail to start job": a retry could start it twice
        1244006 or 1244007 => new(InstanceNotFound),
        1244012 => new(PlanNotFound),
        1244015 => new(OperationNotAllowed),
        1244016 => new(NotApprover),
        1244017 => Broken with { IsSlow = true },
        1244025 or 1244032 or 1244033 or 1244034 => QuotaExhausted,

        // v4 sends INTERNAL with 1244011 and 1244019, and RESOURCE_EXHAUSTED with the size limits 1244021 and 1244022.
        // 1244019 is an argument rather than a permission: only another script helps.
        1244003 or 1244011 or 1244014 or 1244018 or 1244019 or 1244020 or 1244021 or 1244022 or 1244026 or 1244027 or 1244035 or 1244036 =>
            new(InvalidArgument),
        _ => null,
    };

    /// <summary>ESB, but for its catch-all 1306000.</summary>
    private static FaultClassification? ClassifyEsb(long code, string message) => code switch
    {
        1306201 => NamesStatus(message, "401", "403", "404") ? Misconfigured : Broken,
        1306208 or 1306221 => Broken,
        1306101 or 1306102 or 1306203 or 1306206 or 1306207 or 1306209 or 1306407 => Misconfigured,
        1306401 => new(AuthenticationFailed),
        1306402 => new(PermissionDenied),
        1306403 => CallNotGranted,
        1306404 or 1306405 => new(ApiNotFound),
        1306406 => new(InvalidArgument),
        1306408 => new(AuthenticationFailed, IsTransient: Has(message, "has expired")),
        1306429 => Busy,
        _ => null,
    };

    /// <summary>The API gateway. Its own faults of app and user are all 1640001.</summary>
    private static FaultClassification? ClassifyGateway(long code, string message) => code switch
    {
        1640001 => ErrorTexts.Classify(message) ?? new FaultClassification(AuthenticationFailed),
        1640004 or (>= 1640100 and < 1640200) => new(AuthenticationFailed),
        1640301 => CallNotGranted,
        >= 1640300 and < 1640400 => new(PermissionDenied),
        1640401 => new(ApiNotFound),
        1641301 or 1641401 => new(InvalidArgument),
        >= 1642900 and < 1643000 => Busy,
        1650002 or 1650070 or 1650801 => Misconfigured,
        >= 1650000 and < 1660000 => Broken,
        _ => null,
    };

    private static FaultClassification ClassifyStatus(HttpStatusCode status) => (int)status switch
    {
        401 => new(AuthenticationFailed),
        403 => CallNotGranted,
        404 or 405 => new(ApiNotFound),
        407 => new(ConnectionFailed), // from the proxy, whatever the server
        408 => new(RequestTimeout, IsTransient: true),
        429 => Busy,
        >= 400 and < 500 => new(InvalidArgument),
        _ => Broken,
    };

    private static bool NamesStatus(string message, params string[] statuses) =>
        statuses.Any(status => message.Contains($"Status Code: {status}", StringComparison.OrdinalIgnoreCase));

    private static bool Has(string message, params string[] words) =>
        words.Any(word => message.Contains(word, StringComparison.OrdinalIgnoreCase));
}
