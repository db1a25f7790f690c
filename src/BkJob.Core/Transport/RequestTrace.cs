using System.Text;
using System.Text.RegularExpressions;

namespace BkJob.Transport;

/// <summary>Keeps what is sent and received, for the one who asked to see it.</summary>
internal sealed class RequestTrace(ConnectionSettings settings)
{
    /// <summary>Bytes of a body that are kept: a person reads no more, and a job can have megabytes of hosts.</summary>
    private const int Most = 16 * 1024;

    /// <summary>What is dropped at a cut, so that no secret stays behind as its first half: secrets are up to 128 characters long.</summary>
    private const int Margin = 1024;

    private static readonly Regex SecretField = new(
        """(?<name>"(?:bk_)?(?:app_secret|token|ticket|access_token|refresh_token|signature|password)"\s*:\s*)"(?:[^"\\]|\\.)*["]""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking);

    private readonly MemoryStream _received = new();
    private string? _url;
    private string? _sent;

    /// <summary>Whether the answer ended too early, perhaps in the middle of a secret.</summary>
    public bool IsCutOff { get; set; }

    public async Task NoteAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        _url = request.RequestUri?.AbsoluteUri;
        _sent = request.Content is { } content ? await content.ReadAsStringAsync(cancellation).ConfigureAwait(false) : null;
    }

    /// <summary>The same body, of which the beginning is kept while it is read.</summary>
    public Stream Watch(Stream body) => new WatchedStream(body, _received, Most);

    /// <summary>The event, with what was kept.</summary>
    public RequestEvent AddTo(RequestEvent told)
    {
        try
        {
            return told with { Url = SecretMask.Apply(_url, settings), Sent = Mask(_sent), Received = Mask(ReceivedText()) };
        }
        catch (ObjectDisposedException)
        {
            // The connection was ended meanwhile: what can't be looked through for its secrets any more is not shown.
            return told;
        }
    }

    private string ReceivedText()
    {
        bool isCut = IsCutOff || _received.Length == Most;
        int length = Math.Max(0, (int)_received.Length - (isCut ? Margin : 0));
        return Encoding.UTF8.GetString(_received.GetBuffer(), 0, length) + (isCut ? "..." : "");
    }

    /// <summary>Blots out the secrets of this connection, and whatever stands in a field that holds some secret by its name.</summary>
    private string? Mask(string? body) =>
        SecretMask.Apply(body, settings) is { } text ? SecretField.Replace(text, "${name}\"***\"") : null;
}
