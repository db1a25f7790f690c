using System.Net;
using System.Text;
using System.Text.Json;
using BkJob.Core.Tests.Fuzz;
using BkJob.Core.Tests.Support;
using BkJob.Transport;
using CsCheck;

namespace BkJob.Core.Tests.Credentials;

/// <summary>No part of a secret appears in anything that a connection makes of a text from outside.</summary>
public sealed class SecretRedactorTests
{
    private const string Secret = "k3Yz-9qW+x/7Lm=V2p&Rt%5T\"u8\\n6j<s>4h";

    /// <summary>Letters and signs that do not follow each other in what the module itself writes.</summary>
    private static readonly Gen<string> Secrets =
        from length in Gen.Frequency((8, Gen.Int[8, 48]), (1, Gen.Int[49, 128]), (1, Gen.Int[500, 1500]))
        from text in AnyOf([.. "QXZJKVWqxzjkvw密é🚀%+/\\\"'<>&# \ttnbrf".EnumerateRunes().Select(rune => rune.ToString())]).Array[length]
        from first in AnyOf("Q", "z", "密")
        from last in AnyOf("X", "k", "é")
        select first + string.Concat(text) + last;

    /// <summary>The ways in which software writes a text.</summary>
    private static readonly Dictionary<string, Func<string, string>> Encodings = new()
    {
        ["as it is"] = secret => secret,
        ["URL"] = Uri.EscapeDataString,
        ["URL twice"] = secret => Uri.EscapeDataString(Uri.EscapeDataString(secret)),
        ["form"] = WebUtility.UrlEncode,
        ["HTML"] = WebUtility.HtmlEncode,
        ["JSON"] = secret => JsonEncodedText.Encode(secret).Value,
        ["JSON with a solidus"] = secret => JsonEncodedText.Encode(secret).Value.Replace("/", "\\/", StringComparison.Ordinal),
        ["JSON in JSON"] = secret => JsonEncodedText.Encode(JsonEncodedText.Encode(secret).Value).Value,
        ["URL in JSON"] = secret => JsonEncodedText.Encode(Uri.EscapeDataString(secret)).Value,
        ["code points"] = secret => string.Concat(secret.Select(unit => FormattableString.Invariant($"\\u{(int)unit:X4}"))),
        ["code points in JSON"] = secret => string.Concat(secret.Select(unit => FormattableString.Invariant($"\\\\u{(int)unit:x4}"))),
        ["bytes"] = secret => string.Concat(Encoding.UTF8.GetBytes(secret).Select(b => FormattableString.Invariant($"\\x{b:x2}"))),
        ["mixed"] = secret => string.Concat(secret.EnumerateRunes().Select((rune, i) => (i % 4) switch
        {
            0 => Uri.EscapeDataString(rune.ToString()),
            1 => string.Concat(rune.ToString().Select(unit => FormattableString.Invariant($"\\u{(int)unit:x4}"))),
            2 => FormattableString.Invariant($"&#{rune.Value};"),
            _ => JsonEncodedText.Encode(rune.ToString()).Value,
        })),
        ["hexadecimal"] = secret => Convert.ToHexString(Encoding.UTF8.GetBytes(secret)).ToLowerInvariant(),
        ["hexadecimal with hyphens"] = secret => BitConverter.ToString(Encoding.UTF8.GetBytes(secret)),
        ["hexadecimal with colons"] = secret => BitConverter.ToString(Encoding.UTF8.GetBytes(secret)).Replace('-', ':'),
        ["hexadecimal with spaces"] = secret => BitConverter.ToString(Encoding.UTF8.GetBytes(secret)).Replace('-', ' '),
        ["hexadecimal of UTF-16"] = secret => Convert.ToHexString(Encoding.Unicode.GetBytes(secret)),
        ["Base64 of UTF-16"] = secret => Convert.ToBase64String(Encoding.Unicode.GetBytes(secret)),
        ["Base64 of a command in UTF-16"] = secret => Convert.ToBase64String(Encoding.Unicode.GetBytes($"a {secret}; b")),
        ["Base64 of a longer command in UTF-16"] = secret => Convert.ToBase64String(Encoding.Unicode.GetBytes($"a.ps1 {secret}")),
        ["Base64"] = secret => Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)),
        ["Base64 for a URL"] = secret =>
            Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)).TrimEnd('=').Replace('+', '-').Replace('/', '_'),
        ["Base64 of a login"] = secret => Convert.ToBase64String(Encoding.UTF8.GetBytes($"me:{secret}")),
        ["Base64 in a URL"] = secret => Uri.EscapeDataString(Convert.ToBase64String(Encoding.UTF8.GetBytes(secret))),
    };

    private static readonly string[] Places = ["message", "request_id", "job_request_id", "code", "permission", "field", "header", "redirection"];

    /// <summary>Around what is displayed, traced and kept of a text.</summary>
    private static readonly Gen<int> Positions = Gen.OneOf(
        Gen.Int[0, 60], Gen.Int[1_900, 2_060], Gen.Int[16_000, 16_500], Gen.Int[19_900, 20_010], Gen.Int[65_400, 65_560]);

    public static TheoryData<string> EncodingNames => [.. Encodings.Keys];

    [Theory]
    [MemberData(nameof(EncodingNames))]
    public async Task Random_secret_appears_nowhere(string encoding)
    {
        await FuzzRun.CheckAsync(
            Gen.Select(Secrets, Positions, AnyOf(Places)),
            usual: 4,
            longFactor: 0.1,
            async input =>
            {
                (string secret, int position, string place) = input;
                string echo = Encodings[encoding](secret);
                (string body, string headers) = Echo(place, new string('.', position) + echo + "...");
                await using var server = new StubServer(_ => RawServer.CreateResponse(place == "redirection" ? 302 : 200, body, headers));
                BkJobClient connection = server.Connect(BkJobApi.EsbV2, settings => settings with { AppSecret = secret.AsSecret() });

                AssertClean(await CollectAsync(connection), secret, echo);
            },
            input => input.ToString());
    }

    /// <summary>What the request that failed is written with, for each kind of secret.</summary>
    public static TheoryData<string, Func<BkJobClientOptions, BkJobClientOptions>> Kinds => new()
    {
        { "app secret", settings => settings with { AppSecret = Secret.AsSecret() } },
        { "token", settings => settings with { Token = Secret.AsSecret() } },
        { "access token", settings => settings with { AccessToken = Secret.AsSecret() } },
        { "line end", settings => settings with { AppSecret = $"\uFEFF {Secret}\r\n".AsSecret() } },
        { "proxy credential", settings => settings with { Proxy = ProxyTo(settings, new NetworkCredential("me", Secret)) } },
        { "proxy address", settings => settings with { Proxy = ProxyTo(settings, null, $"me:{Uri.EscapeDataString(Secret)}@") } },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Secret_of_any_kind_appears_nowhere(string kind, Func<BkJobClientOptions, BkJobClientOptions> change)
    {
        byte[] response = [];
        await using var server = new StubServer(_ => response);
        BkJobClient connection = server.Connect(BkJobApi.EsbV2, change);
        foreach ((string name, Func<string, string> encode) in Encodings)
        {
            foreach (string place in Places)
            {
                (string body, string headers) = Echo(place, encode(Secret));
                response = RawServer.CreateResponse(place == "redirection" ? 302 : 403, body, headers);

                IReadOnlyList<string> texts = await CollectAsync(connection);

                AssertClean(texts, Secret, encode(Secret), $"{kind}, {name}, {place}");
            }
        }
    }

    [Theory]
    [InlineData("The secret demo-secret is wrong, demo-secret!", "The secret *** is wrong, ***!")]
    [InlineData("bk_token=tok-1;access_token=acc-1", "bk_token=***;access_token=***")]
    [InlineData("nothing of the kind", "nothing of the kind")]
    public async Task Echoed_secret_is_redacted(string echo, string expected)
    {
        await using var server = new StubServer(_ => RawServer.CreateResponse(200, $$"""{"result":false,"code":1244006,"message":"{{echo}}"}"""));

        BkJobException error = await SimulatorFixture.FailAsync(
            server.Connect(BkJobApi.EsbV2, settings => settings with { Token = "tok-1".AsSecret(), AccessToken = "acc-1".AsSecret() }));

        Assert.Equal(expected, error.ServerMessage);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    /// <summary>One secret may begin like another: what is left of the longer one is a secret still.</summary>
    [Fact]
    public void Overlapping_secrets_are_fully_redacted()
    {
        var redactor = new SecretRedactor(new BkJobClientOptions
        {
            Server = new Uri("https://paas.example.com"),
            AppSecret = "abcd".AsSecret(),
            Token = "abcdefgh".AsSecret(),
            Proxy = new WebProxy(),
        });

        Assert.Equal("login *** is unknown", redactor.Redact("login abcdefgh is unknown"));
    }

    /// <summary>Tokens can be long: each length is redacted in each encoding, and the text around it is kept.</summary>
    [Theory]
    [InlineData(8)]
    [InlineData(128)]
    [InlineData(415)]
    [InlineData(1_500)]
    [InlineData(4_000)]
    public void Secret_of_any_length_is_redacted_in_any_encoding(int length)
    {
        string secret = string.Concat(Enumerable.Range(0, length).Select(i => "aB3\"+/ é密🚀&<'%"[i % 15])).TrimEnd(' ', '\uD83D');
        SecretRedactor redactor = RedactorOf(secret);

        // Of a backslash that was written twice, one may stay behind, and the padding of an encoding: they reveal nothing.
        Assert.All(Encodings, encoding => Assert.Equal(
            "so [***] is not it",
            redactor.Redact($"so [{encoding.Value(secret)}] is not it")!
                .Replace("\\***", "***", StringComparison.Ordinal).Replace("%3D", "", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Exception_of_a_proxy_is_redacted()
    {
        string echo = Convert.ToBase64String(Encoding.UTF8.GetBytes($"me:{Secret}"));
        await using var proxy = new RawServer(Encoding.ASCII.GetBytes($"HTTP/1.1 407 {echo}\r\nX-Echo: {echo}\r\nContent-Length: 0\r\n\r\n"), keepsOpen: false);
        var settings = new BkJobClientOptions
        {
            Server = new Uri("https://paas.example.com"),
            AppCode = "ops",
            AppSecret = "unrelated".AsSecret(),
            UserName = "admin",
            MaximumRetryCount = 0,
            Proxy = new WebProxy(proxy.Address) { Credentials = new NetworkCredential("me", Secret) },
        };
        using var connection = new BkJobClient(settings);

        AssertClean(await CollectAsync(connection), Secret, echo);
    }

    /// <summary>A server that returns the first half only: what is enough to be no coincidence is redacted too.</summary>
    [Theory]
    [InlineData(10)]
    [InlineData(20)]
    [InlineData(30)]
    public void Part_of_a_secret_is_redacted(int length)
    {
        SecretRedactor redactor = RedactorOf(Secret);

        Assert.Equal("bad ***", redactor.Redact($"bad {Secret[..length]}"));
        Assert.Equal("bad ***", redactor.Redact($"bad {Secret[^length..]}"));
    }

    [Theory]
    [InlineData("tab\there-and-there", "tab\\there-and-there")]
    [InlineData("line\nfeed and\r\nmore", "line\\nfeed and\\r\\nmore")]
    [InlineData("back\\slash\\new", "back\\\\slash\\\\new")]
    [InlineData("sol/i/dus/secret", "sol\\/i\\/dus\\/secret")]
    [InlineData("form\ffeed\bback", "form\\ffeed\\bback")]
    [InlineData("quote\"d per%41cent", "quote\\u0022d per%41cent")]
    [InlineData("rockets\uD83D\uDE80up", "rockets\\ud83d\\uDE80up")]
    [InlineData("tabulator", "path\\tabulator")]
    public void Escapes_of_JSON_are_decoded_before_matching(string secret, string echo)
    {
        string redacted = RedactorOf(secret).Redact($"is [{echo}] wrong")!;

        Assert.DoesNotContain(secret[^4..], redacted, StringComparison.Ordinal);
        Assert.EndsWith("***] wrong", redacted, StringComparison.Ordinal);
    }

    /// <summary>A secret that is an ordinary word of the module's own sentences is redacted in the server's words only.</summary>
    [Theory]
    [InlineData("status")]
    [InlineData("wrong")]
    [InlineData("server")]
    [InlineData("job")]
    [InlineData("e")]
    public async Task Short_secret_is_redacted_in_outside_text_only(string secret)
    {
        var events = new List<RequestEvent>();
        async Task<(BkJobException Error, RequestEvent Event)> FailAsync(string appSecret)
        {
            string body = """{"result":false,"code":9900403,"message":"MESSAGE","permission":{"actions":[{"id":"i","name":"n","related_resource_types":[{"instances":[[{"id":"1","type":"t","name":"m"}]]}]}]}}"""
                .Replace("MESSAGE", appSecret, StringComparison.Ordinal);
            await using var server = new StubServer(_ => RawServer.CreateResponse(200, body));
            BkJobClient connection = server.Connect(BkJobApi.EsbV2, settings => settings with
            {
                Server = settings.Server,
                AppSecret = appSecret.AsSecret(),
                CredentialLocation = CredentialLocation.Query,
            });
            events.Clear();
            var thrown = await Assert.ThrowsAsync<BkJobException>(
                () => connection.GetJobInstanceAsync(SimulatorFixture.Query with { IsTraced = true }, events.Add));
            return (thrown, events[^1]);
        }

        (BkJobException expected, RequestEvent other) = await FailAsync("Q0Q0Q0Q0");
        (BkJobException error, RequestEvent told1) = await FailAsync(secret);

        Assert.Equal("***", error.ServerMessage);
        Assert.Equal(expected.Message, error.Message);
        Assert.Equal(expected.Permissions, error.Permissions);
        Assert.Equal((other.Path, new Uri(other.Url!).PathAndQuery), (told1.Path, new Uri(told1.Url!).PathAndQuery));
    }

    /// <summary>Texts that contain a secret, or its beginning, or an encoding again and again: linear in their length.</summary>
    [Theory]
    [InlineData("k3Yz-9qW")]
    [InlineData("k3Yz-9q")]
    [InlineData("\\\\")]
    [InlineData("&#0")]
    [InlineData("%")]
    [InlineData("azNZei05cVcreC83TG0-")]
    public void Redaction_cost_is_linear(string repeated)
    {
        SecretRedactor redactor = RedactorOf(Secret);
        redactor.Redact(string.Concat(Enumerable.Repeat(repeated, 10)));
        long Cost(int length)
        {
            string text = string.Concat(Enumerable.Repeat(repeated, length / repeated.Length));
            long before = GC.GetAllocatedBytesForCurrentThread();
            redactor.Redact(text);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        long small = Cost(2_000);

        Assert.InRange(Cost(20_000), 0, 15 * small);
    }

    private static Gen<string> AnyOf(params string[] values) => Gen.OneOf([.. values.Select(Gen.Const)]);

    private static SecretRedactor RedactorOf(string secret) => new(new BkJobClientOptions
    {
        Server = new Uri("https://paas.example.com"),
        AppSecret = secret.AsSecret(),
        Proxy = new WebProxy(),
    });

    private static WebProxy ProxyTo(BkJobClientOptions settings, NetworkCredential? credential, string userInfo = "") =>
        new(new Uri($"http://{userInfo}{settings.Server.Authority}")) { Credentials = credential, BypassProxyOnLocal = false };

    /// <summary>A body and headers with a text in one of the places that a server fills.</summary>
    private static (string Body, string Headers) Echo(string place, string text)
    {
        string json = JsonSerializer.Serialize(text);
        string header = string.Concat(text.Where(c => !char.IsControl(c) || c == '\t')).Trim();
        return place switch
        {
            "permission" => ($$$"""{"result":false,"code":9900403,"message":"no","permission":{"actions":[{"id":{{{json}}},"name":{{{json}}},"related_resource_types":[{"instances":[[{"type":{{{json}}},"id":{{{json}}},"name":{{{json}}}}]]}]}]}}""", ""),
            "field" => ($$"""{"result":true,{{json}}:{{json}},"data":{{json}}}""", ""),
            "header" => ("", $"X-Bkapi-Error-Message: {header[..Math.Min(header.Length, 20_000)]}\r\nX-Bkapi-Request-ID: {header[..Math.Min(header.Length, 20_000)]}\r\nX-Bkapi-Error-Code: {header[..Math.Min(header.Length, 20_000)]}\r\n"),
            "redirection" => ("", $"Location: http://login/?s={Uri.EscapeDataString(header)}\r\n"),
            _ => ($$"""{"result":false,"code":1306000,"message":"m","{{place}}":{{json}}}""", ""),
        };
    }

    /// <summary>Everything that a request with a trace leaves behind.</summary>
    private static async Task<IReadOnlyList<string>> CollectAsync(BkJobClient connection)
    {
        var events = new List<RequestEvent>();
        var error = await Assert.ThrowsAsync<BkJobException>(
            () => connection.GetJobInstanceAsync(SimulatorFixture.Query with { IsTraced = true }, events.Add));
        return
        [
            error.ToString(), error.ServerMessage ?? "", error.Code ?? "", error.RequestId ?? "", error.Field ?? "", .. error.Permissions,
            .. events.SelectMany(each => new[] { each.ToString(), each.Url ?? "", each.Sent ?? "", each.Received ?? "", each.RequestId ?? "" }),
            .. events.Select(each => TerminalText.Sanitize(each.Received)),
        ];
    }

    private static void AssertClean(IReadOnlyList<string> texts, string secret, string echo, string when = "")
    {
        string[] plain = [.. Enumerable.Range(0, secret.Length - 3).Select(i => secret.Substring(i, 4))];
        string[] encoded = [.. Enumerable.Range(0, Math.Max(0, echo.Length - 15)).Select(i => echo.Substring(i, 16)).Distinct()];
        foreach (string text in texts)
        {
            string? found = Array.Find(plain, text.Contains) ?? Array.Find(encoded, text.Contains);
            Assert.True(found is null, $"{when}: \"{found}\" of \"{secret}\" as \"{echo}\" in: {text}");
        }
    }
}
