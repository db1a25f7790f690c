using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using BkJob.Protocol;

namespace BkJob.Transport;

/// <summary>
/// What the headers and the envelope of a response contain, taken together. <see cref="Code"/>, <see cref="Name"/> and <see cref="Message"/> are for
/// classification only; what leaves the connection is redacted here, before anything else is done with it.
/// </summary>
internal sealed class ResponseMetadata(HttpResponseMessage response, StatusAnswer envelope, DateTimeOffset now, SecretRedactor redactor)
{
    private const int MaxPermissions = 100;
    private IReadOnlyList<string>? _permissions;

    /// <summary>Servers and proxies accept 4 to 16 KB for a header (gunicorn 8 190 bytes); a shorter one is not what they reject.</summary>
    private const int LongHeader = 4000;

    public HttpStatusCode Status => response.StatusCode;

    /// <summary>The code of a fault; null where there is none.</summary>
    public string? Code => Header("X-Bkapi-Error-Code") ?? (envelope.Code is "0" or "" ? null : envelope.Code) ?? Name;

    /// <summary>The name that v4 gives a fault; null where there is none.</summary>
    public string? Name => NotEmpty(envelope.ErrorName);

    /// <summary><see cref="Code"/> without secrets.</summary>
    public string? RedactedCode => Redact(Code);

    /// <summary><see cref="Message"/> without secrets.</summary>
    public string? RedactedMessage => Redact(Message);

    /// <summary>The server's words: v4 has the real ones in its details and something general in front of them.</summary>
    public string? Message => NotEmpty(envelope.DetailMessage) ?? NotEmpty(envelope.Message) ?? Header("X-Bkapi-Error-Message");

    /// <summary>Whether a gateway has answered, itself or by passing on what came from behind it.</summary>
    public bool IsFromGateway => Header("X-Bkapi-Request-ID") is not null || Header("X-Bkapi-Error-Code") is not null;

    /// <summary>The id to quote: of the first of gateway, ESB and Job that gave one. Without secrets.</summary>
    public string? RequestId => Redact(
        Header("X-Bkapi-Request-ID") ?? NotEmpty(envelope.RequestId) ?? NotEmpty(envelope.JobRequestId) ?? Header("X-Bk-Job-Request-Id"));

    /// <summary>What the user has to apply for, in words and without secrets; the first, where there are more than anybody reads.</summary>
    public IReadOnlyList<string> Permissions => _permissions ??= [.. envelope.Permissions.Take(MaxPermissions).Select(FormatPermission)];

    /// <summary>Whether the server said no, in any of its ways.</summary>
    public bool IsErrorResponse => !IsRedirect && (!response.IsSuccessStatusCode || envelope.Result == false || envelope.HasError || Code is not null);

    public bool IsRedirect => (int)Status is >= 300 and < 400;

    /// <summary>
    /// Whether the header with the credentials is too long for the server or for what is in front of it. They respond with a page, because
    /// they have not read the request: gunicorn and nginx with 400, newer ones with 431.
    /// </summary>
    public bool IsHeaderTooLong =>
        AuthorizationLength > 0 && Code is null && envelope.Result is null
        && ((int)Status == 431 || ((int)Status == 400 && AuthorizationLength > LongHeader));

    /// <summary>Characters of the header with the credentials that was sent; 0 where they were sent elsewhere.</summary>
    public int AuthorizationLength =>
        response.RequestMessage is { } request
        && request.Headers.TryGetValues(RequestWriter.AuthorizationHeader, out IEnumerable<string>? values) ? values.First().Length : 0;

    /// <summary>The host that a redirect leads to, without secrets.</summary>
    public string? RedirectHost => Redact(response.Headers.Location is { IsAbsoluteUri: true } to ? to.Host : null);

    /// <summary>
    /// How long until the window of a rate limit ends. Sent with each answer that is limited at all, a broken one too: it means something
    /// only where the limit is what stopped the question.
    /// </summary>
    public TimeSpan? RateLimitReset =>
        double.TryParse(Header("X-Bkapi-RateLimit-Reset"), NumberStyles.Float, CultureInfo.InvariantCulture, out double reset)
            ? ServerDelay.FromNumber(reset, ServerNow)
            : null;

    /// <summary>Whether the window of the rate limit allows no further request.</summary>
    public bool IsExhausted => Header("X-Bkapi-RateLimit-Remaining") == "0";

    /// <summary>The server's own time, which its dates are relative to: its clock may differ from this machine's.</summary>
    private DateTimeOffset ServerNow => response.Headers.Date ?? now;

    /// <summary>How long the server asks to wait, whatever the reason; never negative.</summary>
    public TimeSpan? RetryAfter
    {
        get
        {
            RetryConditionHeaderValue? header = response.Headers.RetryAfter;
            return header?.Delta is { } delta ? ServerDelay.FromNumber(delta.TotalSeconds, ServerNow)
                : header?.Date is { } date ? ServerDelay.Until(date, ServerNow)
                : null;
        }
    }

    private string FormatPermission(StatusAnswer.PermissionFields permission)
    {
        string? id = Redact(permission.Id);
        string what = permission.Name is null ? $"{id}" : $"{Redact(permission.Name)} ({id})";
        string where = string.Join(
            ", ", permission.Resources.Take(MaxPermissions).Select(r => $"{Redact(r.Type)} {Redact(r.Name)} ({Redact(r.Id)})"));
        return where.Length > 0 ? CoreMessages.FormatPermissionFor(what, where) : what;
    }

    private string? Redact(string? text) =>
        redactor.Redact(text, isCut: envelope.IsShortened && text?.Length >= LongText.MinCharsWhenCut);

    private string? Header(string name) =>
        response.Headers.TryGetValues(name, out IEnumerable<string>? values) ? NotEmpty(values.First()) : null;

    private static string? NotEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
