using System.Net;

namespace BkJob;

/// <summary>A request that was made, told for those who want to see what happens. Holds no secret.</summary>
/// <param name="Method">GET or POST.</param>
/// <param name="Path">Path of the API below the server's address.</param>
/// <param name="Query">The question.</param>
/// <param name="Status">HTTP status; null when no answer came.</param>
/// <param name="Elapsed">From the first byte sent to the last byte read.</param>
/// <param name="RequestId">The server's id for it; null when there is none.</param>
/// <param name="Fault">Why the answer was of no use; null when it was of use.</param>
public sealed record RequestEvent(
    string Method,
    string Path,
    JobInstanceQuery Query,
    HttpStatusCode? Status,
    TimeSpan Elapsed,
    string? RequestId,
    BkJobException? Fault)
{
    /// <summary>The address that was asked, without secrets; null unless the query is traced.</summary>
    public string? Url { get; init; }

    /// <summary>The body that was sent, without secrets; null unless the query is traced and there was one.</summary>
    public string? Sent { get; init; }

    /// <summary>The beginning of the body that came back, without secrets; null unless the query is traced.</summary>
    public string? Received { get; init; }

    /// <summary>How long until the question is asked again; null when it is not.</summary>
    public TimeSpan? RetryIn { get; init; }
}
