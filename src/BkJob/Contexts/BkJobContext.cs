using BkJob.Protocol;

namespace BkJob;

/// <summary>
/// A connection under a name: what <c>Connect-BkJob</c> makes and every <c>-Context</c> takes. It may be used from several runspaces
/// at once. No property holds a secret, so that nothing which writes objects down can write one.
/// </summary>
public sealed class BkJobContext
{
    private readonly BkJobClientOptions _options;

    internal BkJobContext(string name, BkJobClientOptions options, long? bizId)
    {
        Name = name;
        BizId = bizId;
        _options = options;
        Client = new BkJobClient(options);
        Origin = new ContextOrigin(this);
    }

    /// <summary>Name, unique in a runspace whatever its case.</summary>
    public string Name { get; }

    /// <summary>Address of the server.</summary>
    public Uri Server => _options.Server;

    /// <summary>The API that is spoken.</summary>
    public BkJobApi Api => _options.Api;

    /// <summary>Stage of the API gateway; null for the ESB, which has none.</summary>
    public string? Stage => Dialects.IsGateway(Api) ? GatewayOptions.StageIn(Server) ?? _options.Stage : null;

    /// <summary>Whether the app acts by itself behind the API gateway, for <see cref="UserName"/>.</summary>
    public bool ApplicationState => _options.ApplicationState;

    /// <summary>App code; null with an access token alone.</summary>
    public string? AppCode => _options.AppCode;

    /// <summary>User whom the app acts for; null where a token names one.</summary>
    public string? UserName => _options.UserName;

    /// <summary>Where requests carry the credentials.</summary>
    public CredentialLocation CredentialLocation => _options.CredentialLocation;

    /// <summary>Business that is meant where a cmdlet is given none; null for none.</summary>
    public long? BizId { get; }

    /// <summary>Language of the server's messages; null leaves it to the server.</summary>
    public string? Language => _options.Language;

    /// <summary>Tenant; null where none is sent.</summary>
    public string? TenantId => _options.TenantId;

    /// <summary>Zone of the times that the server prints without one.</summary>
    public string TimeZone => _options.TimeZone.Id;

    /// <summary>How many seconds one request may take.</summary>
    public int TimeoutSec => (int)_options.Timeout.TotalSeconds;

    /// <summary>How often a question is asked again after a fault that may pass.</summary>
    public int MaximumRetryCount => _options.MaximumRetryCount;

    /// <summary>Whether cmdlets without <c>-Context</c> use it, in the runspace that looks.</summary>
    public bool IsDefault => ReferenceEquals(ContextStore.Current.Default, this);

    /// <summary>The connection itself.</summary>
    internal BkJobClient Client { get; }

    /// <summary>What objects that are read with this context remember of it.</summary>
    internal ContextOrigin Origin { get; }

    /// <summary>Whether it can still be used: false from Disconnect-BkJob on.</summary>
    internal bool IsConnected { get; private set; } = true;

    /// <summary>The name, harmless to print.</summary>
    public override string ToString() => TerminalText.Sanitize(Name);

    internal void Disconnect()
    {
        IsConnected = false;
        Client.Dispose();
    }
}
