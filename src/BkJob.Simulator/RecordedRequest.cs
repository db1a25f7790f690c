namespace BkJob.Simulator;

/// <summary>A request as it was received, including its secrets: they are demo secrets, and tests search for them.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path, decoded.</param>
/// <param name="Query">The query string without its question mark, unchanged.</param>
/// <param name="Headers">The headers; names are case-insensitive.</param>
/// <param name="Body">The body as text.</param>
/// <param name="JobInstanceId">The requested job; null if none could be read.</param>
/// <param name="At">When it was received, on the simulator's clock.</param>
public sealed record RecordedRequest(
    string Method,
    string Path,
    string Query,
    IReadOnlyDictionary<string, string> Headers,
    string Body,
    long? JobInstanceId,
    DateTimeOffset At);
