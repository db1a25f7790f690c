using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using BkJob.Protocol;

namespace BkJob.Transport;

/// <summary>
/// The metadata from the headers and the envelope of a response. <see cref="Code"/>, <see cref="Name"/> and <see cref="Message"/> are
/// for classification only; everything that leaves the client is redacted here, before it is used elsewhere.
/// </summary>
internal sealed class ResponseMetadata(HttpResponseMessage response, ResponseEnvelope envelope, DateTimeOffset now, SecretRedactor redactor)
{
    private const int MaxPermissions = 100;
    private IReadOnlyList<string>? _permissions;

    /// <summary>Servers and proxies accept headers of 4 to 16 KB (gunicorn 8 190 bytes); a shorter one is never too long.</summary>
    private const int LongHeader = 4000;

    public HttpStatusCode Status => response.StatusCode;

    /// <summary>The code of an error; null if there is none.</summary>
    public string? Code => Header("X-Bkapi-Error-Code") ?? (envelope.Code is "0" or "" ? null : envelope.Code) ?? Name;

    /// <summary>The name of an error in v4; null if there is none.</summary>
    public string? Name => NotEmpty(envelope.ErrorName);

    /// <summary><see cref="Code"/> without secrets.</summary>
    public string? RedactedCode => Redact(Code);

    /// <summary><see cref="Message"/> without secrets.</summary>
    public string? RedactedMessage => Redact(Message);

    /// <summary>The server's message. v4 returns a generic one, and the specific one in its details.</summary>
    public string? Message => NotEmpty(envelope.DetailMessage) ?? NotEmpty(envelope.Message) ?? Header("X-Bkapi-Error-Message");

    /// <summary>Whether the response came through a gateway, which created it or passed it on.</summary>
    public bool IsFromGateway => Header("X-Bkapi-Request-ID") is not null || Header("X-Bkapi-Error-Code") is not null;

    /// <summary>The request ID for the administrator: the first one of gateway, ESB and Job. Without secrets.</summary>
    public string? RequestId => Redact(
        Header("X-Bkapi-Request-ID") ?? NotEmpty(envelope.RequestId) ?? NotEmpty(envelope.JobRequestId) ?? Header("X-Bk-Job-Request-Id"));

    /// <summary>Descriptions of the permissions to request, without secrets and limited in number.</summary>
    public IReadOnlyList<string> Permissions => _permissions ??= [.. envelope.Permissions.Take(MaxPermissions).Select(FormatPermission)];

    /// <summary>Whether the server rejected the request, by result, code, error or HTTP status.</summary>
    public bool IsErrorResponse => !IsRedirect && (!response.IsSuccessStatusCode || envelope.Result == false || envelope.HasError || Code is not null);

    /// <summary>Whether the server reported success, which the rest of the response can contradict.</summary>
    public bool IsSuccess => envelope.Result == true && !IsErrorResponse;

    public bool IsRedirect => (int)Status is >= 300 and < 400;

    /// <summary>
    /// Whether the header with the credentials is too long for the server or a proxy. They respond with a page, because they have not read
    /// the request: gunicorn and nginx with 400, newer ones with 431.
    /// </summary>
    public bool IsHeaderTooLong =>
        AuthorizationLength > 0 && Code is null && envelope.Result is null
        && ((int)Status == 431 || ((int)Status == 400 && AuthorizationLength > LongHeader));

    /// <summary>The length of the header with the credentials; 0 if they were sent elsewhere.</summary>
    public int AuthorizationLength =>
        response.RequestMessage is { } request
        && request.Headers.TryGetValues(RequestWriter.AuthorizationHeader, out IEnumerable<string>? values) ? values.First().Length : 0;

    /// <summary>The target host of a redirect, without secrets.</summary>
    public string? RedirectHost => Redact(response.Headers.Location is { IsAbsoluteUri: true } to ? to.Host : null);

    /// <summary>
    /// How long until the window of a rate limit ends. Servers with a limit send it with every response, including unrelated errors: it is
    /// relevant only if the limit is the reason for the rejection.
    /// </summary>
    public TimeSpan? RateLimitReset =>
        double.TryParse(Header("X-Bkapi-RateLimit-Reset"), NumberStyles.Float, CultureInfo.InvariantCulture, out double reset)
            ? ServerDelay.FromNumber(reset, ServerNow)
            : null;

    /// <summary>Whether the window of the rate limit allows no further request.</summary>
    public bool IsExhausted => Header("X-Bkapi-RateLimit-Remaining") == "0";

    /// <summary>The server's own time, to which its dates are relative: its clock can differ from the local one.</summary>
    private DateTimeOffset ServerNow => Date ?? now;

    /// <summary>The time of the response, by the server's clock, in whole seconds; null if the server does not state it.</summary>
    public DateTimeOffset? Date => response.Headers.Date;

    /// <summary>The delay before a retry that the server requests, whatever the reason; never negative.</summary>
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

    private string FormatPermission(ResponseEnvelope.PermissionFields permission)
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
