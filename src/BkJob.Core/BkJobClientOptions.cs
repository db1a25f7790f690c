using System.Net;
using System.Security;

namespace BkJob;

/// <summary>The options of a client. Secrets stay SecureStrings until a request is written.</summary>
public sealed record BkJobClientOptions
{
    /// <summary>The maximum of <see cref="MaximumResponseSize"/>, 1 GiB: a larger body does not fit into one array.</summary>
    public const long ResponseSizeLimit = 1L << 30;

    /// <summary>
    /// Server, without the path of the API. For the gateway, its host or the full address of Job behind it
    /// (<c>https://bkapi.example.com/api/bk-job/prod</c>).
    /// </summary>
    public required Uri Server { get; init; }

    /// <summary>The API.</summary>
    public BkJobApi Api { get; init; }

    /// <summary>Stage of the gateway, if <see cref="Server"/> contains none.</summary>
    public string Stage { get; init; } = "prod";

    /// <summary>
    /// Whether app-only access is used (the <c>/system/</c> path of the gateway), on behalf of <see cref="UserName"/>, without a login of
    /// that user.
    /// </summary>
    public bool ApplicationState { get; init; }

    /// <summary>App code (<c>bk_app_code</c>); null with an access token only.</summary>
    public string? AppCode { get; init; }

    /// <summary>App secret (<c>bk_app_secret</c>); null with an access token only.</summary>
    public SecureString? AppSecret { get; init; }

    /// <summary>User on whose behalf the app acts (<c>bk_username</c>).</summary>
    public string? UserName { get; init; }

    /// <summary>Login of the user (<c>bk_token</c>).</summary>
    public SecureString? Token { get; init; }

    /// <summary>Access token, which identifies both app and user.</summary>
    public SecureString? AccessToken { get; init; }

    /// <summary>Where a request carries the credentials.</summary>
    public CredentialLocation CredentialLocation { get; init; }

    /// <summary>Language of the server's messages (<c>Blueking-Language</c>: en, zh-cn); null if the server selects it.</summary>
    public string? Language { get; init; }

    /// <summary>Tenant (<c>X-Bk-Tenant-Id</c>); null sends none.</summary>
    public string? TenantId { get; init; }

    /// <summary>Time zone of the times that the server returns without one.</summary>
    public TimeZoneInfo TimeZone { get; init; } = BkJobTimeZone.Default;

    /// <summary>Timeout of one request. ESB times out after 30 s and the gateway after 60, so it is slightly longer.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(40);

    /// <summary>Timeout of a connection to the server, including the TLS handshake.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How long a reused connection may stay silent before the request is repeated on a new one: after a failover old connections are dead,
    /// and nothing reports it.
    /// </summary>
    internal TimeSpan StaleTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often a request is retried after a transient error; 0 for never.</summary>
    public int MaximumRetryCount { get; init; } = 3;

    /// <summary>Maximum size of a response after decompression, in bytes; at most <see cref="ResponseSizeLimit"/>.</summary>
    public long MaximumResponseSize { get; init; } = 256L * 1024 * 1024;

    /// <summary>Proxy; null for the system's.</summary>
    public IWebProxy? Proxy { get; init; }

    /// <summary>Whether certificate validation is skipped.</summary>
    public bool SkipCertificateCheck { get; init; }

    /// <summary>The User-Agent header of requests.</summary>
    public string UserAgent { get; init; } = "BkJob";
}
