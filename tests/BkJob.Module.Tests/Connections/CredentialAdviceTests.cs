using System.Management.Automation;

namespace BkJob.Module.Tests;

/// <summary>What a user reads about credentials and about errors of the server.</summary>
public sealed class CredentialAdviceTests
{
    private static readonly string[] s_parameters = ["-AppCode", "-AppSecret"];

    /// <summary>Among parameters the ESB wants the app beside an access token.</summary>
    [Theory]
    [InlineData("-CredentialLocation Body", "-AppCode -AppSecret")]
    [InlineData("-CredentialLocation Query", "-AppCode -AppSecret")]
    [InlineData("-CredentialLocation Body -Api EsbV3", "-AppCode -AppSecret")]
    [InlineData("-CredentialLocation Body -AppCode ops", "-AppSecret")]
    [InlineData("-CredentialLocation Body -AppSecret $secret", "-AppCode")]
    [InlineData("-CredentialLocation Body -AppCode ops -AppSecret $secret", "")]
    [InlineData("-CredentialLocation Header", "")]
    [InlineData("", "")]
    public void Token_among_parameters_needs_an_app(string parameters, string missing)
    {
        using var session = new Session();
        session.Set("secret", Session.Secure("secret-1"));
        session.Set("token", Session.Secure("token-1"));

        Outcome outcome = session.Run($"Connect-BkJob http://localhost:1 -AccessToken $token {parameters} -WarningAction Ignore");

        if (missing.Length == 0)
        {
            outcome.ThrowIfFailed();
            return;
        }

        ErrorRecord error = Assert.IsType<ErrorRecord>(outcome.Terminating);
        Assert.StartsWith("BkJobInvalidArgument", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(missing, string.Join(' ', s_parameters.Where(name => error.ToString().Contains(name, StringComparison.Ordinal))));
    }

    /// <summary>What the server says, how it was asked, and what is recommended and what is not.</summary>
    [Theory]
    [InlineData(1306000, "APP Code [bk_app_code] cannot be empty", "-CredentialLocation Header", "-CredentialLocation Auto or Body", "token has expired")]
    [InlineData(1306000, "APP Code [bk_app_code] cannot be empty", "-CredentialLocation Body", "Check the app code", "Auto or Body")]
    [InlineData(1306201, "Component request third-party system [JOB] error: Status Code: 401, Error Message: x", "", "administrator", "Retry later")]
    [InlineData(1306201, "Component request third-party system [JOB] error: Status Code: 403, Error Message: x", "", "administrator", "Retry later")]
    [InlineData(1306201, "Component request third-party system [JOB] error: status code: 404, Error Message: x", "", "administrator", "Retry later")]
    [InlineData(1306203, "SSL error", "", "administrator", "Retry later")]
    [InlineData(1306201, "Component request third-party system [JOB] error: Status Code: 502, Error Message: x", "-MaximumRetryCount 0", "Retry later", "does not help")]
    public void Recommendation_fits_the_cause(int code, string message, string parameters, string recommended, string not)
    {
        using RawResponse server = RawResponse.OfJson($$"""{"result":false,"code":{{code}},"data":null,"message":"{{message}}","request_id":"r"}""");
        using var session = new Session();
        session.Set("secret", Session.Secure("secret-1"));
        session.Run($"Connect-BkJob {server.Address} -AppCode ops -AppSecret $secret -UserName admin -BizId 1 {parameters}").ThrowIfFailed();

        ErrorRecord error = Assert.Single(session.Run("Get-BkJobInstanceStatus 100").Errors);

        Assert.Contains(recommended, error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.DoesNotContain(not, error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void Full_address_selects_the_API()
    {
        using var session = new Session();
        session.Set("token", Session.Secure("token-1"));

        Assert.Equal(
            ["EsbV2 http://localhost:1/", "EsbV3 http://localhost:1/", "GatewayV4 http://localhost:1/api/bk-job/prod/", "GatewayV3 http://localhost:1/"],
            session.Run("""
                foreach ($api in 'c/compapi/v2/job/get_job_instance_status/', 'c/compapi/v2/jobv3', 'bk-job/prod/api/v4', 'v4" -Api "GatewayV3') {
                    Invoke-Expression "Connect-BkJob `"http://localhost:1/api/$api`" -AccessToken `$token -PassThru" | ForEach-Object { "$($_.Api) $($_.Server)" }
                }
                """).ThrowIfFailed().Output);
    }
}
