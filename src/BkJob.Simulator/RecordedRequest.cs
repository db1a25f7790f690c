namespace BkJob.Simulator;

/// <summary>A request as it came in. It holds the secrets it came with: they are a demo's secrets, and tests look for them.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path, decoded.</param>
/// <param name="Query">The query string without its question mark, as it came.</param>
/// <param name="Headers">The headers; names are found in any case.</param>
/// <param name="Body">The body as text.</param>
/// <param name="JobInstanceId">The job asked for; null where none could be read.</param>
/// <param name="At">When it came, on the simulator's clock.</param>
public sealed record RecordedRequest(
    string Method,
    string Path,
    string Query,
    IReadOnlyDictionary<string, string> Headers,
    string Body,
    long? JobInstanceId,
    DateTimeOffset At);
