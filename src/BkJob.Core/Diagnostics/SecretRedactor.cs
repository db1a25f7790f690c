using System.Net;
using System.Security;
using System.Text;

namespace BkJob.Transport;

/// <summary>
/// Removes the secrets of a connection from texts that come from outside: servers, proxies and gateways return what they were sent, in
/// their own encoding. It has to see the complete text, before anything is sanitized, truncated or formatted: half of a secret can no
/// longer be recognized. The module's own sentences are never redacted, which would reveal a secret that is an ordinary word.
/// </summary>
internal sealed class SecretRedactor
{
    /// <summary>What a secret is replaced with.</summary>
    public const string Mask = "***";

    private const string Ellipsis = "...";

    /// <summary>This many characters of a secret are not a coincidence: a server can return a part of it.</summary>
    private const int RunLength = 8;
    private const int EncodedRunLength = 10;

    /// <summary>UTF-16, and separated bytes, are about twice as long as the encodings of UTF-8.</summary>
    private const int WideRunLength = 20;

    /// <summary>A shorter part of an encoded secret occurs in unrelated texts.</summary>
    private const int MinEncodedLength = 8;
    private const int MinWideLength = 16;

    /// <summary>
    /// The maximum number of characters of one encoded character: <c>\\u0041</c>, <c>&amp;#x00041;</c>, <c>%25%34%31</c>.
    /// </summary>
    private const int MaxExpansion = 12;

    private readonly SecretGrams _written = new(RunLength);
    private readonly SecretGrams _encoded = new(EncodedRunLength);
    private readonly SecretGrams _wide = new(WideRunLength);

    /// <summary>Prepares the secrets of a connection.</summary>
    /// <param name="options">The connection.</param>
    /// <param name="more">Secrets of a request; null for none.</param>
    public SecretRedactor(BkJobClientOptions options, IReadOnlyList<SecureString>? more = null)
    {
        IEnumerable<string> secrets = new[] { options.AppSecret, options.Token, options.AccessToken }
            .Concat(more ?? [])
            .OfType<SecureString>()
            .Select(Secret.ToPlainText)
            .Concat(ProxyPasswords(options));
        foreach (string secret in secrets.Select(Secret.Trim).Where(secret => secret.Length > 0).Distinct(StringComparer.Ordinal))
        {
            Add(secret);
        }
    }

    /// <summary>The number of characters to drop where a text is cut: a secret that the cut divides begins within them.</summary>
    public int Margin { get; private set; }

    /// <summary>Redacts the secrets in a text.</summary>
    /// <param name="text">A complete text from outside.</param>
    /// <param name="isCut">Whether its end is missing, and possibly the second half of a secret.</param>
    public string? Redact(string? text, bool isCut = false)
    {
        if (string.IsNullOrEmpty(text))
        {
            return text;
        }

        var found = new List<(int Start, int End)>();
        foreach (DecodedText reading in DecodedText.GetReadings(text))
        {
            found.AddRange(_written.Find(reading));
            found.AddRange(Extend(text, _encoded.Find(reading)));
            found.AddRange(Extend(text, _wide.Find(reading)));
        }

        return isCut ? Replace(text, found, Math.Max(0, text.Length - Margin)) + Ellipsis
            : found.Count == 0 ? text
            : Replace(text, found, text.Length);
    }

    /// <summary>Whether an exception and its inner exceptions contain no secret.</summary>
    public bool IsClean(Exception exception)
    {
        string text = exception.ToString();
        return ReferenceEquals(Redact(text), text);
    }

    private void Add(string secret)
    {
        Margin = Math.Max(Margin, secret.Length * MaxExpansion);
        foreach (DecodedText reading in DecodedText.GetReadings(secret))
        {
            _written.Add(reading.Text);
        }

        byte[] bytes = Encoding.UTF8.GetBytes(secret);
        string hex = Convert.ToHexString(bytes);
        Add(GetBase64(bytes).Append(hex), MinEncodedLength, _encoded);

        // PowerShell encodes commands in UTF-16; other tools separate bytes, as in a dump.
        byte[] utf16 = Encoding.Unicode.GetBytes(secret);
        IEnumerable<string> separated = "-: ".Select(separator => string.Join(separator, hex.Chunk(2).Select(pair => new string(pair))));
        Add(GetBase64(utf16).Append(Convert.ToHexString(utf16)).Concat(separated), MinWideLength, _wide);
    }

    private static void Add(IEnumerable<string> encodedSecrets, int minLength, SecretGrams grams)
    {
        foreach (DecodedText reading in encodedSecrets.Where(encoded => encoded.Length >= minLength).SelectMany(DecodedText.GetReadings))
        {
            grams.Add(reading.Text);
        }
    }

    /// <summary>A secret in Base64, in both alphabets, whatever precedes it.</summary>
    private static IEnumerable<string> GetBase64(byte[] bytes) => Enumerable.Range(0, 3)
        .Select(before => Base64Behind(before, bytes))
        .SelectMany(text => new[] { text, text.Replace('+', '-').Replace('/', '_') });

    /// <summary>The password of the proxy, which it can return; for the system proxy it comes from the environment.</summary>
    private static IEnumerable<string> ProxyPasswords(BkJobClientOptions options)
    {
        IWebProxy proxy = options.Proxy ?? HttpClient.DefaultProxy;
        if (proxy.GetProxy(options.Server) is not { } address)
        {
            yield break;
        }

        if (address.UserInfo.Split(':', 2) is [_, var inAddress])
        {
            yield return Uri.UnescapeDataString(inAddress);
        }

        foreach (string scheme in new[] { "Basic", "Digest", "NTLM", "Negotiate" })
        {
            if (proxy.Credentials?.GetCredential(address, scheme)?.Password is { } password)
            {
                yield return password;
            }
        }
    }

    /// <summary>
    /// Encodes a secret that follows other bytes, such as a user and a colon. Three bytes become four characters: those with bits of
    /// adjacent bytes are unknown and omitted.
    /// </summary>
    private static string Base64Behind(int before, byte[] secret)
    {
        string whole = Convert.ToBase64String([.. new byte[before], .. secret]);
        int known = (before + secret.Length) * 8 / 6;
        return whole[(((before * 8) + 5) / 6)..known];
    }

    /// <summary>
    /// Extends ranges, which are in order, to the whole encoded text: adjacent characters also contain bits of the secret.
    /// </summary>
    private static List<(int Start, int End)> Extend(string text, List<(int Start, int End)> ranges)
    {
        int done = 0;
        var extended = new List<(int Start, int End)>(ranges.Count);
        foreach ((int start, int end) in ranges)
        {
            if (end <= done)
            {
                continue;
            }

            int first = start;
            while (first > done && IsBase64(text[first - 1]))
            {
                first--;
            }

            done = end;
            while (done < text.Length && IsBase64(text[done]))
            {
                done++;
            }

            extended.Add((first, done));
        }

        return extended;
    }

    private static bool IsBase64(char c) => char.IsAsciiLetterOrDigit(c) || c is '+' or '/' or '-' or '_' or '=';

    private static string Replace(string text, List<(int Start, int End)> found, int length)
    {
        var redacted = new StringBuilder(length);
        int done = 0;
        int maskedTo = -1;
        foreach ((int start, int end) in found.Where(range => range.Start < length).Order())
        {
            if (start >= done && start > maskedTo)
            {
                redacted.Append(text, done, start - done).Append(Mask);
            }

            done = Math.Max(done, Math.Min(end, length));
            maskedTo = done;
        }

        return redacted.Append(text, done, length - done).ToString();
    }
}
