using System.Management.Automation;
using System.Net;
using System.Security;
using BkJob.Completers;

namespace BkJob.Commands;

/// <summary>
/// Creates a connection context for subsequent cmdlets. Makes no network call: credentials are verified on the first request. Values that
/// are not specified are read from the BKJOB_* environment variables.
/// </summary>
[Cmdlet(VerbsCommunications.Connect, "BkJob", DefaultParameterSetName = WithSecret, HelpUri = ModulePage.Address)]
[OutputType(typeof(BkJobContext))]
public sealed class ConnectBkJobCommand : BkJobCmdlet
{
    /// <summary>The name of a context that is created without one.</summary>
    internal const string DefaultName = "Default";

    private const string WithSecret = "AppSecret";
    private const string WithCredential = "Credential";
    private const string WithVault = "SecretName";

    /// <summary>
    /// Address of the server, as in https://paas.example.com; for the gateway its host (https://bkapi.example.com) or the full address of
    /// Job behind it (https://bkapi.example.com/api/bk-job/prod). Default: BKJOB_SERVER.
    /// </summary>
    [Parameter(Position = 0)]
    [ValidateServer]
    [ArgumentCompleter(typeof(ServerCompleter))]
    public string? Server { get; set; }

    /// <summary>App code (<c>bk_app_code</c>). Default: BKJOB_APP_CODE.</summary>
    [Parameter(ParameterSetName = WithSecret)]
    [Parameter(ParameterSetName = WithVault)]
    [ValidateNotBlank]
    public string? AppCode { get; set; }

    /// <summary>App secret (<c>bk_app_secret</c>). Default: BKJOB_APP_SECRET.</summary>
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
    /// Name of the app secret in a vault of SecretManagement, if that module is installed: a SecureString, or a PSCredential of app code
    /// and app secret.
    /// </summary>
    [Parameter(ParameterSetName = WithVault)]
    [ValidateNotBlank]
    [ArgumentCompleter(typeof(SecretNameCompleter))]
    public string? SecretName { get; set; }

    /// <summary>The vault with <see cref="SecretName"/>. Default: all vaults.</summary>
    [Parameter(ParameterSetName = WithVault)]
    [ValidateNotBlank]
    [ArgumentCompleter(typeof(VaultCompleter))]
    public string? Vault { get; set; }

    /// <summary>User on whose behalf the app acts (<c>bk_username</c>). Default: BKJOB_USERNAME.</summary>
    [Parameter]
    [ValidateNotBlank]
    public string? UserName { get; set; }

    /// <summary>Login of the user (<c>bk_token</c>). Default: BKJOB_TOKEN.</summary>
    [Parameter]
    [SecureStringOnly]
    [ValidateNotBlank]
    public SecureString? Token { get; set; }

    /// <summary>Access token, which identifies both app and user. Default: BKJOB_ACCESS_TOKEN.</summary>
    [Parameter]
    [SecureStringOnly]
    [ValidateNotBlank]
    public SecureString? AccessToken { get; set; }

    /// <summary>The API. Default: BKJOB_API, otherwise EsbV2.</summary>
    [Parameter]
    [EnumName(typeof(BkJobApi))]
    public BkJobApi Api { get; set; }

    /// <summary>Stage of the API gateway, if the server's address contains none. Default: prod.</summary>
    [Parameter]
    [ValidateText("A-Za-z0-9_-", "A-Z a-z 0-9 _ -")]
    public string? Stage { get; set; }

    /// <summary>
    /// App-only access on behalf of <see cref="UserName"/>, without a login of that user. The app requires a permission of its own for it.
    /// </summary>
    [Parameter]
    public SwitchParameter ApplicationState { get; set; }

    /// <summary>Business for cmdlets that do not specify one. Default: BKJOB_BIZ_ID.</summary>
    [Parameter]
    [Alias("BkBizId", "bk_biz_id")]
    [ArgumentCompleter(typeof(BizIdCompleter))]
    [BizId]
    public long? BizId { get; set; }

    /// <summary>
    /// Cloud area of the addresses in targets that have none, such as 10.0.0.7; 0 is the default area. Without it, such addresses are
    /// rejected. Default: BKJOB_DEFAULT_CLOUD_ID.
    /// </summary>
    [Parameter]
    [Count(0, long.MaxValue)]
    public long? DefaultCloudId { get; set; }

    /// <summary>
    /// Address of the web pages of Job, as in https://job.example.com, for the page of a job (Show-BkJobInstance). Default: BKJOB_WEB_URL.
    /// </summary>
    [Parameter]
    [ValidateWebUrl]
    public string? WebUrl { get; set; }

    /// <summary>Where requests carry the credentials.</summary>
    [Parameter]
    [EnumName(typeof(CredentialLocation))]
    public CredentialLocation CredentialLocation { get; set; }

    /// <summary>Name of the context. One of the same name is disconnected.</summary>
    [Parameter]
    [ValidateNotBlank]
    [ArgumentCompleter(typeof(ContextNameCompleter))]
    public string Name { get; set; } = DefaultName;

    /// <summary>Language of the server's messages. Default: selected by the server.</summary>
    [Parameter]
    [Language]
    [ValidateSet(LanguageAttribute.English, LanguageAttribute.Chinese)]
    public string? Language { get; set; }

    /// <summary>Tenant, for multi-tenant servers.</summary>
    [Parameter]
    [ValidateText("!-~", "ASCII without spaces")]
    public string? TenantId { get; set; }

    /// <summary>Time zone of the times that the server returns without one: an IANA or Windows ID, or an offset. Default: +08:00.</summary>
    [Parameter]
    [ValidateNotBlank]
    [ArgumentCompleter(typeof(TimeZoneCompleter))]
    public string? TimeZone { get; set; }

    /// <summary>
    /// Timeout of one request, in seconds. Default: 40 for ESB and 70 for the gateway, slightly more than their own timeouts.
    /// </summary>
    [Parameter]
    [Seconds(1, int.MaxValue / 1000, Whole = true)]
    public int TimeoutSec { get; set; }

    /// <summary>How often a request is retried after a transient error; 0 for never.</summary>
    [Parameter]
    [Count(0, int.MaxValue)]
    public int MaximumRetryCount { get; set; } = 3;

    /// <summary>Maximum size of a response in bytes, up to 1 GB. Default: 256 MB.</summary>
    [Parameter]
    [Count(1, BkJobClientOptions.ResponseSizeLimit)]
    public long MaximumResponseSize { get; set; } = 256L * 1024 * 1024;

    /// <summary>Proxy. Default: the system proxy.</summary>
    [Parameter]
    [ProxyAddress]
    [ValidateNotBlank]
    public Uri? Proxy { get; set; }

    /// <summary>Credential for the proxy.</summary>
    [Parameter]
    [Credential]
    [ValidateNotBlank]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>Skips certificate validation. This exposes credentials to man-in-the-middle attacks.</summary>
    [Parameter]
    public SwitchParameter SkipCertificateCheck { get; set; }

    /// <summary>Returns the context.</summary>
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
            ThrowTerminatingError(ErrorRecords.InvalidArgument(fault.Message, SecretName, fault.Advice!));
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
        using var input = new ConnectionInput
        {
            Server = Server,
            AppCode = Credential?.UserName ?? kept?.AppCode ?? AppCode,
            AppSecret = Credential?.Password ?? kept?.AppSecret ?? AppSecret,
            UserName = UserName,
            Token = Token,
            AccessToken = AccessToken,
            BizId = BizId,
            DefaultCloudId = DefaultCloudId,
            Api = IsGiven(nameof(Api)) ? Api : null,
            Stage = Stage,
            IsApplicationState = ApplicationState,
            WebUrl = WebUrl,
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
            Name,
            TimeoutSec > 0 ? options with { Timeout = TimeSpan.FromSeconds(TimeoutSec) } : options,
            input.BizId,
            input.ToWebUrl(),
            input.DefaultCloudId);
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

        // A password in the address would be displayed with the address.
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

        // The domain of DOMAIN\user is a separate field.
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
