using System.Text;
using System.Text.RegularExpressions;

namespace BkJob.Transport;

/// <summary>Captures the request and the response for the debug stream.</summary>
internal sealed class RequestTrace(SecretRedactor redactor)
{
    /// <summary>The maximum number of captured bytes of a body: a job can have megabytes of hosts.</summary>
    private const int MaxBytes = 16 * 1024;

    // A truncated body can end within the text.
    private static readonly Regex SecretField = new(
        """(?<name>"(?:bk_)?(?:app_secret|token|ticket|access_token|refresh_token|signature|password)"\s*:\s*)"(?:[^"\\]|\\.)*(?:"|\\?$)""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking);

    /// <summary>Longer than the displayed text, by the part that the redactor drops at the cut.</summary>
    private readonly int _maxBytes = MaxBytes + redactor.Margin;
    private readonly MemoryStream _received = new();
    private RequestDescription? _request;

    /// <summary>Whether the response was truncated, possibly in the middle of a secret.</summary>
    public bool IsTruncated { get; set; }

    /// <summary>Captures the request.</summary>
    public void CaptureRequest(RequestDescription request) => _request = request;

    /// <summary>Wraps a body to capture its beginning while it is read.</summary>
    public Stream Capture(Stream body) => new CapturingStream(body, _received, _maxBytes);

    /// <summary>Adds the captured texts to the event.</summary>
    public RequestEvent AddTo(RequestEvent requestEvent) => requestEvent with { Url = _request?.Url, Sent = _request?.Body, Received = ReceivedText() };

    /// <summary>
    /// The response text without the secrets of this connection, and without the values of fields that are named like a secret.
    /// </summary>
    private string? ReceivedText()
    {
        bool isCut = IsTruncated || _received.Length == _maxBytes;
        string body = Encoding.UTF8.GetString(_received.GetBuffer(), 0, (int)_received.Length);
        return redactor.Redact(body, isCut) is { } text ? SecretField.Replace(text, "${name}\"***\"") : null;
    }
}
