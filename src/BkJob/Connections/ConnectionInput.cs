using System.Management.Automation;
using System.Reflection;
using System.Security;
using BkJob.Protocol;
using BkJob.Transport;

namespace BkJob;

/// <summary>The input of a connection: parameters, and the BKJOB_* variables for parameters that are omitted.</summary>
internal sealed class ConnectionInput : IDisposable
{
    private const string DefaultStage = "prod";

    public string? Server;
    public string? AppCode;
    public SecureString? AppSecret;
    public string? UserName;
    public SecureString? Token;
    public SecureString? AccessToken;
    public long? BizId;
    public long? DefaultCloudId;
    public BkJobApi? Api;
    public string? WebUrl;
    public string? Stage;
    public bool IsApplicationState;
    public CredentialLocation CredentialLocation;

    private static readonly string[] CredentialVariables =
        ["BKJOB_APP_CODE", "BKJOB_APP_SECRET", "BKJOB_USERNAME", "BKJOB_TOKEN", "BKJOB_ACCESS_TOKEN"];

    private bool _isServerOfEnvironment;
    private bool _ignoresCredentials;

    /// <summary>Trims the secrets, and lists those that it trimmed.</summary>
    public SecretInput Secrets { get; } = new();

    /// <summary>Whether the environment specifies a server, so that a cmdlet can connect automatically.</summary>
    public static bool IsInEnvironment => Variable("BKJOB_SERVER") is not null;

    /// <summary>Reads omitted values from the environment.</summary>
    /// <exception cref="BkJobException">A variable is not valid.</exception>
    public void FillFromEnvironment()
    {
        _isServerOfEnvironment = Server is null;
        if (IsServerOfVariables())
        {
            WebUrl ??= Variable("BKJOB_WEB_URL");
            FillCredentials();
        }
        else
        {
            _ignoresCredentials = Array.Exists(CredentialVariables, name => Variable(name) is not null);
        }

        Server ??= Variable("BKJOB_SERVER");
        BizId ??= EnvironmentNumber.Read("BKJOB_BIZ_ID", min: 1, Messages.BadBizIdVariable);
        DefaultCloudId ??= EnvironmentNumber.Read("BKJOB_DEFAULT_CLOUD_ID", min: 0, Messages.BadCloudIdVariable);
        Api ??= ReadApi(Variable("BKJOB_API"));
    }

    /// <summary>Whether the variables are about the server of the connection: their web pages and credentials belong to one server.</summary>
    private bool IsServerOfVariables() =>
        Server is null || Variable("BKJOB_SERVER") is not { } server || (GetOrigin(server) is { } origin && origin == GetOrigin(Server.Trim()));

    // The address of a server has several forms, and several APIs have one address.
    private static string? GetOrigin(string server) =>
        Uri.TryCreate(server, UriKind.Absolute, out Uri? address) ? address.GetLeftPart(UriPartial.Authority) : null;

    private void FillCredentials()
    {
        if (AccessToken is null && Token is null && UserName is null)
        {
            // A user specified by a parameter is not combined with one of the environment.
            UserName = Variable("BKJOB_USERNAME");
            Token = Secret("BKJOB_TOKEN");
            AccessToken = Secret("BKJOB_ACCESS_TOKEN");
        }
        else if (IsApplicationState)
        {
            // Here a token identifies the app only.
            UserName ??= Variable("BKJOB_USERNAME");
        }

        if (AppCode is null || Variable("BKJOB_APP_CODE") is not { } known || known == AppCode)
        {
            // The secret of one app is not sent along with the code of another.
            AppSecret ??= Secret("BKJOB_APP_SECRET");
        }

        AppCode ??= Variable("BKJOB_APP_CODE");
    }

    /// <summary>Validates that nothing is missing, and creates the options.</summary>
    /// <exception cref="BkJobException">A value is missing or not valid; the message names it.</exception>
    public BkJobClientOptions ToOptions()
    {
        AppSecret = Secrets.Trim(AppSecret, nameof(AppSecret));
        Token = Secrets.Trim(Token, nameof(Token));
        AccessToken = Secrets.Trim(AccessToken, nameof(AccessToken));
        // The full address of an API selects it.
        Api ??= Uri.TryCreate(Server?.Trim(), UriKind.Absolute, out Uri? named) ? ServerAddress.ApiOf(named) : null;
        string[] missing = [.. Missing()];
        if (missing.Length > 0)
        {
            string list = string.Join(Messages.MissingSeparator, missing);
            throw ErrorRecords.InvalidValue(_ignoresCredentials ? Messages.FormatStillNeededForServer(list) : Messages.FormatStillNeeded(list));
        }

        if (ValidateServerAttribute.Validate(Server!) is { } error)
        {
            throw ErrorRecords.InvalidValue(_isServerOfEnvironment ? Messages.FormatBadServerVariable(error) : error);
        }

        // They become parts of headers and bodies, in which no server expects a line break.
        foreach ((string? text, string name) in new[] { (AppCode, "-AppCode"), (UserName, "-UserName") })
        {
            if (text?.Any(char.IsControl) is true)
            {
                throw ErrorRecords.InvalidValue(Messages.FormatControlCharacter(name));
            }
        }

        Uri server = ServerAddress.Base(new Uri(Server!.Trim()));
        BkJobApi api = Api ?? BkJobApi.EsbV2;
        if (ValidateForApi(api, server) is { } unsupported)
        {
            throw ErrorRecords.InvalidValue(unsupported);
        }

        return new BkJobClientOptions
        {
            Server = server,
            Api = api,
            Stage = Stage ?? DefaultStage,
            ApplicationState = IsApplicationState,
            CredentialLocation = CredentialLocation,
            Timeout = ApiProfile.For(api).IsGateway ? GatewayTimeout : EsbTimeout,
            AppCode = AppCode,
            AppSecret = AppSecret,
            UserName = UserName,
            Token = Token,
            AccessToken = AccessToken,
            UserAgent = UserAgent,
        };
    }

    /// <summary>Removes the secrets that were created here from memory. A context has copies.</summary>
    public void Dispose() => Secrets.Dispose();

    /// <summary>The address of the web pages; null if it was not specified.</summary>
    /// <exception cref="BkJobException">It is not valid.</exception>
    public Uri? ToWebUrl() =>
        WebUrl is null ? null
        : ValidateWebUrlAttribute.TryRead(WebUrl, out Uri? address) ? address
        : throw ErrorRecords.InvalidValue(Messages.BadWebUrl);

    /// <summary>ESB times out after 30 s and the gateway after 60, so these are slightly longer.</summary>
    private static readonly TimeSpan EsbTimeout = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan GatewayTimeout = TimeSpan.FromSeconds(70);

    private IEnumerable<string> Missing()
    {
        if (string.IsNullOrWhiteSpace(Server))
        {
            yield return Messages.NeedServer;
        }

        if (IsApplicationState && string.IsNullOrWhiteSpace(UserName))
        {
            yield return Messages.NeedActingUser;
        }

        if (AccessToken is not null && !NeedsAppBesideToken)
        {
            yield break;
        }

        if (string.IsNullOrWhiteSpace(AppCode))
        {
            yield return Messages.NeedAppCode;
        }

        if (AppSecret is null || AppSecret.Length == 0)
        {
            yield return Messages.NeedAppSecret;
        }

        if (AccessToken is null && !IsApplicationState && string.IsNullOrWhiteSpace(UserName) && (Token is null || Token.Length == 0))
        {
            yield return Messages.NeedUser;
        }
    }

    // The message for a parameter that the API does not support; otherwise null.
    private string? ValidateForApi(BkJobApi api, Uri server)
    {
        if (!ApiProfile.For(api).IsGateway)
        {
            return IsApplicationState ? Messages.FormatEsbHasNoApplicationState(api)
                : Stage is not null ? Messages.FormatEsbHasNoStage(api)
                : null;
        }

        if (CredentialLocation is CredentialLocation.Body or CredentialLocation.Query)
        {
            return Messages.FormatGatewayReadsHeader(api);
        }

        if (IsApplicationState && UserName!.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            return Messages.ActingUserNotAscii;
        }

        return ServerAddress.StageOf(server) is { } named && Stage is { } stage && stage != named ? Messages.FormatStageTwice(named, stage) : null;
    }

    /// <summary>
    /// Whether an access token requires an app: the ESB accepts a token without an app in the header only (protocol.md §5).
    /// </summary>
    private bool NeedsAppBesideToken =>
        CredentialLocation is CredentialLocation.Body or CredentialLocation.Query && !ApiProfile.For(Api ?? BkJobApi.EsbV2).IsGateway;

    private static string UserAgent { get; } =
        $"BkJob/{typeof(ConnectionInput).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0]}"
        + $" PowerShell/{EngineVersion}";

    // The version of $PSVersionTable.PSVersion. That of the assembly differs: it is 7.6.0.500 for all 7.6.
    private static string EngineVersion =>
        typeof(PSObject).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split(' ', '+')[0];

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    private SecureString? Secret(string name) =>
        Environment.GetEnvironmentVariable(name) is { } value && !string.IsNullOrWhiteSpace(value) ? Secrets.Create(value) : null;

    private static BkJobApi? ReadApi(string? text) =>
        text is null ? null
        : Enum.TryParse(text, ignoreCase: true, out BkJobApi api) && Enum.IsDefined(api) ? api
        : throw ErrorRecords.InvalidValue(Messages.FormatBadApiVariable(string.Join(", ", Enum.GetNames<BkJobApi>())));
}
