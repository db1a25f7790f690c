using System.Management.Automation;
using System.Net;
using BkJob.Transport;

namespace BkJob;

/// <summary>What a user can do about a request that got no usable response.</summary>
internal static class RecommendedActions
{
    public static ErrorCategory GetCategory(BkJobErrorKind kind) => kind switch
    {
        BkJobErrorKind.AuthenticationFailed => ErrorCategory.AuthenticationError,
        BkJobErrorKind.PermissionDenied or BkJobErrorKind.NotApprover => ErrorCategory.PermissionDenied,
        BkJobErrorKind.InstanceNotFound or BkJobErrorKind.ApiNotFound or BkJobErrorKind.PlanNotFound => ErrorCategory.ObjectNotFound,
        BkJobErrorKind.InvalidArgument or BkJobErrorKind.AmbiguousPlan or BkJobErrorKind.EmptyTarget or BkJobErrorKind.InvalidTarget
            or BkJobErrorKind.UnknownVariable or BkJobErrorKind.MissingVariable or BkJobErrorKind.InvalidVariable => ErrorCategory.InvalidArgument,
        BkJobErrorKind.Throttled or BkJobErrorKind.TooManyTargets => ErrorCategory.LimitsExceeded,
        BkJobErrorKind.ServerError => ErrorCategory.ResourceUnavailable,
        BkJobErrorKind.ConnectionFailed or BkJobErrorKind.NotConnected => ErrorCategory.ConnectionError,
        BkJobErrorKind.RequestTimeout or BkJobErrorKind.WaitTimeout or BkJobErrorKind.OutcomeUnknown or BkJobErrorKind.StartUnknown =>
            ErrorCategory.OperationTimeout,
        BkJobErrorKind.OperationNotAllowed or BkJobErrorKind.NothingToRestart => ErrorCategory.InvalidOperation,
        BkJobErrorKind.NotSupported => ErrorCategory.NotImplemented,
        BkJobErrorKind.InstanceFailed => ErrorCategory.InvalidResult,
        BkJobErrorKind.FileNotWritten => ErrorCategory.WriteError,
        _ => ErrorCategory.InvalidData,
    };

    public static string Get(BkJobException fault, JobInstanceQuery query) => fault.Kind switch
    {
        BkJobErrorKind.OutcomeUnknown or BkJobErrorKind.OperationNotAllowed =>
            Messages.FormatAdviceStatus(query.JobInstanceId, ErrorRecords.AsParameters(query.Scope)),
        BkJobErrorKind.NotSupported => Messages.AdviceNotSupported,
        _ => GetForHint(fault),
    };

    /// <summary>What a user can do about a list, or about a plan, that could not be read.</summary>
    public static string Get(BkJobException fault, JobScope scope) => fault.Kind switch
    {
        BkJobErrorKind.PlanNotFound => Messages.FormatAdvicePlans(ErrorRecords.AsParameters(scope)),
        BkJobErrorKind.NotSupported => Messages.AdviceNotSupported,
        BkJobErrorKind.NotConnected => Messages.AdviceConnect,
        BkJobErrorKind.InvalidArgument => Messages.AdviceFilter,
        _ => GetForHint(fault),
    };

    private static string GetForHint(BkJobException fault) => fault.Hint switch
    {
        ErrorHint.HeaderIgnored => Messages.AdviceHeaderIgnored,
        ErrorHint.HeaderTooLong => Messages.AdviceHeaderTooLong,
        ErrorHint.Proxy => Messages.AdviceProxy,
        _ => GetForKind(fault),
    };

    private static string GetForKind(BkJobException fault) => fault.Kind switch
    {
        BkJobErrorKind.AuthenticationFailed when IsEmptyRefusal(fault) => Messages.AdviceTenantOrLogin,
        BkJobErrorKind.AuthenticationFailed => Messages.AdviceAuthentication,
        BkJobErrorKind.PermissionDenied when IsOfTenant(fault) => Messages.AdviceTenant,
        BkJobErrorKind.PermissionDenied => Messages.AdvicePermission,
        BkJobErrorKind.InstanceNotFound => Messages.AdviceInstance,
        BkJobErrorKind.ApiNotFound => Messages.FormatAdviceApi(string.Join(Messages.Or, fault.SuggestedApis)),
        BkJobErrorKind.InvalidArgument => Messages.AdviceArgument,
        BkJobErrorKind.Throttled => Messages.AdviceThrottled,
        BkJobErrorKind.ServerError when fault.SuggestedApis.Count > 0 => Messages.FormatAdviceContainers(fault.SuggestedApis[0]),
        BkJobErrorKind.ServerError when !fault.IsTransient => Messages.AdviceServerPermanent,
        BkJobErrorKind.ServerError => Messages.AdviceServer,
        BkJobErrorKind.ConnectionFailed => Messages.AdviceConnection,
        BkJobErrorKind.RequestTimeout => Messages.AdviceTimeout,
        _ => Messages.AdviceResponse,
    };

    /// <summary>Whether this is the error that Job behind the gateway returns if a tenant is required and none is specified.</summary>
    private static bool IsEmptyRefusal(BkJobException fault) =>
        fault is { HttpStatus: HttpStatusCode.Unauthorized, Code: null, ServerMessage: null };

    /// <summary>
    /// Whether the error is about the tenant. Job has separate codes for it; the gateway uses one code for this and for a forbidden
    /// address, so the message is checked.
    /// </summary>
    private static bool IsOfTenant(BkJobException fault) =>
        fault.Code is "1210005" or "1210006" || fault.ServerMessage?.Contains("tenant", StringComparison.OrdinalIgnoreCase) is true;
}
