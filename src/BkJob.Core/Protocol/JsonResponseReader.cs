using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
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
    private const int FirstBufferSize = 64 * 1024;

    private TDto? _data;
    private byte[] _buffer = [];

    /// <inheritdoc/>
    public override ResponseEnvelope Envelope { get; } = new();

    /// <inheritdoc/>
    public override async Task<ResponseParseError?> ReadAsync(Stream body, long maxBytes, CancellationToken cancellation)
    {
        maxBytes = Math.Min(maxBytes, MaxBytes);
        int length = await FillAsync(body, maxBytes, cancellation).ConfigureAwait(false);
        ReadOnlyMemory<byte> bytes = _buffer.AsMemory(0, length);
        if (length <= maxBytes && TryReadAtOnce(bytes.Span, out Range data))
        {
            // What remains is small; the result, which can be megabytes, is not parsed again.
            return await ReadEnvelopeAsync([.. bytes.Span[..data.Start], .. "null"u8, .. bytes.Span[data.End..]], maxBytes, cancellation).ConfigureAwait(false);
        }

        return await ReadEnvelopeAsync(bytes.ToArray(), maxBytes, cancellation).ConfigureAwait(false) ?? ReadData(bytes.Span);
    }

    /// <inheritdoc/>
    public override ResponseParseError? Validate() => _data is null ? ResponseParseError.Missing(EnvelopeSchema.DataField) : validate(_data);

    /// <inheritdoc/>
    public override T CreateResult(string? requestId) => map(_data!);

    /// <inheritdoc/>
    public override void Dispose() => Pooled.Free(ref _buffer);

    /// <summary>Reads a body up to one byte more than is accepted, which proves that it is too large.</summary>
    /// <returns>The number of bytes.</returns>
    private async Task<int> FillAsync(Stream body, long maxBytes, CancellationToken cancellation)
    {
        int filled = 0;
        int read = 1;
        while (read > 0 && filled <= maxBytes)
        {
            Pooled.Reserve(ref _buffer, filled, Math.Max(FirstBufferSize, filled + 1));
            int room = (int)Math.Min(_buffer.Length - filled, maxBytes + 1 - filled);
            read = await body.ReadAsync(_buffer.AsMemory(filled, room), cancellation).ConfigureAwait(false);
            filled += read;
        }

        return filled;
    }

    private async Task<ResponseParseError?> ReadEnvelopeAsync(byte[] bytes, long maxBytes, CancellationToken cancellation)
    {
        using var stream = new MemoryStream(bytes);
        return await BodyReader.ReadAsync(stream, EnvelopeSchema.Alone, Envelope, maxBytes, cancellation).ConfigureAwait(false);
    }

    /// <summary>Deserializes the result in a single pass over a valid body.</summary>
    /// <param name="body">The body.</param>
    /// <param name="data">The location of the result; empty if there is none.</param>
    /// <returns>False if the body is not valid or has a value of a wrong type.</returns>
    private bool TryReadAtOnce(ReadOnlySpan<byte> body, out Range data)
    {
        data = body.Length..body.Length;
        int mark = body.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        var reader = new Utf8JsonReader(body[mark..]);
        try
        {
            bool isObject = reader.Read() && reader.TokenType == JsonTokenType.StartObject;
            while (isObject && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                bool isData = reader.ValueTextEquals(EnvelopeSchema.DataField);
                reader.Read();
                int start = mark + (int)reader.TokenStartIndex;
                if (isData)
                {
                    // JsonSerializer would parse the result twice: it skips a value to find its end before it deserializes it.
                    _data = reader.TokenType == JsonTokenType.Null
                        ? null
                        : ((JsonConverter<TDto>)type.Converter).Read(ref reader, typeof(TDto), type.Options);
                    data = start..(mark + (int)reader.BytesConsumed);
                }
                else
                {
                    reader.Skip();
                }
            }

            return isObject && !data.Equals(body.Length..body.Length) && !reader.Read();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            // A converter reports a wrong type with the exceptions of the reader.
            _data = null;
            return false;
        }
    }

    /// <summary>Deserializes the result of a body whose envelope is valid, and finds the field that is not.</summary>
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
