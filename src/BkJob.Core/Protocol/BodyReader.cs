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

            // Whoever waits for the first byte of an HTML page to be refused as JSON gets a worse message.
            if (_total == _filled && FirstIs((byte)'<'))
            {
                return ResponseFault.Html;
            }

            Consume();
        }

        return _total == 0 ? ResponseFault.Empty
            : reader.IsComplete ? reader.Fault
            : _total > _filled || FirstIs((byte)'{') ? ResponseFault.CutOff
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
        ReadOnlySpan<byte> bytes = _buffer.AsSpan(0, _filled);
        int mark = _total == _filled ? MarkLength(bytes) : 0;
        int consumed = mark + reader.Read(bytes[mark..]);
        bytes[consumed..].CopyTo(_buffer);
        _filled -= consumed;
    }

    /// <summary>A byte order mark is not JSON, yet some proxies put one in front.</summary>
    private static int MarkLength(ReadOnlySpan<byte> bytes) => bytes.StartsWith<byte>([0xEF, 0xBB, 0xBF]) ? 3 : 0;

    private bool FirstIs(byte expected)
    {
        ReadOnlySpan<byte> bytes = _buffer.AsSpan(0, _filled);
        ReadOnlySpan<byte> text = bytes[MarkLength(bytes)..].TrimStart(" \t\r\n"u8);
        return text.Length > 0 && text[0] == expected;
    }
}
