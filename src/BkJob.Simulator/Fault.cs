namespace BkJob.Simulator;

/// <summary>A fault of a request. Properties that are not set leave the response unchanged.</summary>
public sealed record Fault
{
    /// <summary>The job whose requests are affected; null for all.</summary>
    public long? JobInstanceId { get; init; }

    /// <summary>
    /// The operation whose requests are affected, over any API, such as <c>operate_job_instance</c>; null for all. In the control API:
    /// <c>operation</c>.
    /// </summary>
    public string? Operation { get; init; }

    /// <summary>How many matching requests are skipped first.</summary>
    public int Skip { get; init; }

    /// <summary>How many requests are affected; null for all.</summary>
    public int? Times { get; init; } = 1;

    /// <summary>The probability, from 0 to 1.</summary>
    public double Probability { get; init; } = 1;

    /// <summary>The seed of the random numbers for <see cref="Probability"/>, so that a run can be repeated.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>
    /// True to execute the request as if there were no fault; only its response is lost, replaced or delayed. False to execute it only if
    /// the client receives the real response, after <see cref="Delay"/> or changed on the wire (<see cref="CutAfterBytes"/>,
    /// <see cref="Drip"/>, ...). In the control API: <c>after_execution</c>.
    /// </summary>
    public bool AfterExecution { get; init; }

    /// <summary>
    /// The time from the arrival of a request until it is executed, on the simulator's clock, although the response of the fault is sent
    /// immediately, or never (<see cref="Silence"/>), and the client may have disconnected: a proxy that stopped waiting for the server. In
    /// the control API: <c>execution_delay</c>, in seconds.
    /// </summary>
    public TimeSpan? ExecutionDelay { get; init; }

    /// <summary>
    /// The delay of the response, on the simulator's clock; it ends when the client disconnects. The request is executed after the delay
    /// unless <see cref="AfterExecution"/> is set.
    /// </summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>
    /// No response: the request is held until the client disconnects or the simulator stops. All other properties of the
    /// response except <see cref="Delay"/> are ignored. In the control API: <c>silence</c>.
    /// </summary>
    public bool Silence { get; init; }

    /// <summary>The HTTP status; unless a body is specified (<see cref="Body"/>, ...), the body is empty.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>Headers added to the response.</summary>
    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    /// <summary>The body, sent unchanged except for <see cref="Encoding"/> and <see cref="Compression"/>.</summary>
    public string? Body { get; init; }

    /// <summary>The Content-Type of <see cref="Body"/>.</summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>
    /// The login page of a portal as the body, with <c>text/html</c>, as returned for a misrouted request. In the control API:
    /// <c>html_page</c>.
    /// </summary>
    public bool HtmlPage { get; init; }

    /// <summary>
    /// The number of random bytes to send as the body, the same for the same <see cref="Seed"/>. In the control API: <c>garbage</c>.
    /// </summary>
    public int? Garbage { get; init; }

    /// <summary>
    /// The target of a redirect: the exact Location header, with 302 unless <see cref="HttpStatus"/> is set. In the control API:
    /// <c>redirect_to</c>.
    /// </summary>
    public string? RedirectTo { get; init; }

    /// <summary>
    /// The code of an error, in the format of the requested API: in the envelope of ESB, gateway or Job, or in an error of v4, with the
    /// corresponding HTTP status unless <see cref="HttpStatus"/> is set.
    /// </summary>
    public int? EnvelopeCode { get; init; }

    /// <summary>The message of <see cref="EnvelopeCode"/>.</summary>
    public string? Message { get; init; }

    /// <summary>
    /// The encoding of the body instead of UTF-8: <c>gbk</c>, <c>utf-8-bom</c> or <c>utf-16</c> (with a byte order mark). The Content-Type
    /// does not name it. In the control API: <c>encoding</c>.
    /// </summary>
    public string? Encoding { get; init; }

    /// <summary>
    /// The compression of the body: <c>gzip</c>, <c>br</c> or <c>deflate</c>; sent as the Content-Encoding, whatever the client accepts. In
    /// the control API: <c>compression</c>.
    /// </summary>
    public string? Compression { get; init; }

    /// <summary>
    /// Sends the body in pieces with this time between them, on the simulator's clock; the headers and the first piece are sent
    /// immediately. In the control API: <c>drip</c>, in seconds.
    /// </summary>
    public TimeSpan? Drip { get; init; }

    /// <summary>The size of a piece of <see cref="Drip"/> in bytes. In the control API: <c>drip_bytes</c>.</summary>
    public int DripBytes { get; init; } = 1;

    /// <summary>
    /// Closes the connection with a TCP reset, before the first byte of the response or after <see cref="CutAfterBytes"/> of its body. In
    /// the control API: <c>reset</c>.
    /// </summary>
    public bool Reset { get; init; }

    /// <summary>Announces the whole length but closes the connection after this number of bytes of the body, as sent on the wire.</summary>
    public int? CutAfterBytes { get; init; }

    /// <summary>True if the client never receives the response of the request.</summary>
    internal bool HidesResponse =>
        Silence || HtmlPage || (Reset && CutAfterBytes is null)
        || Body is not null || Garbage is not null || EnvelopeCode is not null || HttpStatus is not null || RedirectTo is not null;
}
