using System.Net;
using System.Text;
using System.Text.Json;
using BkJob.Core.Tests.Support;
using BkJob.Simulator;
using BkJob.Transport;

namespace BkJob.Core.Tests.Credentials;

/// <summary>Servers echo what they were sent: a secret must be in nothing that a person or a log gets to see.</summary>
public sealed class SecretRedactorTests(SimulatorFixture bench) : IClassFixture<SimulatorFixture>
{
    [Theory]
    [InlineData("The secret demo-secret is wrong, demo-secret!", "The secret *** is wrong, ***!")]
    [InlineData("bk_token=tok-1;access_token=acc-1", "bk_token=***;access_token=***")]
    [InlineData("nothing of the kind", "nothing of the kind")]
    public async Task Echoed_secret_is_redacted(string echo, string expected)
    {
        var events = new List<RequestEvent>();
        bench.Simulator.Faults.Clear();
        bench.Simulator.Faults.Add(new Fault { EnvelopeCode = 1244006, Message = echo });
        BkJobClient connection = bench.Connect(bench.Settings with
        {
            Token = "tok-1".AsSecret(),
            AccessToken = "acc-1".AsSecret(),
        });

        var error = await Assert.ThrowsAsync<BkJobException>(
            () => connection.GetJobInstanceAsync(SimulatorFixture.Query, events.Add, TestContext.Current.CancellationToken));

        Assert.Equal(expected, error.ServerMessage);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        AssertNoSecret(error.ToString(), "demo-secret", "tok-1", "acc-1");
        AssertNoSecret(Assert.Single(events).ToString(), "demo-secret", "tok-1", "acc-1");
    }

    /// <summary>One secret may begin like another: what is left of the longer one is a secret still.</summary>
    [Fact]
    public async Task Overlapping_secrets_are_fully_redacted()
    {
        bench.Simulator.Faults.Clear();
        bench.Simulator.Faults.Add(new Fault { EnvelopeCode = 1244006, Message = "login abcdefgh is unknown" });

        BkJobException error = await SimulatorFixture.FailAsync(bench.Connect(bench.Settings with
        {
            AppSecret = "abcd".AsSecret(),
            Token = "abcdefgh".AsSecret(),
        }));

        Assert.Equal("login *** is unknown", error.ServerMessage);
    }

    /// <summary>With Query a server may quote the URL, in which a secret is written in another way.</summary>
    [Theory]
    [InlineData("p@ss word", "bad URL ?bk_app_secret=p%40ss%20word&x=1")]
    [InlineData("p\"ss", "bad header {\"bk_app_secret\":\"p\\\"ss\"}")]
    [InlineData("p\"ss", "bad header {\"bk_app_secret\":\"p\\u0022ss\"}")]
    public async Task Secret_echoed_in_its_sent_encoding_is_redacted(string secret, string echo)
    {
        bench.Simulator.Faults.Clear();
        bench.Simulator.Faults.Add(new Fault { EnvelopeCode = 1244006, Message = echo });

        BkJobException error = await SimulatorFixture.FailAsync(bench.Connect(bench.Settings with { AppSecret = secret.AsSecret() }));

        AssertNoSecret(error.Message, "p@ss", "p%40ss", "p\\\"ss", "p\\u0022ss");
    }

    [Theory]
    [InlineData("X-Bkapi-Error-Message")]
    [InlineData("X-Bkapi-Request-ID")]
    [InlineData("X-Bkapi-Error-Code")]
    [InlineData("Location")]
    public async Task Secret_echoed_in_a_header_is_redacted(string header)
    {
        foreach (int status in new[] { 403, 302 })
        {
            bench.Simulator.Faults.Clear();
            bench.Simulator.Faults.Add(new Fault
            {
                HttpStatus = status,
                Headers = new Dictionary<string, string> { [header] = "http://login/?s=demo-secret" },
            });

            BkJobException error = await SimulatorFixture.FailAsync(bench.Connect());

            AssertNoSecret(error.ToString(), "demo-secret");
        }
    }

    /// <summary>Tokens can be long: each length is blotted out in each writing, and what stands around it is kept.</summary>
    [Theory]
    [InlineData(8)]
    [InlineData(128)]
    [InlineData(415)]
    [InlineData(1_500)]
    [InlineData(20_000)]
    public void Secret_of_any_length_is_redacted_in_any_encoding(int length)
    {
        string secret = string.Concat(Enumerable.Range(0, length).Select(i => "aB3\"+/ é密🚀&<'%"[i % 15])).TrimEnd(' ', '\uD83D');
        BkJobClientOptions settings = bench.Settings with { AppSecret = "other".AsSecret(), Token = secret.AsSecret() };
        var redactor = new SecretRedactor(settings);
        byte[] bytes = Encoding.UTF8.GetBytes(secret);
        string escaped = string.Concat(secret.Select(unit => FormattableString.Invariant($"\\u{(int)unit:x4}")));
        string[] writings =
        [
            secret,
            Uri.EscapeDataString(secret),
            Uri.EscapeDataString(Uri.EscapeDataString(secret)),
            WebUtility.UrlEncode(secret),
            WebUtility.HtmlEncode(secret),
            JsonEncodedText.Encode(secret).Value,
            escaped,
            escaped.Replace("\\", "\\\\", StringComparison.Ordinal),
            string.Concat(bytes.Select(b => FormattableString.Invariant($"\\x{b:x2}"))),
            Convert.ToHexString(bytes).ToLowerInvariant(),
            Convert.ToBase64String(bytes),
            Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_'),
            Convert.ToBase64String([.. "ops:"u8, .. bytes]),
        ];

        // Of a backslash that was written twice, one may stay behind: it says nothing.
        Assert.All(writings, written => Assert.Equal(
            "so [***] is not it", redactor.Redact($"so [{written}] is not it")!.Replace("\\***", "***", StringComparison.Ordinal)));
    }

    private static void AssertNoSecret(string text, params string[] secrets) =>
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
}
