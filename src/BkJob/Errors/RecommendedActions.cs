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
        BkJobErrorKind.PermissionDenied => ErrorCategory.PermissionDenied,
        BkJobErrorKind.InstanceNotFound or BkJobErrorKind.ApiNotFound => ErrorCategory.ObjectNotFound,
        BkJobErrorKind.InvalidArgument => ErrorCategory.InvalidArgument,
        BkJobErrorKind.Throttled => ErrorCategory.LimitsExceeded,
        BkJobErrorKind.ServerError => ErrorCategory.ResourceUnavailable,
        BkJobErrorKind.ConnectionFailed or BkJobErrorKind.NotConnected => ErrorCategory.ConnectionError,
        BkJobErrorKind.RequestTimeout or BkJobErrorKind.WaitTimeout => ErrorCategory.OperationTimeout,
        BkJobErrorKind.InstanceFailed => ErrorCategory.InvalidResult,
        _ => ErrorCategory.InvalidData,
    };

    public static string Get(BkJobException fault) => fault.Hint switch
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

    /// <summary>Job behind the gateway says no more than this where tenants have to be named and none is.</summary>
    private static bool IsEmptyRefusal(BkJobException fault) =>
        fault is { HttpStatus: HttpStatusCode.Unauthorized, Code: null, ServerMessage: null };

    /// <summary>Job has codes of its own for it. The gateway has one number for this and for a forbidden address: its words tell them apart.</summary>
    private static bool IsOfTenant(BkJobException fault) =>
        fault.Code is "1210005" or "1210006" || fault.ServerMessage?.Contains("tenant", StringComparison.OrdinalIgnoreCase) is true;
}
