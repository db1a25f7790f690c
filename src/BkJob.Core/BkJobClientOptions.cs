using System.Net;
using System.Security;

namespace BkJob;

/// <summary>The options of a client. Secrets stay SecureStrings until a request is written.</summary>
public sealed record BkJobClientOptions
{
    /// <summary>The most that <see cref="MaximumResponseSize"/> can be, 1 GiB: beyond, a body does not fit the memory of one array.</summary>
    public const long ResponseSizeLimit = 1L << 30;

    /// <summary>
    /// Server, without the path of the API. For the gateway its host, or the whole address of Job behind it
    /// (<c>https://bkapi.example.com/api/bk-job/prod</c>).
    /// </summary>
    public required Uri Server { get; init; }

    /// <summary>The API to speak.</summary>
    public BkJobApi Api { get; init; }

    /// <summary>Stage of the gateway, where <see cref="Server"/> names none.</summary>
    public string Stage { get; init; } = "prod";

    /// <summary>
    /// Whether the app acts by itself (the <c>/system/</c> path of the gateway), with <see cref="UserName"/> as the one it acts for, and
    /// not a user who has logged in.
    /// </summary>
    public bool ApplicationState { get; init; }

    /// <summary>App code (<c>bk_app_code</c>); null with an access token alone.</summary>
    public string? AppCode { get; init; }

    /// <summary>App secret (<c>bk_app_secret</c>); null with an access token alone.</summary>
    public SecureString? AppSecret { get; init; }

    /// <summary>User whom the app acts for (<c>bk_username</c>).</summary>
    public string? UserName { get; init; }

    /// <summary>Login of the user (<c>bk_token</c>).</summary>
    public SecureString? Token { get; init; }

    /// <summary>Access token; it names app and user by itself.</summary>
    public SecureString? AccessToken { get; init; }

    /// <summary>Where a request carries the credentials.</summary>
    public CredentialLocation CredentialLocation { get; init; }

    /// <summary>Language of the server's messages (<c>Blueking-Language</c>: en, zh-cn); null leaves it to the server.</summary>
    public string? Language { get; init; }

    /// <summary>Tenant (<c>X-Bk-Tenant-Id</c>); null sends none.</summary>
    public string? TenantId { get; init; }

    /// <summary>Zone of the times that the server prints without one.</summary>
    public TimeZoneInfo TimeZone { get; init; } = BkJobTimeZone.Default;

    /// <summary>How long one request may take. ESB itself gives up after 30 s and the gateway after 60, so it is a little more.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(40);

    /// <summary>How long a connection to the server may take, the TLS handshake included.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How long a reused connection may stay silent before the request is repeated on a new one: after a fail-over old connections lead
    /// nowhere, and nothing says so.
    /// </summary>
    internal TimeSpan StaleTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often a question is asked again after a fault that may pass; 0 for never.</summary>
    public int MaximumRetryCount { get; init; } = 3;

    /// <summary>How many bytes of an answer, unpacked, are accepted; at most <see cref="ResponseSizeLimit"/>.</summary>
    public long MaximumResponseSize { get; init; } = 256L * 1024 * 1024;

    /// <summary>Proxy; null for the system's.</summary>
    public IWebProxy? Proxy { get; init; }

    /// <summary>Whether any certificate is accepted.</summary>
    public bool SkipCertificateCheck { get; init; }

    /// <summary>What the requests call themselves.</summary>
    public string UserAgent { get; init; } = "BkJob";
}
