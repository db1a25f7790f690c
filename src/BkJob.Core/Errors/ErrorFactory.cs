using System.Globalization;
using System.Net;
using System.Text;
using BkJob.Protocol;

namespace BkJob.Transport;

/// <summary>Creates the errors of responses that are not a result.</summary>
internal static class ErrorFactory
{
    /// <summary>The server rejected the request.</summary>
    /// <param name="kind">Whether the request changes state.</param>
    /// <param name="responseInfo">What the headers and the envelope contain.</param>
    /// <param name="isHtml">Whether the body is an HTML page.</param>
    /// <param name="options">The options of the client.</param>
    public static BkJobException CreateRequestFailed(RequestKind kind, ResponseMetadata responseInfo, bool isHtml, BkJobClientOptions options)
    {
        FaultClassification classification = ResponseClassifier.Classify(responseInfo.Status, responseInfo.Code, responseInfo.Message, responseInfo.Name);
        string? serverMessage = responseInfo.RedactedMessage;
        TimeSpan? wait = GetRetryAfter(classification, responseInfo);
        ErrorHint hint = GetHint(kind, classification, responseInfo, isHtml, options);
        var text = new StringBuilder(Describe(classification, hint, responseInfo, options));
        if (serverMessage is not null)
        {
            text.Append(CoreMessages.FormatServerSaid(TerminalText.Sanitize(serverMessage)));
        }

        text.Append(FormatReference(responseInfo)).Append(CoreMessages.Stop);
        if (isHtml && hint == ErrorHint.None)
        {
            text.Append(CoreMessages.IsPage);
        }

        if (hint == ErrorHint.CommandNotGranted)
        {
            text.Append(CoreMessages.OnlyApprovalGranted);
        }

        if (responseInfo.Permissions.Count > 0)
        {
            text.Append(CoreMessages.FormatToApplyFor(string.Join("; ", responseInfo.Permissions.Select(text => TerminalText.Sanitize(text)))));
        }

        if (wait > RetryPolicy.MaxRetryAfter)
        {
            text.Append(CoreMessages.FormatAsksToWait(wait.Value.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)));
        }

        return Create(classification, text.ToString(), responseInfo, options, serverMessage, wait,
            DeliveryClassifier.Classify(responseInfo.Code, classification), hint: hint);
    }

    /// <summary>The response could not be parsed.</summary>
    public static BkJobException CreateInvalidResponse(ResponseMetadata responseInfo, ResponseParseError fault, BkJobClientOptions options)
    {
        var classification = new FaultClassification(BkJobErrorKind.InvalidResponse, IsTransient: fault.IsTruncated);
        string what = TerminalText.Sanitize(fault.What);
        return Create(classification, CoreMessages.FormatUnreadable(what, FormatReference(responseInfo)), responseInfo, options, serverMessage: null, wait: null,
            responseInfo.IsSuccess && !fault.IsTruncated ? Delivery.Executed : Delivery.Unknown, fault.Field,
            fault.IsTooLarge ? ErrorHint.ResponseTooLarge : ErrorHint.None);
    }

    private static TimeSpan? GetRetryAfter(FaultClassification classification, ResponseMetadata responseInfo) =>
        !classification.IsTransient ? null
        : classification.Kind == BkJobErrorKind.Throttled && responseInfo.Code != ResponseClassifier.TooManyAtOnce ? responseInfo.RateLimitReset ?? responseInfo.RetryAfter
        : responseInfo.RetryAfter;

    private static BkJobException Create(
        FaultClassification classification, string text, ResponseMetadata responseInfo, BkJobClientOptions options, string? serverMessage, TimeSpan? wait,
        Delivery delivery, string? field = null, ErrorHint hint = ErrorHint.None) =>
        new(classification.Kind, text)
        {
            Code = responseInfo.RedactedCode,
            ServerMessage = serverMessage,
            RequestId = responseInfo.RequestId,
            HttpStatus = responseInfo.Status,
            Permissions = responseInfo.Permissions,
            Field = field,
            IsTransient = classification.IsTransient,
            Delivery = delivery,
            RetryAfter = wait,
            IsAppUnknown = classification.IsAppUnknown,
            IsSlow = classification.IsSlow,
            Hint = hint,
            SuggestedApis = ApiSuggestions.For(classification.Kind, options.Api, responseInfo),
        };

    private static ErrorHint GetHint(
        RequestKind kind, FaultClassification classification, ResponseMetadata responseInfo, bool isHtml, BkJobClientOptions options) =>
        responseInfo.Status == HttpStatusCode.ProxyAuthenticationRequired ? ErrorHint.Proxy
        : responseInfo.IsHeaderTooLong ? ErrorHint.HeaderTooLong
        : classification.IsAppUnknown && responseInfo.AuthorizationLength > 0 && !ApiProfile.For(options.Api).IsGateway
            && ErrorTexts.IndicatesMissingCredentials(responseInfo.Message) ? ErrorHint.HeaderIgnored
        : classification.IsCallNotGranted && kind == RequestKind.Command && !isHtml ? ErrorHint.CommandNotGranted
        : ErrorHint.None;

    private static string Describe(
        FaultClassification classification, ErrorHint hint, ResponseMetadata responseInfo, BkJobClientOptions options) => hint switch
        {
            ErrorHint.Proxy => CoreMessages.FormatProxyWantsLogin(ProxyName.Find(options) ?? CoreMessages.UnknownProxy),
            ErrorHint.HeaderTooLong => CoreMessages.HeaderTooLong,
            _ => CodeDescriptions.Get(responseInfo.Code) ?? Describe(classification),
        };

    private static string Describe(FaultClassification classification) => classification.Kind switch
    {
        BkJobErrorKind.AuthenticationFailed => classification.IsAppUnknown
            ? CoreMessages.AppUnknown
            : CoreMessages.UserUnknown,
        BkJobErrorKind.PermissionDenied => CoreMessages.NotPermitted,
        BkJobErrorKind.NotApprover => CoreMessages.NotApprover,
        BkJobErrorKind.InstanceNotFound => CoreMessages.NoSuchInstance,
        BkJobErrorKind.PlanNotFound => CoreMessages.NoSuchPlan,
        BkJobErrorKind.ApiNotFound => CoreMessages.NoSuchApi,
        BkJobErrorKind.InvalidArgument => CoreMessages.QuestionRefused,
        BkJobErrorKind.EmptyTarget => CoreMessages.TargetEmpty,
        BkJobErrorKind.InvalidTarget => CoreMessages.TargetInvalid,
        BkJobErrorKind.OperationNotAllowed => CoreMessages.OperationNotAllowed,
        BkJobErrorKind.Throttled => CoreMessages.TooManyRequests,
        BkJobErrorKind.RequestTimeout => CoreMessages.ServerTimeout,
        _ => CoreMessages.ServerBroken,
    };

    private static string FormatReference(ResponseMetadata responseInfo)
    {
        var parts = new List<string>();
        if ((int)responseInfo.Status >= 400)
        {
            parts.Add(CoreMessages.FormatReferenceStatus((int)responseInfo.Status));
        }

        if (responseInfo.RedactedCode is { } code)
        {
            parts.Add(CoreMessages.FormatReferenceCode(TerminalText.Sanitize(code)));
        }

        if (responseInfo.RequestId is { } id)
        {
            parts.Add(CoreMessages.FormatReferenceRequest(TerminalText.Sanitize(id)));
        }

        return parts.Count == 0 ? "" : CoreMessages.FormatReference(string.Join(CoreMessages.ReferenceSeparator, parts));
    }
}
