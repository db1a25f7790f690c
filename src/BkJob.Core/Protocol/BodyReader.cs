using System.Buffers;
using System.Text.Json;

namespace BkJob.Protocol;

/// <summary>Reads a body as it arrives, in pooled memory, and never holds it as a whole.</summary>
internal sealed class BodyReader(JsonShapeReader reader, long limit)
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

    /// <summary>Reads a body into an answer.</summary>
    /// <param name="body">The bytes, already decompressed.</param>
    /// <param name="shape">What it may hold.</param>
    /// <param name="answer">Where what it held goes, also when the body is at fault further on.</param>
    /// <param name="limit">How many bytes are accepted.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>Null when the body was read to its end and every value had the right type.</returns>
    public static async Task<ResponseParseError?> ReadAsync(
        Stream body, JsonShape shape, StatusAnswer answer, long limit, CancellationToken cancellation)
    {
        var reader = new BodyReader(new JsonShapeReader(shape, answer), limit);
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

            // A parser would call an HTML page bad JSON, which helps nobody to see what is wrong.
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
    /// Takes what has arrived, but for what lies beyond the limit: all before it is looked at first, so that the verdict is the same
    /// in whatever pieces a body comes.
    /// </summary>
    /// <returns>False at the end, of the body or of what is accepted.</returns>
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

    /// <summary>A text of the result data is kept as it is; the size of the body is its limit.</summary>
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

    /// <summary>
    /// A text that has not ended is read again from its beginning when more of it is there. So that this costs no square of its length,
    /// there has to be twice as much by then.
    /// </summary>
    private void Consume()
    {
        int consumed = reader.Read(_buffer.AsSpan(0, _filled));
        _enough = consumed == 0 ? _filled * 2 : 0;
        DropFirst(consumed);
    }

    /// <summary>Passes over blanks and a byte order mark, which some proxies put in front, to what the body begins with.</summary>
    /// <returns>False while that has not arrived.</returns>
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
