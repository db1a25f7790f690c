using System.Management.Automation;

namespace BkJob;

/// <summary>What a person can do about a question that got no usable answer.</summary>
internal static class ErrorAdvice
{
    public static ErrorCategory CategoryOf(BkJobErrorKind kind) => kind switch
    {
        BkJobErrorKind.AuthenticationFailed => ErrorCategory.AuthenticationError,
        BkJobErrorKind.PermissionDenied => ErrorCategory.PermissionDenied,
        BkJobErrorKind.InstanceNotFound or BkJobErrorKind.ApiNotFound => ErrorCategory.ObjectNotFound,
        BkJobErrorKind.InvalidArgument => ErrorCategory.InvalidArgument,
        BkJobErrorKind.Throttled => ErrorCategory.LimitsExceeded,
        BkJobErrorKind.ServerError => ErrorCategory.ResourceUnavailable,
        BkJobErrorKind.ConnectionFailed => ErrorCategory.ConnectionError,
        BkJobErrorKind.RequestTimeout => ErrorCategory.OperationTimeout,
        _ => ErrorCategory.InvalidData,
    };

    public static string For(BkJobException fault) => fault.Kind switch
    {
        BkJobErrorKind.AuthenticationFailed => Messages.AdviceAuthentication,
        BkJobErrorKind.PermissionDenied => Messages.AdvicePermission,
        BkJobErrorKind.InstanceNotFound => Messages.AdviceInstance,
        BkJobErrorKind.ApiNotFound => Messages.FormatAdviceApi(string.Join(Messages.Or, fault.ApisToTry)),
        BkJobErrorKind.InvalidArgument => Messages.AdviceArgument,
        BkJobErrorKind.Throttled => Messages.AdviceThrottled,
        BkJobErrorKind.ServerError when fault.ApisToTry.Count > 0 => Messages.FormatAdviceContainers(fault.ApisToTry[0]),
        BkJobErrorKind.ServerError => Messages.AdviceServer,
        BkJobErrorKind.ConnectionFailed => Messages.AdviceConnection,
        BkJobErrorKind.RequestTimeout => Messages.AdviceTimeout,
        _ => Messages.AdviceResponse,
    };
}
