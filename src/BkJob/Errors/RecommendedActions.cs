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

    /// <summary>What a user can do about a job that could not be read, or about an action on it.</summary>
    public static string Get(BkJobException fault, JobInstanceQuery query)
    {
        string scope = ErrorRecords.AsParameters(query.Scope);
        return fault.Kind switch
        {
            BkJobErrorKind.OutcomeUnknown or BkJobErrorKind.OperationNotAllowed or BkJobErrorKind.NothingToRestart =>
                Messages.FormatAdviceStatus(query.JobInstanceId, scope),
            BkJobErrorKind.NotApprover => Messages.FormatAdviceApprovers(query.JobInstanceId, scope),
            _ => GetForCode(fault, scope),
        };
    }

    /// <summary>What a user can do about a list, or about a plan, that could not be read.</summary>
    public static string Get(BkJobException fault, JobScope scope) =>
        fault.Kind == BkJobErrorKind.InvalidArgument
            ? CodeAdvice.Get(fault.Code, ErrorRecords.AsParameters(scope)) ?? Messages.AdviceFilter
            : GetForCode(fault, ErrorRecords.AsParameters(scope));

    /// <summary>What a user can do about a job that could not be started.</summary>
    public static string GetForStart(BkJobException fault, JobScope scope) =>
        fault.Kind == BkJobErrorKind.InvalidArgument
            ? CodeAdvice.Get(fault.Code, ErrorRecords.AsParameters(scope)) ?? Messages.FormatAdviceStartArgument(ErrorRecords.AsParameters(scope))
            : GetForCode(fault, ErrorRecords.AsParameters(scope));

    private static string GetForCode(BkJobException fault, string scope) => CodeAdvice.Get(fault.Code, scope) ?? GetForHint(fault, scope);

    private static string GetForHint(BkJobException fault, string scope) => fault.Hint switch
    {
        ErrorHint.HeaderIgnored => Messages.AdviceHeaderIgnored,
        ErrorHint.HeaderTooLong => Messages.AdviceHeaderTooLong,
        ErrorHint.Proxy => Messages.AdviceProxy,
        ErrorHint.HostNotSupported => Messages.FormatAdviceTargetForms(scope),
        ErrorHint.ContainerNotation => Messages.FormatAdviceContainerTarget(scope),
        ErrorHint.ContainerNotSupported => Messages.FormatAdviceContainersNotSupported(scope),
        ErrorHint.CreateOnlyNotSupported => Messages.FormatAdviceCreateOnly(scope),
        _ => GetForKind(fault, scope),
    };

    private static string GetForKind(BkJobException fault, string scope) => fault.Kind switch
    {
        BkJobErrorKind.AuthenticationFailed when IsEmptyRefusal(fault) => Messages.AdviceTenantOrLogin,
        BkJobErrorKind.AuthenticationFailed => Messages.AdviceAuthentication,
        BkJobErrorKind.PermissionDenied when IsOfTenant(fault) => Messages.AdviceTenant,
        BkJobErrorKind.PermissionDenied when fault.Hint == ErrorHint.CommandNotGranted => Messages.AdviceCommandNotGranted,
        BkJobErrorKind.PermissionDenied => Messages.AdvicePermission,
        BkJobErrorKind.InstanceNotFound => Messages.FormatAdviceInstance(scope),
        BkJobErrorKind.ApiNotFound => Messages.FormatAdviceApi(string.Join(Messages.Or, fault.SuggestedApis)),
        BkJobErrorKind.InvalidArgument => Messages.FormatAdviceArgument(scope),
        BkJobErrorKind.Throttled when fault.IsSlow => Messages.FormatAdviceQuota(scope),
        BkJobErrorKind.Throttled => Messages.AdviceThrottled,
        BkJobErrorKind.ServerError when fault.SuggestedApis.Count > 0 => Messages.FormatAdviceContainers(fault.SuggestedApis[0]),
        BkJobErrorKind.ServerError when !fault.IsTransient => Messages.AdviceServerPermanent,
        BkJobErrorKind.ServerError => Messages.FormatAdviceServer(scope),
        BkJobErrorKind.ConnectionFailed => Messages.AdviceConnection,
        BkJobErrorKind.RequestTimeout => Messages.AdviceTimeout,
        BkJobErrorKind.NotSupported => GetConnection(fault),
        BkJobErrorKind.NotConnected => Messages.AdviceConnect,
        BkJobErrorKind.StartUnknown => Messages.FormatAdviceStartUnknown(scope),
        BkJobErrorKind.PlanNotFound or BkJobErrorKind.AmbiguousPlan => Messages.FormatAdvicePlans(scope),
        BkJobErrorKind.EmptyTarget => Messages.FormatAdviceTargetEmpty(scope),
        BkJobErrorKind.InvalidTarget when fault.Code is null => Messages.FormatAdviceTargetForms(scope),
        BkJobErrorKind.InvalidTarget => Messages.FormatAdviceTargetInvalid(scope),
        BkJobErrorKind.TooManyTargets => Messages.FormatAdviceTargetLimit(scope),
        _ => Messages.AdviceResponse,
    };

    // Each kind of API has an address of its own.
    private static string GetConnection(BkJobException fault)
    {
        BkJobApi api = fault.SuggestedApis.Count > 0 ? fault.SuggestedApis[0] : BkJobApi.EsbV3;
        bool isGateway = api is BkJobApi.GatewayV3 or BkJobApi.GatewayV4;
        return Messages.FormatAdviceNotSupported(isGateway ? "https://bkapi.example.com" : "https://paas.example.com", api);
    }

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
