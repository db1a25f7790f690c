using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using BkJob.Streaming;

namespace BkJob.Protocol;

/// <summary>
/// Reads an ordinary response: the common envelope, and its result with System.Text.Json. The body is buffered as a whole, up to
/// <see cref="MaxBytes"/>.
/// </summary>
/// <typeparam name="TDto">The result as the server sends it. Null and absent are equivalent: every property is nullable.</typeparam>
/// <typeparam name="T">The result as the caller gets it.</typeparam>
/// <param name="type">The metadata to deserialize the result with.</param>
/// <param name="validate">Returns an error if a value is missing or does not match the request, otherwise null.</param>
/// <param name="map">Creates the result.</param>
internal sealed class JsonResponseReader<TDto, T>(
    JsonTypeInfo<TDto> type, Func<TDto, ResponseParseError?> validate, Func<TDto, T> map) : ResponseReader<T>
    where TDto : class
{
    /// <summary>The maximum size of a response; a larger one is an error.</summary>
    private const int MaxBytes = 32 * 1024 * 1024;

    private TDto? _data;

    /// <inheritdoc/>
    public override ResponseEnvelope Envelope { get; } = new();

    /// <inheritdoc/>
    public override async Task<ResponseParseError?> ReadAsync(Stream body, long maxBytes, CancellationToken cancellation)
    {
        maxBytes = Math.Min(maxBytes, MaxBytes);
        using var buffer = new MemoryStream();
        await CopyAsync(body, buffer, maxBytes, cancellation).ConfigureAwait(false);
        buffer.Position = 0;
        return await BodyReader.ReadAsync(buffer, EnvelopeSchema.Alone, Envelope, maxBytes, cancellation).ConfigureAwait(false)
            ?? ReadData(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }

    /// <inheritdoc/>
    public override ResponseParseError? Validate() => _data is null ? ResponseParseError.Missing(EnvelopeSchema.DataField) : validate(_data);

    /// <inheritdoc/>
    public override T CreateResult(string? requestId) => map(_data!);

    /// <inheritdoc/>
    public override void Dispose()
    {
    }

    /// <summary>Copies a body up to one byte more than is accepted, which proves that it is too large.</summary>
    private static async Task CopyAsync(Stream body, MemoryStream buffer, long maxBytes, CancellationToken cancellation)
    {
        var piece = new byte[16 * 1024];
        int read;
        while (buffer.Length <= maxBytes && (read = await body.ReadAsync(piece, cancellation).ConfigureAwait(false)) > 0)
        {
            buffer.Write(piece, 0, (int)Math.Min(read, maxBytes + 1 - buffer.Length));
        }
    }

    private ResponseParseError? ReadData(ReadOnlySpan<byte> body)
    {
        ReadOnlySpan<byte> data = FindData(body);
        try
        {
            _data = data.IsEmpty ? null : JsonSerializer.Deserialize(data, type);
            return null;
        }
        catch (JsonException e)
        {
            // $.steps[0].status is the path within the result.
            return ResponseParseError.WrongType(EnvelopeSchema.DataField + e.Path?.TrimStart('$'), FindToken(data, e));
        }
    }

    /// <summary>The bytes of the result, the last one if it is duplicated; empty if there is none.</summary>
    private static ReadOnlySpan<byte> FindData(ReadOnlySpan<byte> body)
    {
        body = body.StartsWith(Encoding.UTF8.Preamble) ? body[Encoding.UTF8.Preamble.Length..] : body;
        var reader = new Utf8JsonReader(body);
        reader.Read();
        ReadOnlySpan<byte> data = [];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isData = reader.ValueTextEquals(EnvelopeSchema.DataField);
            reader.Read();
            int start = (int)reader.TokenStartIndex;
            reader.Skip();
            data = isData ? body[start..(int)reader.BytesConsumed] : data;
        }

        return data;
    }

    /// <summary>The token at which deserialization failed.</summary>
    private static JsonTokenType FindToken(ReadOnlySpan<byte> data, JsonException e)
    {
        int lineStart = 0;
        for (long line = 0; line < e.LineNumber; line++)
        {
            lineStart += data[lineStart..].IndexOf((byte)'\n') + 1;
        }

        long end = lineStart + e.BytePositionInLine ?? 0;
        var reader = new Utf8JsonReader(data);
        JsonTokenType token = JsonTokenType.None;
        while (reader.Read() && reader.TokenStartIndex < end)
        {
            token = reader.TokenType;
        }

        return token;
    }
}
