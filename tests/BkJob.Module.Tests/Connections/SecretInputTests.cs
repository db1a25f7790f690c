using System.Management.Automation;

namespace BkJob.Module.Tests;

/// <summary>What a user specifies, where it can contain a secret.</summary>
public sealed class SecretInputTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    private const string Secret = "q7Zk-Xw9v";

    [Theory]
    [InlineData("-Server \"admin:$v@paas.example.com\"")]
    [InlineData("-Server \"https://admin:$v@paas.example.com\"")]
    [InlineData("-Server \"https://$v@paas.example.com\"")]
    [InlineData("-Server \"https://paas.example.com/$v@host\"")]
    [InlineData("-Server \"ftp://admin:$v@paas.example.com\"")]
    [InlineData("-Server \"ftp://paas.example.com/$v\"")]
    [InlineData("-Server \"${v}://paas.example.com\"")]
    [InlineData("-Server \"https://paas.example.com/?bk_app_secret=$v\"")]
    [InlineData("-Server \"https://paas.example.com/#$v\"")]
    [InlineData("-Server \"paas.example.com?bk_app_secret=$v\"")]
    [InlineData("-Server \"paas.example.com/$v\"")]
    [InlineData("-Server \"https://paas.example.com:$v\"")]
    [InlineData("-Server $v")]
    [InlineData("-Server \"$v $v\"")]
    [InlineData("-Server https://paas.example.com -AppSecret $v")]
    [InlineData("-Server https://paas.example.com -AppSecret 7777123")]
    [InlineData("-Server https://paas.example.com -AppSecret $v.ToCharArray()")]
    [InlineData("-Server https://paas.example.com -AppSecret @($v)")]
    [InlineData("-Server https://paas.example.com -AppSecret @{ Secret = $v }")]
    [InlineData("-Server https://paas.example.com -AppSecret ([Text.Encoding]::UTF8.GetBytes($v))")]
    [InlineData("-Server https://paas.example.com -AppSecret ([pscustomobject]@{ Secret = $v })")]
    [InlineData("-Server https://paas.example.com -AppSecret ([pscredential]::new($v, $s))")]
    [InlineData("-Server https://paas.example.com -AppSecret ([uri]\"https://x/$v\")")]
    [InlineData("-Server https://paas.example.com -Token 7777123")]
    [InlineData("-Server https://paas.example.com -AccessToken 7777123")]
    [InlineData("-Server https://paas.example.com -AccessToken $v")]
    [InlineData("-Server https://paas.example.com -AccessToken $s -Proxy \"me:$v@proxy.example.com\"")]
    [InlineData("-Server https://paas.example.com -AccessToken $s -Proxy \"ftp://me:$v@proxy.example.com\"")]
    [InlineData("-Server https://paas.example.com -AccessToken $s -Proxy $v")]
    public void Rejected_input_is_not_echoed(string parameters)
    {
        using var session = new Session();
        session.Set("v", Secret);
        session.Set("s", Session.Secure("other"));

        IReadOnlyList<(string Place, string Text)> left = Traces.Of(session, $"Connect-BkJob {parameters} -AppCode ops -UserName admin");

        Assert.Contains(left, trace => trace.Place == "whole exception");
        Assert.All(left, trace => AssertAbsent(trace.Text));
    }

    [Theory]
    [InlineData("BKJOB_SERVER", "admin:SECRET@paas.example.com")]
    [InlineData("BKJOB_SERVER", "https://paas.example.com/?bk_app_secret=SECRET")]
    [InlineData("BKJOB_SERVER", "SECRET")]
    [InlineData("BKJOB_BIZ_ID", "SECRET")]
    [InlineData("BKJOB_API", "SECRET")]
    public void Rejected_variable_is_not_echoed(string variable, string value)
    {
        using var session = new Session();
        session.Set("s", Session.Secure("other"));
        session.Run("$env:BKJOB_SERVER = 'https://paas.example.com'; $env:BKJOB_ACCESS_TOKEN = 'other'").ThrowIfFailed();
        session.Set("value", value.Replace("SECRET", Secret, StringComparison.Ordinal));
        try
        {
            foreach (string line in new[] { "Connect-BkJob", "Get-BkJobInstanceStatus 100 -BizId 1" })
            {
                IReadOnlyList<(string Place, string Text)> left = Traces.Of(session, $"$env:{variable} = $value; {line}");

                Assert.Contains(left, trace => trace.Place == "whole exception");
                Assert.All(left, trace => AssertAbsent(trace.Text));
            }
        }
        finally
        {
            session.Run("Remove-Item Env:BKJOB_*");
        }
    }

    [Theory]
    [InlineData("paas.example.com")]
    [InlineData("paas.example.com:8443")]
    [InlineData("192.0.2.7")]
    [InlineData("localhost:8080")]
    public void Host_without_a_scheme_is_suggested_with_it(string server)
    {
        using var session = new Session();

        Outcome outcome = session.Run($"Connect-BkJob {server}");

        Assert.Contains($"https://{server}?", outcome.Terminating!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("`n")]
    [InlineData("`r`n")]
    [InlineData(" `t")]
    public void White_space_around_a_secret_is_removed_with_a_warning(string blank)
    {
        using var session = new Session();
        session.Set("server", simulator.Server.Address.ToString());

        Outcome outcome = session.Run(
            $"$s = ConvertTo-SecureString \"{blank}demo-secret{blank}\" -AsPlainText -Force; "
            + "Connect-BkJob $server -AppCode ops -AppSecret $s -UserName admin -BizId 1; (Get-BkJobInstanceStatus 100).Id").ThrowIfFailed();

        Assert.Equal("100", outcome.Text);
        Assert.Contains("AppSecret", Assert.Single(outcome.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-AccessToken $s", "AccessToken")]
    [InlineData("-AppCode ops -AppSecret $s -Token $s", "AppSecret, Token")]
    [InlineData("-Credential $c -UserName admin", "AppSecret")]
    [InlineData("-AccessToken $clean -Proxy http://proxy.example.com -ProxyCredential $c", "ProxyCredential")]
    public void Every_secret_is_trimmed(string parameters, string names)
    {
        using var session = new Session();
        session.Set("s", Session.Secure($"\uFEFF{Secret}\n"));
        session.Set("clean", Session.Secure(Secret));
        session.Set("c", new PSCredential("ops", Session.Secure($"{Secret}\r\n")));

        Outcome outcome = session.Run($"Connect-BkJob https://paas.example.com {parameters}").ThrowIfFailed();

        Assert.Contains($": {names}.", Assert.Single(outcome.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Blank_secret_is_missing()
    {
        using var session = new Session();
        session.Set("s", Session.Secure(" \n"));

        Outcome outcome = session.Run("Connect-BkJob https://paas.example.com -AppCode ops -AppSecret $s -UserName admin");

        Assert.Contains("-AppSecret", outcome.Terminating!.ToString(), StringComparison.Ordinal);
    }

    private static void AssertAbsent(string text)
    {
        for (int i = 0; i + 4 <= Secret.Length; i++)
        {
            Assert.DoesNotContain(Secret.Substring(i, 4), text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("7777123", text, StringComparison.Ordinal);
    }
}
