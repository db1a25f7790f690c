using System.Text;
using System.Text.RegularExpressions;

namespace BkJob.Transport;

/// <summary>Keeps what is sent and received, for a user who wants to see it.</summary>
internal sealed class RequestTrace(SecretRedactor redactor)
{
    /// <summary>Bytes of a body that are kept: a person reads no more, and a job can have megabytes of hosts.</summary>
    private const int MaxBytes = 16 * 1024;

    // A body that is cut off may end within the text.
    private static readonly Regex SecretField = new(
        """(?<name>"(?:bk_)?(?:app_secret|token|ticket|access_token|refresh_token|signature|password)"\s*:\s*)"(?:[^"\\]|\\.)*(?:"|\\?$)""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking);

    /// <summary>More than is shown, by what the redactor drops at the cut.</summary>
    private readonly int _maxBytes = MaxBytes + redactor.Margin;
    private readonly MemoryStream _received = new();
    private RequestDescription? _request;

    /// <summary>Whether the answer ended too early, perhaps in the middle of a secret.</summary>
    public bool IsTruncated { get; set; }

    /// <summary>Keeps what is sent.</summary>
    public void CaptureRequest(RequestDescription request) => _request = request;

    /// <summary>The same body, of which the beginning is kept while it is read.</summary>
    public Stream Capture(Stream body) => new CapturingStream(body, _received, _maxBytes);

    /// <summary>The event, with what was kept.</summary>
    public RequestEvent AddTo(RequestEvent requestEvent) => requestEvent with { Url = _request?.Url, Sent = _request?.Body, Received = ReceivedText() };

    /// <summary>What was received without the secrets of this connection, and without what stands in a field of a secret's name.</summary>
    private string? ReceivedText()
    {
        bool isCut = IsTruncated || _received.Length == _maxBytes;
        string body = Encoding.UTF8.GetString(_received.GetBuffer(), 0, (int)_received.Length);
        return redactor.Redact(body, isCut) is { } text ? SecretField.Replace(text, "${name}\"***\"") : null;
    }
}
