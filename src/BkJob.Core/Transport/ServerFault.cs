using System.Globalization;
using System.Net;
using System.Text;
using BkJob.Protocol;

namespace BkJob.Transport;

/// <summary>Puts into words what a server answered instead of a job.</summary>
internal static class ServerFault
{
    /// <summary>The server said no.</summary>
    /// <param name="facts">What it said.</param>
    /// <param name="isPage">Whether it said so in an HTML page.</param>
    /// <param name="settings">The connection.</param>
    public static BkJobException Refusal(AnswerFacts facts, bool isPage, ConnectionSettings settings)
    {
        Verdict verdict = FaultTable.Judge(facts.Status, facts.Code, facts.Message, facts.Name);
        string? words = facts.RedactedMessage;
        TimeSpan? wait = WaitFor(verdict, facts);
        ErrorHint hint = HintOf(verdict, facts, settings);
        var text = new StringBuilder(Happened(verdict, hint, settings));
        if (words is not null)
        {
            text.Append(CoreMessages.FormatServerSaid(DisplayText.Harmless(words)));
        }

        text.Append(Reference(facts)).Append(CoreMessages.Stop);
        if (isPage && hint == ErrorHint.None)
        {
            text.Append(CoreMessages.IsPage);
        }

        if (facts.Permissions.Count > 0)
        {
            text.Append(CoreMessages.FormatToApplyFor(string.Join("; ", facts.Permissions.Select(DisplayText.Harmless))));
        }

        if (wait > RetryPolicy.LongestServerWait)
        {
            text.Append(CoreMessages.FormatAsksToWait(wait.Value.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)));
        }

        return Make(verdict, text.ToString(), facts, settings, words, wait, hint: hint);
    }

    /// <summary>The server answered something that can't be read.</summary>
    public static BkJobException Unreadable(AnswerFacts facts, ResponseFault fault, ConnectionSettings settings)
    {
        var verdict = new Verdict(BkJobErrorKind.InvalidResponse, IsTransient: fault.IsCutOff);
        string what = DisplayText.Harmless(fault.What);
        return Make(verdict, CoreMessages.FormatUnreadable(what, Reference(facts)), facts, settings, words: null, wait: null, fault.Field);
    }

    private static TimeSpan? WaitFor(Verdict verdict, AnswerFacts facts) =>
        !verdict.IsTransient ? null
        : verdict.Kind == BkJobErrorKind.Throttled && facts.Code != FaultTable.TooManyAtOnce ? facts.RateLimitReset ?? facts.RetryAfter
        : facts.RetryAfter;

    private static BkJobException Make(
        Verdict verdict, string text, AnswerFacts facts, ConnectionSettings settings, string? words, TimeSpan? wait,
        string? field = null, ErrorHint hint = ErrorHint.None) =>
        new(verdict.Kind, text)
        {
            Code = facts.RedactedCode,
            ServerMessage = words,
            RequestId = facts.RequestId,
            HttpStatus = facts.Status,
            Permissions = facts.Permissions,
            Field = field,
            IsTransient = verdict.IsTransient,
            RetryAfter = wait,
            IsAppUnknown = verdict.IsAppUnknown,
            Hint = hint,
            ApisToTry = OtherApis.For(verdict.Kind, settings.Api, facts),
        };

    private static ErrorHint HintOf(Verdict verdict, AnswerFacts facts, ConnectionSettings settings) =>
        facts.Status == HttpStatusCode.ProxyAuthenticationRequired ? ErrorHint.Proxy
        : facts.IsHeaderTooLong ? ErrorHint.HeaderTooLong
        : verdict.IsAppUnknown && facts.AuthorizationLength > 0 && !Dialects.IsGateway(settings.Api)
            && ErrorTexts.SaysNothingCame(facts.Message) ? ErrorHint.HeaderIgnored
        : ErrorHint.None;

    private static string Happened(Verdict verdict, ErrorHint hint, ConnectionSettings settings) => hint switch
    {
        ErrorHint.Proxy => CoreMessages.FormatProxyWantsLogin(ProxyOf.Name(settings) ?? CoreMessages.UnknownProxy),
        ErrorHint.HeaderTooLong => CoreMessages.HeaderTooLong,
        _ => Happened(verdict),
    };

    private static string Happened(Verdict verdict) => verdict.Kind switch
    {
        BkJobErrorKind.AuthenticationFailed => verdict.IsAppUnknown
            ? CoreMessages.AppUnknown
            : CoreMessages.UserUnknown,
        BkJobErrorKind.PermissionDenied => CoreMessages.NotPermitted,
        BkJobErrorKind.InstanceNotFound => CoreMessages.NoSuchInstance,
        BkJobErrorKind.ApiNotFound => CoreMessages.NoSuchApi,
        BkJobErrorKind.InvalidArgument => CoreMessages.QuestionRefused,
        BkJobErrorKind.Throttled => CoreMessages.TooManyRequests,
        BkJobErrorKind.RequestTimeout => CoreMessages.ServerTimeout,
        _ => CoreMessages.ServerBroken,
    };

    private static string Reference(AnswerFacts facts)
    {
        var parts = new List<string>();
        if ((int)facts.Status >= 400)
        {
            parts.Add(CoreMessages.FormatReferenceStatus((int)facts.Status));
        }

        if (facts.RedactedCode is { } code)
        {
            parts.Add(CoreMessages.FormatReferenceCode(DisplayText.Harmless(code)));
        }

        if (facts.RequestId is { } id)
        {
            parts.Add(CoreMessages.FormatReferenceRequest(DisplayText.Harmless(id)));
        }

        return parts.Count == 0 ? "" : CoreMessages.FormatReference(string.Join(CoreMessages.ReferenceSeparator, parts));
    }
}
