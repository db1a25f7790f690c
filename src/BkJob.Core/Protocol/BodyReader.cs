using System.Buffers;
using System.Text.Json;

namespace BkJob.Protocol;

/// <summary>Reads a body as it arrives, in pooled memory, and never holds it as a whole.</summary>
internal sealed class BodyReader(JsonShapeReader reader, long limit)
{
    private const int FirstBufferSize = 64 * 1024;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstBufferSize);
    private int _filled;
    private long _total;
    private byte? _first;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Reads a body into an answer.</summary>
    /// <param name="body">The bytes, already decompressed.</param>
    /// <param name="shape">What it may hold.</param>
    /// <param name="answer">Where what it held goes, also when the body is at fault further on.</param>
    /// <param name="limit">How many bytes are accepted.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>Null when the body was read to its end and every value had the right type.</returns>
    public static async Task<ResponseFault?> ReadAsync(
        Stream body, JsonShape shape, StatusAnswer answer, long limit, CancellationToken cancellation)
    {
        var reader = new BodyReader(new JsonShapeReader(shape, answer), limit);
        try
        {
            return await reader.ReadAsync(body, cancellation).ConfigureAwait(false);
        }
        catch (JsonException)
        {
            return ResponseFault.NotJson;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(reader._buffer);
        }
    }

    private async Task<ResponseFault?> ReadAsync(Stream body, CancellationToken cancellation)
    {
        while (await FillAsync(body, cancellation).ConfigureAwait(false))
        {
            if (_total > limit)
            {
                return ResponseFault.TooLarge(limit);
            }

            if (_first is null && !FindFirst())
            {
                continue;
            }

            // A parser would call an HTML page bad JSON, which helps nobody to see what is wrong.
            if (_first == '<')
            {
                return ResponseFault.Html;
            }

            Consume();
        }

        return _total == 0 ? ResponseFault.Empty
            : reader.IsComplete ? reader.Fault
            : _first is (byte)'{' or (byte)'[' ? ResponseFault.CutOff
            : ResponseFault.NotJson;
    }

    private async ValueTask<bool> FillAsync(Stream body, CancellationToken cancellation)
    {
        if (_filled == _buffer.Length)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
            _buffer.CopyTo(larger, 0);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }

        int read = await body.ReadAsync(_buffer.AsMemory(_filled), cancellation).ConfigureAwait(false);
        _filled += read;
        _total += read;
        return read > 0;
    }

    private void Consume()
    {
        int consumed = reader.Read(_buffer.AsSpan(0, _filled));
        DropFirst(consumed);
    }

    /// <summary>Passes over blanks and a byte order mark, which some proxies put in front, to what the body begins with.</summary>
    /// <returns>False while that has not arrived.</returns>
    private bool FindFirst()
    {
        ReadOnlySpan<byte> bytes = _buffer.AsSpan(0, _filled);
        if (bytes.Length < ByteOrderMark.Length && ByteOrderMark.StartsWith(bytes))
        {
            return false;
        }

        ReadOnlySpan<byte> text = (bytes.StartsWith(ByteOrderMark) ? bytes[ByteOrderMark.Length..] : bytes).TrimStart(" \t\r\n"u8);
        if (text.Length == 0)
        {
            return false;
        }

        _first = text[0];
        DropFirst(bytes.Length - text.Length);
        return true;
    }

    private void DropFirst(int count)
    {
        _buffer.AsSpan(count, _filled - count).CopyTo(_buffer);
        _filled -= count;
    }
}
