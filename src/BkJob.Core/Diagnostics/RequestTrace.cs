using System.Text;
using System.Text.RegularExpressions;

namespace BkJob.Transport;

/// <summary>Captures the request and the response for the debug stream.</summary>
internal sealed class RequestTrace(SecretRedactor redactor)
{
    /// <summary>The maximum number of captured bytes of a body: a job can have megabytes of hosts.</summary>
    private const int MaxBytes = 16 * 1024;

    private const string MaskedField = $"${{name}}\"{SecretRedactor.Mask}\"";

    // A truncated body can end within the text.
    private static readonly Regex SecretField = new(
        """(?<name>"(?:bk_)?(?:app_secret|token|ticket|access_token|refresh_token|signature|password)"\s*:\s*)"(?:[^"\\]|\\.)*(?:"|\\?$)""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking);

    /// <summary>A variable that is a cipher: its type, which ESB v2 names category.</summary>
    private static readonly Regex CipherType = new(
        """(?:"(?:type|category)"\s*:\s*"?4\b)""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking);

    // A text, or whatever a server returns instead; an object or a list with its items, which are not nested in an API.
    private static readonly Regex VariableValue = new(
        """(?<name>"(?:default_?)?value"\s*:\s*)("(?:[^"\\]|\\.)*(?:"|\\?$)|\[[^\]]*(?:\]|$)|\{[^}]*(?:\}|$)|[^\s",\[\]{}]+)""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking | RegexOptions.Singleline);

    /// <summary>Longer than the displayed text, by the part that the redactor drops at the cut.</summary>
    private readonly int _maxBytes = MaxBytes + redactor.Margin;
    private readonly MemoryStream _received = new();
    private RequestDescription? _request;

    /// <summary>Whether the response was truncated, possibly in the middle of a secret; true until it has been read.</summary>
    public bool IsTruncated { get; set; } = true;

    /// <summary>Whether the whole response was read, and is valid.</summary>
    public bool IsComplete { get; set; }

    /// <summary>Captures the request.</summary>
    public void CaptureRequest(RequestDescription request) => _request = request;

    /// <summary>Wraps a body to capture its beginning while it is read.</summary>
    public Stream Capture(Stream body) => new CapturingStream(body, _received, _maxBytes);

    /// <summary>Adds the captured texts to the event.</summary>
    public RequestEvent AddTo(RequestEvent requestEvent) => requestEvent with { Url = _request?.Url, Sent = _request?.Body, Received = ReceivedText() };

    /// <summary>
    /// The response text without the secrets of this connection, without the values of fields that are named like a secret, and without the
    /// values of variables if one of them is a cipher, or may be one in the part that is missing.
    /// </summary>
    private string? ReceivedText()
    {
        bool isCut = IsTruncated || _received.Length == _maxBytes;
        string body = Encoding.UTF8.GetString(_received.GetBuffer(), 0, (int)_received.Length);
        string? text = redactor.Redact(body, isCut);
        if (text is null)
        {
            return null;
        }

        text = SecretField.Replace(text, MaskedField);
        return isCut || !IsComplete || CipherType.IsMatch(text) ? VariableValue.Replace(text, MaskedField) : text;
    }
}
