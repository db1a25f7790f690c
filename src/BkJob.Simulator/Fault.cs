namespace BkJob.Simulator;

/// <summary>Something that goes wrong with a request. What isn't set stays as it would have been.</summary>
public sealed record Fault
{
    /// <summary>The job whose requests it hits; null for all.</summary>
    public long? JobInstanceId { get; init; }

    /// <summary>How many matching requests it lets pass first.</summary>
    public int Skip { get; init; }

    /// <summary>How many requests it hits; null for every one.</summary>
    public int? Times { get; init; } = 1;

    /// <summary>The chance of being hit, from 0 to 1.</summary>
    public double Probability { get; init; } = 1;

    /// <summary>Where the dice for <see cref="Probability"/> start, so that a run can be repeated.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>How long the answer is held back, on the simulator's clock; a client that leaves ends it.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>
    /// No answer at all: the request is held until the client leaves or the simulator stops. What else is set but
    /// <see cref="Delay"/> plays no part. In the control API: <c>silence</c>.
    /// </summary>
    public bool Silence { get; init; }

    /// <summary>The HTTP status; without something that makes a body (<see cref="Body"/>, ...) the body is empty.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>Headers added to the answer.</summary>
    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    /// <summary>The body, sent as it is but for <see cref="Encoding"/> and <see cref="Compression"/>.</summary>
    public string? Body { get; init; }

    /// <summary>The Content-Type of <see cref="Body"/>.</summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>
    /// The login page of a portal as the body, with <c>text/html</c>, as a request gets it that went astray. In the control API:
    /// <c>html_page</c>.
    /// </summary>
    public bool HtmlPage { get; init; }

    /// <summary>
    /// So many random bytes as the body, the same for the same <see cref="Seed"/>. In the control API: <c>garbage</c>.
    /// </summary>
    public int? Garbage { get; init; }

    /// <summary>
    /// Where a redirect leads: the Location header, exactly so, with 302 unless <see cref="HttpStatus"/> says otherwise. In the
    /// control API: <c>redirect_to</c>.
    /// </summary>
    public string? RedirectTo { get; init; }

    /// <summary>
    /// The code of a "no", dressed as the API that is asked would: in the envelope of ESB, gateway or Job, or in an error of v4, with the
    /// HTTP status that belongs to it there unless <see cref="HttpStatus"/> says otherwise.
    /// </summary>
    public int? EnvelopeCode { get; init; }

    /// <summary>The message beside <see cref="EnvelopeCode"/>.</summary>
    public string? Message { get; init; }

    /// <summary>
    /// How the body is written instead of in UTF-8: <c>gbk</c>, <c>utf-8-bom</c> or <c>utf-16</c> (with a byte order mark). The
    /// Content-Type does not tell. In the control API: <c>encoding</c>.
    /// </summary>
    public string? Encoding { get; init; }

    /// <summary>
    /// How the body is packed: <c>gzip</c>, <c>br</c> or <c>deflate</c>; the Content-Encoding says so, whatever the client accepts.
    /// In the control API: <c>compression</c>.
    /// </summary>
    public string? Compression { get; init; }

    /// <summary>
    /// Sends the body in pieces with so much time between them, on the simulator's clock; the head and the first piece go at
    /// once. In the control API: <c>drip</c>, in seconds.
    /// </summary>
    public TimeSpan? Drip { get; init; }

    /// <summary>How many bytes a piece of <see cref="Drip"/> has. In the control API: <c>drip_bytes</c>.</summary>
    public int DripBytes { get; init; } = 1;

    /// <summary>
    /// Breaks the connection with a TCP reset, before any byte of the answer or behind the <see cref="CutAfterBytes"/> of its body.
    /// In the control API: <c>reset</c>.
    /// </summary>
    public bool Reset { get; init; }

    /// <summary>Announces the whole length but closes the connection after so many bytes of the body, as they go on the wire.</summary>
    public int? CutAfterBytes { get; init; }
}
