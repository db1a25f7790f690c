using BkJob.Protocol;
using BkJob.Transport;

namespace BkJob;

/// <summary>
/// A named connection, created by <c>Connect-BkJob</c> and accepted by every <c>-Context</c>. It can be used from several runspaces at the
/// same time. No property contains a secret, so no serializer can write one.
/// </summary>
public sealed class BkJobContext
{
    private readonly BkJobClientOptions _options;

    internal BkJobContext(string name, BkJobClientOptions options, long? bizId, Uri? webUrl, long? defaultCloudId)
    {
        Name = name;
        BizId = bizId;
        WebUrl = webUrl;
        DefaultCloudId = defaultCloudId;

        // The client has copies of the secrets, which it removes from memory.
        _options = options with { AppSecret = null, Token = null, AccessToken = null };
        Client = new BkJobClient(options);
        Origin = new ContextOrigin(this);
    }

    /// <summary>Name, unique in a runspace (case-insensitive).</summary>
    public string Name { get; }

    /// <summary>Address of the server.</summary>
    public Uri Server => _options.Server;

    /// <summary>The API.</summary>
    public BkJobApi Api => _options.Api;

    /// <summary>Stage of the API gateway; null for the ESB, which has none.</summary>
    public string? Stage => ApiProfile.For(Api).IsGateway ? ServerAddress.StageOf(Server) ?? _options.Stage : null;

    /// <summary>Whether app-only access is used behind the API gateway, on behalf of <see cref="UserName"/>.</summary>
    public bool ApplicationState => _options.ApplicationState;

    /// <summary>App code; null with an access token only.</summary>
    public string? AppCode => _options.AppCode;

    /// <summary>User on whose behalf the app acts; null if a token identifies the user.</summary>
    public string? UserName => _options.UserName;

    /// <summary>Where requests carry the credentials.</summary>
    public CredentialLocation CredentialLocation => _options.CredentialLocation;

    /// <summary>Default business; null for none.</summary>
    public long? BizId { get; }

    /// <summary>Cloud area of the addresses in targets that have none; null to reject such addresses.</summary>
    public long? DefaultCloudId { get; }

    /// <summary>Address of the web pages of Job; null if it was not specified.</summary>
    public Uri? WebUrl { get; }

    /// <summary>Language of the server's messages; null if the server selects it.</summary>
    public string? Language => _options.Language;

    /// <summary>Tenant; null if none is sent.</summary>
    public string? TenantId => _options.TenantId;

    /// <summary>Time zone of the times that the server returns without one.</summary>
    public string TimeZone => _options.TimeZone.Id;

    /// <summary>Timeout of one request, in seconds.</summary>
    public int TimeoutSec => (int)_options.Timeout.TotalSeconds;

    /// <summary>How often a request is retried after a transient error.</summary>
    public int MaximumRetryCount => _options.MaximumRetryCount;

    /// <summary>Proxy, without its credential; null for that of the system.</summary>
    public Uri? Proxy => _options.Proxy?.GetProxy(Server);

    /// <summary>Whether certificate validation is skipped, which exposes credentials to man-in-the-middle attacks.</summary>
    public bool SkipCertificateCheck => _options.SkipCertificateCheck;

    /// <summary>Whether cmdlets without <c>-Context</c> use it, in the current runspace.</summary>
    public bool IsDefault => ReferenceEquals(ContextStore.Current.Default, this);

    /// <summary>The client of the connection.</summary>
    internal BkJobClient Client { get; }

    /// <summary>The reference to this context that objects keep.</summary>
    internal ContextOrigin Origin { get; }

    /// <summary>Whether it can still be used: false after Disconnect-BkJob.</summary>
    internal bool IsConnected { get; private set; } = true;

    /// <summary>The sanitized name.</summary>
    public override string ToString() => TerminalText.Sanitize(Name);

    internal void Disconnect()
    {
        IsConnected = false;
        Client.Dispose();
    }
}
