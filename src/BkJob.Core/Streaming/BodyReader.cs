using System.Buffers;
using System.Text.Json;
using BkJob.Protocol;

namespace BkJob.Streaming;

/// <summary>Reads a body as it arrives, in pooled memory, without buffering it as a whole.</summary>
internal sealed class BodyReader(JsonSchemaReader reader, long limit)
{
    private const int FirstBufferSize = 64 * 1024;
    private readonly TextShortener _shortener = new();
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstBufferSize);
    private int _filled;
    private int _enough;
    private long _total;
    private bool _isMarkPassed;
    private byte? _first;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Reads a body into a response.</summary>
    /// <param name="body">The bytes, already decompressed.</param>
    /// <param name="shape">The schema of the body.</param>
    /// <param name="response">Receives the values, including those that precede an error in the body.</param>
    /// <param name="limit">The maximum size of the body.</param>
    /// <param name="cancellation">A token to cancel the request.</param>
    /// <returns>Null if the body was read to its end and every value has the correct type.</returns>
    public static async Task<ResponseParseError?> ReadAsync(
        Stream body, JsonObjectSchema shape, ResponseEnvelope response, long limit, CancellationToken cancellation)
    {
        var reader = new BodyReader(new JsonSchemaReader(shape, response), limit);
        try
        {
            return await reader.ReadAsync(body, cancellation).ConfigureAwait(false);
        }
        catch (JsonException)
        {
            return ResponseParseError.NotJson;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(reader._buffer);
        }
    }

    private async Task<ResponseParseError?> ReadAsync(Stream body, CancellationToken cancellation)
    {
        while (await FillAsync(body, cancellation).ConfigureAwait(false))
        {
            if (_first is null && !FindFirst())
            {
                continue;
            }

            // For an HTML page, "invalid JSON" at some position would hide the cause.
            if (_first == '<')
            {
                return ResponseParseError.Html;
            }

            ShortenText();
            if (!_shortener.IsDropping && _filled >= _enough)
            {
                Consume();
            }
        }

        Consume();
        return _total > limit ? ResponseParseError.TooLarge(limit)
            : _total == 0 ? ResponseParseError.Empty
            : reader.IsComplete ? reader.Fault
            : _first is (byte)'{' or (byte)'[' ? ResponseParseError.Truncated
            : ResponseParseError.NotJson;
    }

    /// <summary>
    /// Reads available bytes up to the limit. Everything before the limit is parsed first, so that the result does not depend on how the
    /// body is split into packets.
    /// </summary>
    /// <returns>False at the end of the body or at the limit.</returns>
    private async ValueTask<bool> FillAsync(Stream body, CancellationToken cancellation)
    {
        if (_total > limit)
        {
            return false;
        }

        if (_filled == _buffer.Length)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(_buffer.Length * 2L, Array.MaxLength));
            _buffer.CopyTo(larger, 0);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }

        int read = await body.ReadAsync(_buffer.AsMemory(_filled), cancellation).ConfigureAwait(false);
        _total += read;
        int accepted = read - (int)Math.Clamp(_total - limit, 0, read);
        _filled += _shortener.IsDropping ? _shortener.Drop(_buffer.AsSpan(_filled, accepted)) : accepted;
        return read > 0;
    }

    // Texts of the result data are not shortened: the size of the body limits them.
    private void ShortenText()
    {
        if (_enough > 0 && !_shortener.IsDropping && !reader.IsInData)
        {
            int left = _shortener.Shorten(_buffer.AsSpan(0, _filled));
            if (left < _filled)
            {
                reader.NoteShortened();
                (_filled, _enough) = (left, 0);
            }
        }
    }

    // An incomplete text is parsed again from its beginning. Waiting until twice as many bytes are available keeps the total cost linear.
    private void Consume()
    {
        int consumed = reader.Read(_buffer.AsSpan(0, _filled));
        _enough = consumed == 0 ? _filled * 2 : 0;
        DropFirst(consumed);
    }

    /// <summary>Skips white space and a byte order mark, which some proxies prepend, to the first character of the body.</summary>
    /// <returns>False if it has not arrived yet.</returns>
    private bool FindFirst()
    {
        ReadOnlySpan<byte> bytes = _buffer.AsSpan(0, _filled);
        if (!_isMarkPassed && bytes.Length < ByteOrderMark.Length && ByteOrderMark.StartsWith(bytes))
        {
            return false;
        }

        ReadOnlySpan<byte> text = !_isMarkPassed && bytes.StartsWith(ByteOrderMark) ? bytes[ByteOrderMark.Length..] : bytes;
        _isMarkPassed = true;
        text = text.TrimStart(" \t\r\n"u8);
        _first = text.Length > 0 ? text[0] : null;
        DropFirst(bytes.Length - text.Length);
        return _first is not null;
    }

    private void DropFirst(int count)
    {
        _buffer.AsSpan(count, _filled - count).CopyTo(_buffer);
        _filled -= count;
    }
}
