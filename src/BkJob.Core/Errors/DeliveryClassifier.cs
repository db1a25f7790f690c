using System.Globalization;

namespace BkJob.Transport;

/// <summary>
/// Determines from an error response whether the request was executed (protocol-actions.md §4.7). Only a code that is sent before any
/// change proves that it was not; an error page, an internal error or an unknown code proves nothing.
/// </summary>
internal static class DeliveryClassifier
{
    /// <summary>Classifies an error response.</summary>
    /// <param name="code">The server's code or, for v4, its name; null when there is none.</param>
    /// <param name="classification">The classification of the response.</param>
    public static Delivery Classify(string? code, FaultClassification classification)
    {
        // What is inferred from a part of a text proves nothing: a name that the text quotes can contain it.
        BkJobErrorKind? kind = classification.IsInferred ? null : classification.Kind;
        bool isChecked = long.TryParse(code, CultureInfo.InvariantCulture, out long number) && IsSentBeforeExecution(number);
        // HTTP 401, 404 and 407 prove it without a code: what has not authenticated the user, or does not know the path, executes nothing,
        // and a proxy that requires authentication passes nothing on.
        bool isProven = isChecked || kind is BkJobErrorKind.ApiNotFound or BkJobErrorKind.AuthenticationFailed or BkJobErrorKind.ConnectionFailed;
        return isProven || (code is not null && kind is { } known && IsRejection(known)) ? Delivery.NotExecuted : Delivery.Unknown;
    }

    // Codes whose kind alone does not prove it: internal errors of the gateway and the ESB, and of Job before it changes anything.
    private static bool IsSentBeforeExecution(long code) => code switch
    {
        1650801 => true, // the gateway can't reach Job
        >= 1640000 and < 1643000 => true,
        >= 1306400 and < 1306500 => true,
        1244017 => true, // the hosts are resolved before the job is created
        _ => false,
    };

    // Job validates everything before it changes anything.
    private static bool IsRejection(BkJobErrorKind kind) => kind is BkJobErrorKind.PermissionDenied or BkJobErrorKind.NotApprover
        or BkJobErrorKind.InstanceNotFound or BkJobErrorKind.PlanNotFound or BkJobErrorKind.InvalidArgument
        or BkJobErrorKind.EmptyTarget or BkJobErrorKind.InvalidTarget or BkJobErrorKind.OperationNotAllowed or BkJobErrorKind.Throttled;
}
