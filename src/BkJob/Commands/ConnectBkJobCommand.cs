using System.Management.Automation;
using System.Net;
using System.Security;
using BkJob.Completers;

namespace BkJob.Commands;

/// <summary>
/// Keeps a server and credentials as a context for the cmdlets that follow. Sends nothing: the first question shows whether the
/// credentials are good. What is not given is read from the BKJOB_* environment variables.
/// </summary>
[Cmdlet(VerbsCommunications.Connect, "BkJob", DefaultParameterSetName = WithSecret, HelpUri = ModulePage.Address)]
[OutputType(typeof(BkJobContext))]
public sealed class ConnectBkJobCommand : BkJobCmdlet
{
    /// <summary>The name of a context that is given none.</summary>
    internal const string DefaultName = "Default";

    private const string WithSecret = "AppSecret";
    private const string WithCredential = "Credential";
    private const string WithVault = "SecretName";

    /// <summary>
    /// Address of the server, as in https://paas.example.com; for the gateway its host (https://bkapi.example.com) or the whole address of
    /// Job behind it (https://bkapi.example.com/api/bk-job/prod). Else BKJOB_SERVER.
    /// </summary>
    [Parameter(Position = 0)]
    [ValidateServer]
    [ArgumentCompleter(typeof(ServerCompleter))]
    public string? Server { get; set; }

    /// <summary>App code (<c>bk_app_code</c>). Else BKJOB_APP_CODE.</summary>
    [Parameter(ParameterSetName = WithSecret)]
    [Parameter(ParameterSetName = WithVault)]
    [ValidateNotBlank]
    public string? AppCode { get; set; }

    /// <summary>App secret (<c>bk_app_secret</c>). Else BKJOB_APP_SECRET.</summary>
    [Parameter(ParameterSetName = WithSecret)]
    [SecureStringOnly]
    [ValidateNotBlank]
    public SecureString? AppSecret { get; set; }

    /// <summary>App code and app secret as one credential.</summary>
    [Parameter(ParameterSetName = WithCredential)]
    [Credential]
    [ValidateNotBlank]
    public PSCredential? Credential { get; set; }

    /// <summary>
    /// Name of the app secret in a vault of SecretManagement, where that module is installed: a SecureString, or a PSCredential of app
    /// code and app secret.
    /// </summary>
    [Parameter(ParameterSetName = WithVault)]
    [ValidateNotBlank]
    [ArgumentCompleter(typeof(SecretNameCompleter))]
    public string? SecretName { get; set; }

    /// <summary>The vault with <see cref="SecretName"/>. All of them when left out.</summary>
    [Parameter(ParameterSetName = WithVault)]
    [ValidateNotBlank]
    [ArgumentCompleter(typeof(VaultCompleter))]
    public string? Vault { get; set; }

    /// <summary>User whom the app acts for (<c>bk_username</c>). Else BKJOB_USERNAME.</summary>
    [Parameter]
    [ValidateNotBlank]
    public string? UserName { get; set; }

    /// <summary>Login of the user (<c>bk_token</c>). Else BKJOB_TOKEN.</summary>
    [Parameter]
    [SecureStringOnly]
    [ValidateNotBlank]
    public SecureString? Token { get; set; }

    /// <summary>Access token, which names app and user by itself. Else BKJOB_ACCESS_TOKEN.</summary>
    [Parameter]
    [SecureStringOnly]
    [ValidateNotBlank]
    public SecureString? AccessToken { get; set; }

    /// <summary>The API to speak. Else BKJOB_API, else EsbV2.</summary>
    [Parameter]
    [EnumName(typeof(BkJobApi))]
    public BkJobApi Api { get; set; }

    /// <summary>Stage of the API gateway, where the server's address names none. prod when left out.</summary>
    [Parameter]
    [ValidateText("A-Za-z0-9_-", "A-Z a-z 0-9 _ -")]
    public string? Stage { get; set; }

    /// <summary>
    /// Lets the app act by itself behind the API gateway, for the user of <see cref="UserName"/> and without that user's login. The app
    /// needs a permission of its own for it.
    /// </summary>
    [Parameter]
    public SwitchParameter ApplicationState { get; set; }

    /// <summary>Business for cmdlets that are given none. Else BKJOB_BIZ_ID.</summary>
    [Parameter]
    [Alias("BkBizId", "bk_biz_id")]
    [ArgumentCompleter(typeof(BizIdCompleter))]
    [BizId]
    public long? BizId { get; set; }

    /// <summary>Where requests carry the credentials.</summary>
    [Parameter]
    [EnumName(typeof(CredentialLocation))]
    public CredentialLocation CredentialLocation { get; set; }

    /// <summary>Name of the context. One of the same name is disconnected.</summary>
    [Parameter]
    [ValidateNotBlank]
    [ArgumentCompleter(typeof(ContextNameCompleter))]
    public string Name { get; set; } = DefaultName;

    /// <summary>Language of the server's messages. The server's own choice when left out.</summary>
    [Parameter]
    [Language]
    [ValidateSet(LanguageAttribute.English, LanguageAttribute.Chinese)]
    public string? Language { get; set; }

    /// <summary>Tenant, for servers with several.</summary>
    [Parameter]
    [ValidateText("!-~", "ASCII without spaces")]
    public string? TenantId { get; set; }

    /// <summary>Zone of the times that the server prints without one: an IANA or Windows id, or an offset. +08:00 when left out.</summary>
    [Parameter]
    [ValidateNotBlank]
    [ArgumentCompleter(typeof(TimeZoneCompleter))]
    public string? TimeZone { get; set; }

    /// <summary>How many seconds one request may take: 40 for ESB and 70 for the gateway when left out, a little more than they take themselves.</summary>
    [Parameter]
    [Seconds(1, int.MaxValue / 1000, Whole = true)]
    public int TimeoutSec { get; set; }

    /// <summary>How often a question is asked again after a fault that may pass; 0 for never.</summary>
    [Parameter]
    [Count(0, int.MaxValue)]
    public int MaximumRetryCount { get; set; } = 3;

    /// <summary>How many bytes of an answer are accepted; 256 MB when left out, 1 GB at most.</summary>
    [Parameter]
    [Count(1, BkJobClientOptions.ResponseSizeLimit)]
    public long MaximumResponseSize { get; set; } = 256L * 1024 * 1024;

    /// <summary>Proxy; the system's when left out.</summary>
    [Parameter]
    [ProxyAddress]
    [ValidateNotBlank]
    public Uri? Proxy { get; set; }

    /// <summary>Credential for the proxy.</summary>
    [Parameter]
    [Credential]
    [ValidateNotBlank]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>Accepts any certificate. Whoever sits on the way can then read the secrets.</summary>
    [Parameter]
    public SwitchParameter SkipCertificateCheck { get; set; }

    /// <summary>Writes the context.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        BkJobContext context;
        try
        {
            context = MakeContext();
        }
        catch (VaultException fault)
        {
            ThrowTerminatingError(ErrorRecords.InvalidArgument(fault.Message, SecretName, fault.Advice));
            throw;
        }
        catch (BkJobException e)
        {
            ThrowTerminatingError(ErrorRecords.InvalidArgument(e.Message, null, Messages.AdviceConnectParameters));
            throw;
        }

        ContextStore.Current.Add(context);
        Warn(context);
        if (PassThru)
        {
            WriteObject(context);
        }
    }

    private BkJobContext MakeContext()
    {
        VaultSecret? kept = ReadVault();
        var input = new ConnectionInput
        {
            Server = Server,
            AppCode = Credential?.UserName ?? kept?.AppCode ?? AppCode,
            AppSecret = Credential?.Password ?? kept?.AppSecret ?? AppSecret,
            UserName = UserName,
            Token = Token,
            AccessToken = AccessToken,
            BizId = BizId,
            Api = IsGiven(nameof(Api)) ? Api : null,
            Stage = Stage,
            IsApplicationState = ApplicationState,
            CredentialLocation = CredentialLocation,
        };
        input.FillFromEnvironment();
        BkJobClientOptions options = input.ToOptions() with
        {
            Language = Language,
            TenantId = TenantId,
            TimeZone = ReadTimeZone(),
            MaximumRetryCount = MaximumRetryCount,
            MaximumResponseSize = MaximumResponseSize,
            Proxy = ReadProxy(input.Secrets),
            SkipCertificateCheck = SkipCertificateCheck,
        };
        if (input.Secrets.Trimmed.Count > 0)
        {
            WriteWarning(Messages.FormatWarnTrimmed(string.Join(", ", input.Secrets.Trimmed)));
        }

        return new BkJobContext(
            Name, TimeoutSec > 0 ? options with { Timeout = TimeSpan.FromSeconds(TimeoutSec) } : options, input.BizId);
    }

    private VaultSecret? ReadVault()
    {
        if (SecretName is null)
        {
            return Vault is null ? null : throw ErrorRecords.InvalidValue(Messages.FormatVaultWithoutSecret(Vault));
        }

        VaultSecret kept = VaultSecret.Read(InvokeCommand, SecretName, Vault);
        WriteVerbose($"Read the secret \"{SecretName}\".");
        return kept.AppCode is null || AppCode is null || kept.AppCode == AppCode ? kept : throw new VaultException(
            Messages.FormatVaultOtherApp(SecretName, kept.AppCode, AppCode), Messages.AdviceVaultOtherApp);
    }

    private bool IsGiven(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);

    private TimeZoneInfo ReadTimeZone() =>
        TimeZone is null ? BkJobTimeZone.Default
        : BkJobTimeZone.TryParse(TimeZone, out TimeZoneInfo? zone) ? zone!
        : throw ErrorRecords.InvalidValue(Messages.FormatBadTimeZone(Argument.Quote(TimeZone)));

    private WebProxy? ReadProxy(SecretInput secrets)
    {
        if (Proxy is null)
        {
            return null;
        }

        // A password in the address would show wherever the address does.
        string[] user = Proxy.UserInfo.Length > 0 ? Proxy.UserInfo.Split(':', 2) : [];
        Uri address = user.Length > 0 ? new UriBuilder(Proxy) { UserName = "", Password = "" }.Uri : Proxy;
        NetworkCredential? own = user.Length > 0
            ? new NetworkCredential(Uri.UnescapeDataString(user[0]), Uri.UnescapeDataString(user.ElementAtOrDefault(1) ?? ""))
            : null;
        return new WebProxy(address) { Credentials = ReadProxyCredential(secrets) ?? own };
    }

    private NetworkCredential? ReadProxyCredential(SecretInput secrets)
    {
        if (ProxyCredential is null)
        {
            return null;
        }

        // Of DOMAIN\user, the domain goes into a field of its own.
        NetworkCredential credential = ProxyCredential.GetNetworkCredential();
        credential.SecurePassword = secrets.Trim(ProxyCredential.Password, nameof(ProxyCredential));
        return credential;
    }

    private void Warn(BkJobContext context)
    {
        if (CredentialLocation == CredentialLocation.Query)
        {
            WriteWarning(Messages.WarnQuery);
        }

        if (ContextStore.Current.IsNewPlainServer(context.Server))
        {
            WriteWarning(Messages.FormatWarnPlain(context.Server));
        }

        if (SkipCertificateCheck)
        {
            WriteWarning(Messages.FormatWarnCertificate(context.Server.Host));
        }
    }
}
