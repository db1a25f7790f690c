using System.Globalization;
using System.Net;
using System.Text;
using BkJob.Protocol;

namespace BkJob.Transport;

/// <summary>Puts into words what a server answered instead of a job.</summary>
internal static class ServerFault
{
    /// <summary>The server said no.</summary>
    public static BkJobException Refusal(AnswerFacts facts, ConnectionSettings settings)
    {
        Verdict verdict = FaultTable.Judge(facts.Status, facts.Code, facts.Message);
        string? words = SecretMask.Apply(facts.Message, settings);
        TimeSpan? wait = verdict.IsTransient ? facts.RetryAfter : null;
        var text = new StringBuilder(Happened(verdict));
        if (words is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $". The server said: \"{DisplayText.Harmless(words)}\"");
        }

        text.Append(Reference(facts)).Append('.');
        if (wait > RetryPolicy.LongestServerWait)
        {
            text.Append(CultureInfo.InvariantCulture, $" It asks to wait {wait.Value.TotalSeconds:0} seconds, which is too long to wait here.");
        }

        return Make(verdict, text.ToString(), facts, words, wait);
    }

    /// <summary>The server answered something that can't be read.</summary>
    public static BkJobException Unreadable(AnswerFacts facts, ResponseFault fault)
    {
        var verdict = new Verdict(BkJobErrorKind.InvalidResponse, IsTransient: fault.IsCutOff);
        string text = $"The server's answer {DisplayText.Harmless(fault.What)}{Reference(facts)}.";
        return Make(verdict, text, facts, words: null, wait: null, fault.Field);
    }

    private static BkJobException Make(
        Verdict verdict, string text, AnswerFacts facts, string? words, TimeSpan? wait, string? field = null) => new(verdict.Kind, text)
        {
            Code = facts.Code,
            ServerMessage = words,
            RequestId = facts.RequestId,
            HttpStatus = facts.Status,
            Field = field,
            IsTransient = verdict.IsTransient,
            RetryAfter = wait,
            IsAppUnknown = verdict.IsAppUnknown,
        };

    private static string Happened(Verdict verdict) => verdict.Kind switch
    {
        BkJobErrorKind.AuthenticationFailed => verdict.IsAppUnknown
            ? "The server does not accept the app code and app secret"
            : "The server does not accept the user",
        BkJobErrorKind.PermissionDenied => "The server does not permit this",
        BkJobErrorKind.InstanceNotFound => "There is no such job instance in this business",
        BkJobErrorKind.ApiNotFound => "The server does not offer this API",
        BkJobErrorKind.InvalidArgument => "The server refuses the question",
        BkJobErrorKind.Throttled => "The server has too many requests to answer",
        BkJobErrorKind.RequestTimeout => "The server ran out of time",
        _ => "The server has a fault",
    };

    private static string Reference(AnswerFacts facts)
    {
        string[] parts =
        [
            .. (int)facts.Status >= 400 ? new[] { FormattableString.Invariant($"HTTP {(int)facts.Status}") } : [],
            .. facts.Code is { } code ? new[] { $"code {DisplayText.Harmless(code)}" } : [],
            .. facts.RequestId is { } id ? new[] { $"request id {DisplayText.Harmless(id)}" } : [],
        ];
        return parts.Length == 0 ? "" : $" ({string.Join(", ", parts)})";
    }
}
