namespace BkJob.Protocol;

/// <summary>Reads one response: first its body, then, if the server reports success, its result.</summary>
/// <typeparam name="T">The result.</typeparam>
internal abstract class ResponseReader<T> : IDisposable
{
    /// <summary>The envelope, set as far as the body could be read.</summary>
    public abstract ResponseEnvelope Envelope { get; }

    /// <summary>Reads the body, already decompressed.</summary>
    /// <param name="body">The body.</param>
    /// <param name="maxBytes">The maximum size of the body.</param>
    /// <param name="cancellation">A token to cancel the request.</param>
    /// <returns>Null if the body was read to its end and every value has the correct type.</returns>
    public abstract Task<ResponseParseError?> ReadAsync(Stream body, long maxBytes, CancellationToken cancellation);

    /// <summary>
    /// Validates the response against its request. A cache or a proxy can return the response of another request, which would otherwise be
    /// an undetected wrong result.
    /// </summary>
    /// <returns>Null if the result is complete and matches the request.</returns>
    public abstract ResponseParseError? Validate();

    /// <summary>Creates the result of a valid response.</summary>
    /// <param name="requestId">The server's ID of the request; null if there is none.</param>
    public abstract T CreateResult(string? requestId);

    /// <summary>Releases the memory of the response.</summary>
    public abstract void Dispose();
}
