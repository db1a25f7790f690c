using System.Management.Automation;
using BkJob.Simulator;

namespace BkJob.Module.Tests;

public sealed class ConnectTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>, IDisposable
{
    private readonly SimulatorServer _server = simulator.Server;
    private readonly List<string> _variables = [];

    public void Dispose() => _variables.ForEach(name => Environment.SetEnvironmentVariable(name, null));

    [Fact]
    public void Connecting_writes_nothing_and_sends_nothing()
    {
        _server.Requests.Clear();
        using var session = new Session();
        session.Set("secret", Session.Secure("demo-secret"));
        Outcome outcome = session.Run($"Connect-BkJob {_server.Address} -AppCode ops -AppSecret $secret -UserName admin").ThrowIfFailed();
        Assert.Empty(outcome.Output);
        Assert.Empty(outcome.Warnings);
        Assert.Empty(_server.Requests.All);
    }

    [Fact]
    public void PassThru_returns_the_context_without_secrets()
    {
        using var session = new Session();
        session.Set("secret", Session.Secure("demo-secret"));
        string shown = session.Run(
            "Connect-BkJob https://paas.example.com/o -AppCode ops -AppSecret $secret -UserName admin -BizId 7 -Name prod -Language zh-cn "
            + "-TenantId t1 -TimeZone +09:00 -TimeoutSec 5 -MaximumRetryCount 0 -CredentialLocation Body -PassThru | ForEach-Object { "
            + "$_.Name, $_.Server, $_.Api, $_.AppCode, $_.UserName, $_.CredentialLocation, $_.BizId, $_.Language, $_.TenantId, "
            + "$_.TimeZone, $_.TimeoutSec, $_.MaximumRetryCount, $_.IsDefault -join '|' }").ThrowIfFailed().Text;
        Assert.Equal("prod|https://paas.example.com/o|EsbV2|ops|admin|Body|7|zh-cn|t1|+09:00|5|0|True", shown);

        string[] members = session.Run("(Get-BkJobContext prod).PSObject.Properties.TypeNameOfValue").As<string>();
        Assert.DoesNotContain("System.Security.SecureString", members);
    }

    [Theory]
    [InlineData("", "paas.example.com", "https://paas.example.com")]
    [InlineData("", "ftp://paas.example.com", "only https and http")]
    [InlineData("", "https://", "not a valid server address")]
    [InlineData("", "not a url", "not a valid server address")]
    [InlineData("", "https://u:p@paas.example.com", "-Credential")]
    [InlineData("", "https://paas.example.com/?a=1", "https://paas.example.com")]
    [InlineData("-AppCode ''", "https://paas.example.com", "empty")]
    [InlineData("-AppCode '  '", "https://paas.example.com", "empty")]
    [InlineData("-AppSecret 'plain-text'", "https://paas.example.com", "SecureString")]
    [InlineData("-TimeoutSec 0", "https://paas.example.com", "TimeoutSec")]
    [InlineData("-BizId 0", "https://paas.example.com", "BizId")]
    [InlineData("-Proxy foo", "https://paas.example.com", "not a valid proxy address")]
    [InlineData("-Proxy proxy.example.com:3128", "https://paas.example.com", "http://proxy.example.com:3128")]
    [InlineData("-Proxy ftp://u:plain-text@proxy.example.com", "https://paas.example.com", "socks5")]
    [InlineData("-Proxy http://u:plain-text@proxy.example.com:99999", "https://paas.example.com", "not a valid proxy address")]
    [InlineData("-Proxy 'http://'", "https://paas.example.com", "not a valid proxy address")]
    [InlineData("-Proxy $null", "https://paas.example.com", "null")]
    public void Invalid_parameters_are_rejected_with_a_message(string more, string server, string word)
    {
        using var session = new Session();
        Outcome outcome = session.Run($"Connect-BkJob -Server '{server}' {more}");
        Assert.StartsWith("Parameter", outcome.Terminating!.FullyQualifiedErrorId);
        Assert.Contains(word, outcome.Terminating.ToString());
        Assert.DoesNotContain("plain-text", outcome.Terminating.ToString());
    }

    [Theory]
    [InlineData("http://proxy.example.com:3128")]
    [InlineData("HTTPS://user:plain-text@proxy.example.com")]
    [InlineData("socks4://127.0.0.1:1080")]
    [InlineData("socks4a://proxy.example.com")]
    [InlineData("socks5://proxy.example.com:1080")]
    public void Every_supported_proxy_scheme_is_accepted(string proxy)
    {
        using var session = new Session();
        session.Set("s", Session.Secure("x"));
        session.Run($"Connect-BkJob https://paas.example.com -AppCode a -AppSecret $s -UserName u -Proxy {proxy}").ThrowIfFailed();
    }

    [Fact]
    public void Unknown_api_error_lists_the_valid_ones()
    {
        using var session = new Session();
        Assert.Contains("EsbV2", session.Run("Connect-BkJob https://x.example.com -Api EsbV9").Terminating!.ToString());
    }

    [Theory]
    [InlineData("", "-Server", "-AppCode", "-AppSecret", "-UserName")]
    [InlineData("-Server https://x.example.com -AppCode ops", "-AppSecret", "-UserName")]
    [InlineData("-Server https://x.example.com -AppCode ops -AppSecret $s", "-UserName")]
    [InlineData("-Server https://x.example.com -AppCode ops -Token $s", "-AppSecret")]
    [InlineData("-Credential $c", "-Server", "-UserName")]
    public void Missing_values_are_named_and_never_prompted_for(string parameters, params string[] named)
    {
        using var session = new Session();
        session.Set("s", Session.Secure("x"));
        session.Set("c", new PSCredential("ops", Session.Secure("x")));
        ErrorRecord error = session.Run($"Connect-BkJob {parameters}").Terminating!;
        Assert.StartsWith("BkJobInvalidArgument", error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.InvalidArgument, error.CategoryInfo.Category);
        Assert.All(named, name => Assert.Contains(name, error.ToString()));
    }

    /// <summary>PowerShell asks at the prompt for what is mandatory, and a runbook would hang there.</summary>
    [Fact]
    public void Nothing_is_mandatory()
    {
        using var session = new Session();
        Assert.Empty(session.Run("(Get-Command Connect-BkJob).ParameterSets.Parameters | Where-Object IsMandatory | ForEach-Object Name").ThrowIfFailed().Output);
    }

    [Fact]
    public void Unknown_time_zone_is_rejected_with_a_message()
    {
        using var session = new Session();
        session.Set("s", Session.Secure("x"));
        ErrorRecord error = session.Run("Connect-BkJob https://x.example.com -AppCode a -AppSecret $s -UserName u -TimeZone Mars").Terminating!;
        Assert.StartsWith("BkJobInvalidArgument", error.FullyQualifiedErrorId);
        Assert.Contains("Mars", error.ToString());
    }

    [Fact]
    public void Any_cmdlet_connects_with_the_environment()
    {
        SetEnvironment();
        using var session = new Session();
        Assert.Equal([100L], session.Run("(Get-BkJobInstanceStatus 100).Id").ThrowIfFailed().Output);
        Assert.Equal(["Default"], session.Run("(Get-BkJobContext).Name").As<string>());
    }

    [Fact]
    public void Environment_supplies_omitted_parameters()
    {
        SetEnvironment();
        using var session = new Session();
        session.Run("Connect-BkJob -UserName somebody -Name e").ThrowIfFailed();
        Assert.Equal(["somebody"], session.Run("(Get-BkJobContext e).UserName").As<string>());
        Assert.Equal([1L], session.Run("(Get-BkJobContext e).BizId").As<long>());
    }

    /// <summary>A token names the user, except where the app acts by itself: then the user is another matter.</summary>
    [Theory]
    [InlineData("-AccessToken $s", "")]
    [InlineData("-AccessToken $s -ApplicationState", "admin")]
    [InlineData("-AccessToken $s -ApplicationState -UserName somebody", "somebody")]
    [InlineData("-ApplicationState", "admin")]
    public void Environment_user_is_the_user_of_application_state(string who, string user)
    {
        SetEnvironment();
        using var session = new Session();
        session.Set("s", Session.Secure("x"));
        Assert.Equal(user, session.Run($"(Connect-BkJob -Api GatewayV4 {who} -PassThru).UserName").ThrowIfFailed().Text);
    }

    [Theory]
    [InlineData("ops", true)]
    [InlineData("another-app", false)]
    public void Environment_secret_belongs_to_the_environment_app(string code, bool isSame)
    {
        SetEnvironment();
        using var session = new Session();
        Assert.Equal(isSame, session.Run($"Connect-BkJob -AppCode {code} -UserName admin").Terminating is null);
        Environment.SetEnvironmentVariable("BKJOB_APP_CODE", null);
        session.Run($"Connect-BkJob -AppCode {code} -UserName admin").ThrowIfFailed();
    }

    [Theory]
    [InlineData("https://other.example.com", false)]
    [InlineData("https://paas.example.com:8443", false)]
    [InlineData("http://paas.example.com", false)]
    [InlineData("https://paas.example.com.evil.example", false)]
    [InlineData("https://PAAS.example.com/", true)]
    [InlineData("https://paas.example.com:443/api/c/compapi/v2/jobv3/", true)]
    public void Credentials_of_the_environment_belong_to_its_server(string server, bool isSame)
    {
        SetEnvironment();
        Set("BKJOB_SERVER", "https://paas.example.com/api/c/compapi/");
        Set("BKJOB_TOKEN", "demo-token");
        using var session = new Session();
        session.Set("s", Session.Secure("x"));
        foreach (string more in new[] { "", "-UserName admin", "-AppCode ops -AppSecret $s", "-AppCode ops -UserName admin" })
        {
            Outcome outcome = session.Run($"Connect-BkJob {server} {more}");
            Assert.Equal(isSame ? [] : ["BkJobInvalidArgument"], outcome.ErrorIds);
            Assert.All(outcome.AllErrors, error => Assert.Contains("BKJOB_SERVER is another server", error.Exception.Message, StringComparison.Ordinal));
        }

        session.Run($"Connect-BkJob {server} -AppCode mine -AppSecret $s -UserName me").ThrowIfFailed();
    }

    [Theory]
    [InlineData("BKJOB_BIZ_ID", "many")]
    [InlineData("BKJOB_DEFAULT_CLOUD_ID", "-1")]
    [InlineData("BKJOB_API", "EsbV9")]
    [InlineData("BKJOB_SERVER", "no-scheme")]
    public void Invalid_variable_is_named(string name, string value)
    {
        SetEnvironment();
        Set(name, value);
        using var session = new Session();
        ErrorRecord error = session.Run("Connect-BkJob").Terminating!;
        Assert.StartsWith("BkJobInvalidArgument", error.FullyQualifiedErrorId);
        Assert.Contains(name, error.ToString());
        Assert.DoesNotContain(value, error.ToString(), StringComparison.Ordinal); // It could be a secret in the wrong variable.
    }

    [Theory]
    [InlineData("", null, null)]
    [InlineData("-DefaultCloudId 0", null, 0L)]
    [InlineData("-DefaultCloudId 3", "7", 3L)]
    [InlineData("", " 7 ", 7L)]
    public void Default_cloud_area_is_that_of_parameter_or_variable(string parameter, string? variable, long? expected)
    {
        SetEnvironment();
        Set("BKJOB_DEFAULT_CLOUD_ID", variable);
        using var session = new Session();
        session.Run($"Connect-BkJob {parameter}").ThrowIfFailed();
        Assert.Equal($"{expected}", session.Run("\"$((Get-BkJobContext).DefaultCloudId)\"").ThrowIfFailed().Text);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("default")]
    [InlineData("''")]
    public void Invalid_cloud_area_is_rejected(string value)
    {
        SetEnvironment();
        using var session = new Session();
        Assert.Contains("DefaultCloudId", session.Run($"Connect-BkJob -DefaultCloudId {value}").Terminating!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Credential_is_app_code_and_app_secret()
    {
        using var session = new Session();
        session.Set("credential", new PSCredential("ops", Session.Secure("demo-secret")));
        session.Run($"Connect-BkJob {_server.Address} -Credential $credential -UserName admin -BizId 1").ThrowIfFailed();
        Assert.Equal([100L], session.Run("(Get-BkJobInstanceStatus 100).Id").ThrowIfFailed().Output);
    }

    [Theory]
    [InlineData("-AppCode ops -AppSecret $secret -Token $token")]
    [InlineData("-AccessToken $access")]
    [InlineData("-AppCode ops -AppSecret $secret -UserName admin -CredentialLocation Header")]
    [InlineData("-AppCode ops -AppSecret $secret -UserName admin -CredentialLocation Body")]
    public void Every_form_of_credentials_is_accepted_by_the_server(string who)
    {
        using var session = new Session();
        session.Set("secret", Session.Secure("demo-secret"));
        session.Set("token", Session.Secure("demo-token"));
        session.Set("access", Session.Secure("demo-access-token"));
        session.Run($"Connect-BkJob {_server.Address} -BizId 1 {who}").ThrowIfFailed();
        Assert.Equal([100L], session.Run("(Get-BkJobInstanceStatus 100).Id").ThrowIfFailed().Output);
    }

    [Fact]
    public void Query_location_warns_once()
    {
        using Session session = Session.ConnectedTo(_server);
        _server.Requests.Clear();
        session.Run("Get-BkJobInstanceStatus 100").ThrowIfFailed();
        Assert.DoesNotContain("demo-secret", _server.Requests.All.Single().Query);

        Outcome outcome = session.Run("Connect-BkJob $server -AppCode ops -AppSecret $secret -UserName admin -BizId 1 -CredentialLocation Query");
        Assert.Contains("URL", outcome.Warnings.Single());
        _server.Requests.Clear();
        Assert.Empty(session.Run("Get-BkJobInstanceStatus 100").ThrowIfFailed().Warnings);
        Assert.Contains("bk_app_secret=demo-secret", _server.Requests.All.Single().Query);
    }

    [Theory]
    [InlineData("http://paas.example.com", "", "not encrypted")]
    [InlineData("https://paas.example.com", "-SkipCertificateCheck", "certificate")]
    public void Risk_to_secrets_is_a_warning(string server, string more, string word)
    {
        using var session = new Session();
        session.Set("s", Session.Secure("x"));
        Outcome outcome = session.Run($"Connect-BkJob {server} -AppCode a -AppSecret $s -UserName u {more}").ThrowIfFailed();
        Assert.Contains(word, outcome.Warnings.Single());
    }

    /// <summary>A warning that comes each time is soon read no more. Another server is another risk.</summary>
    [Fact]
    public void Unencrypted_server_is_a_warning_once()
    {
        using var session = new Session();
        session.Set("s", Session.Secure("x"));
        Set("BKJOB_SERVER", "http://jobs.example.com:1");
        Set("BKJOB_APP_CODE", "ops");
        Set("BKJOB_APP_SECRET", "x");
        Set("BKJOB_USERNAME", "admin");
        Outcome Connect(string server) => session.Run($"Connect-BkJob {server} -AppCode a -AppSecret $s -UserName u").ThrowIfFailed();

        Assert.Single(session.Run("Get-BkJobInstanceStatus 1").Warnings); // Without a business nothing is sent; the connection was made by itself.
        Assert.Empty(Connect("http://jobs.example.com:1").Warnings);
        Assert.Single(Connect("http://paas.example.com").Warnings);
        Assert.Empty(Connect("http://PAAS.example.com").Warnings);
        Assert.Single(Connect("http://paas.example.com:8080").Warnings);
        Assert.Empty(Connect("http://localhost").Warnings);
    }

    private void SetEnvironment()
    {
        Set("BKJOB_SERVER", _server.Address.ToString());
        Set("BKJOB_APP_CODE", "ops");
        Set("BKJOB_APP_SECRET", "demo-secret");
        Set("BKJOB_USERNAME", "admin");
        Set("BKJOB_BIZ_ID", "1");
    }

    private void Set(string name, string? value)
    {
        _variables.Add(name);
        Environment.SetEnvironmentVariable(name, value);
    }
}
