using System.Net;

namespace BkJob;

/// <summary>A completed request, for logging. Contains no secret.</summary>
/// <param name="Method">GET or POST.</param>
/// <param name="Path">Path of the API below the server's address.</param>
/// <param name="Request">What was requested.</param>
/// <param name="Status">HTTP status; null if no response was received.</param>
/// <param name="Elapsed">From the first byte sent to the last byte read.</param>
/// <param name="RequestId">The ID of the request on the server; null if there is none.</param>
/// <param name="Fault">The error of the request; null if it succeeded.</param>
public sealed record RequestEvent(
    string Method,
    string Path,
    BkJobRequest Request,
    HttpStatusCode? Status,
    TimeSpan Elapsed,
    string? RequestId,
    BkJobException? Fault)
{
    /// <summary>The URL of the request, without secrets; null unless the query is traced.</summary>
    public string? Url { get; init; }

    /// <summary>The body that was sent, without secrets; null unless the query is traced and there was one.</summary>
    public string? Sent { get; init; }

    /// <summary>The beginning of the response body, without secrets; null unless the query is traced.</summary>
    public string? Received { get; init; }

    /// <summary>The delay before the retry; null if the request is not retried.</summary>
    public TimeSpan? RetryIn { get; init; }
}
