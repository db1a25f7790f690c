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
        BkJobErrorKind.AuthenticationFailed =>
            "Connect again with Connect-BkJob: check app code and app secret, and whether the user's token has expired or the app may name a user.",
        BkJobErrorKind.PermissionDenied =>
            "Ask the administrator to permit the app this API, or the user to view the history of this business.",
        BkJobErrorKind.InstanceNotFound =>
            "Check the id and the business: an instance of another business is not found either, and servers forget old ones (after 30 days by default).",
        BkJobErrorKind.ApiNotFound =>
            $"Check the server's address. If it is right, try another API: Connect-BkJob -Api {string.Join(" or ", fault.ApisToTry)}.",
        BkJobErrorKind.InvalidArgument => "Check the job instance id and the business id.",
        BkJobErrorKind.Throttled => "Wait a little and ask again, with a smaller -ThrottleLimit.",
        BkJobErrorKind.ServerError when fault.ApisToTry.Count > 0 =>
            $"If the job runs in containers, only Connect-BkJob -Api {fault.ApisToTry[0]} can read it. Else try again later, and give the request id to the people who run the server.",
        BkJobErrorKind.ServerError => "Try again later. If it stays, give the request id to the people who run the server.",
        BkJobErrorKind.ConnectionFailed => "Check the server's address, the network and the proxy.",
        BkJobErrorKind.RequestTimeout => "Try again, or allow more time with Connect-BkJob -TimeoutSec.",
        _ => "Check that the server's address is the one of the API. If it is, give the request id to the people who run the server.",
    };
}
