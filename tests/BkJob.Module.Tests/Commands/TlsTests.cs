using System.Management.Automation;

namespace BkJob.Module.Tests;

/// <summary>Certificates that are no good, at a real HTTPS server: told in words, asked once, and such a server is told nothing.</summary>
public class TlsTests
{
    /// <summary>Each is signed by itself: a test can't make this machine trust anybody.</summary>
    public static TheoryData<string, int, string> BadOnes => new()
    {
        { "127.0.0.1", 100, "untrusted authority" },
        { "127.0.0.1", -100, "expired" },
        { "other.example.com", 100, "another name" },
    };

    [Theory]
    [MemberData(nameof(BadOnes))]
    public async Task Invalid_certificate_is_explained_and_nothing_is_sent(string name, int days, string words)
    {
        await using TlsServer server = await TlsServer.StartAsync(name, DateTimeOffset.UtcNow.AddDays(days));
        foreach (string location in new[] { "Auto", "Header", "Body", "Query" })
        {
            using Session session = Connect(server, $"-CredentialLocation {location}");
            int before = server.Connections;

            Outcome outcome = session.Run("Get-BkJobInstanceStatus 100");

            Assert.Equal(["BkJobConnectionFailed"], outcome.ErrorIds);
            ErrorRecord error = outcome.Errors.Single();
            Assert.Equal(ErrorCategory.ConnectionError, error.CategoryInfo.Category);
            Assert.Contains("certificate of 127.0.0.1", error.ToString(), StringComparison.Ordinal);
            Assert.Contains(words, error.ToString(), StringComparison.Ordinal);

            // Three retries are allowed, and none is made.
            Assert.Equal((before + 1, 0), (server.Connections, server.Requests));
        }
    }

    [Theory]
    [MemberData(nameof(BadOnes))]
    public async Task SkipCertificateCheck_accepts_any_and_warns_each_time(string name, int days, string words)
    {
        await using TlsServer server = await TlsServer.StartAsync(name, DateTimeOffset.UtcNow.AddDays(days));
        using Session session = Connect(server);
        foreach (int times in new[] { 1, 2 })
        {
            Outcome connected = session.Run(ConnectLine + "-SkipCertificateCheck").ThrowIfFailed();
            Assert.Contains("not validated", Assert.Single(connected.Warnings), StringComparison.Ordinal);

            Outcome asked = session.Run("(Get-BkJobInstanceStatus 100).Id").ThrowIfFailed();
            Assert.Equal([100L], asked.Output);
            Assert.Empty(asked.Warnings);
            Assert.Equal(times, server.Requests);
        }

        // The next context is as careful as ever: leave was given for the other alone.
        session.Run(ConnectLine).ThrowIfFailed();
        Assert.Contains(words, session.Run("Get-BkJobInstanceStatus 100").Errors.Single().ToString(), StringComparison.Ordinal);
        Assert.Equal(2, server.Requests);
    }

    private const string ConnectLine = "Connect-BkJob $server -AppCode ops -AppSecret $secret -UserName admin -BizId 1 ";

    private static Session Connect(TlsServer server, string more = "")
    {
        var session = new Session();
        session.Set("server", server.Address);
        session.Set("secret", Session.Secure("demo-secret"));
        session.Run(ConnectLine + more).ThrowIfFailed();
        return session;
    }
}
