using BkJob.Protocol;

namespace BkJob.Streaming;

/// <summary>
/// Truncates a text or number that is too long while it arrives: its beginning stays in the buffer and the rest is dropped, so that the
/// parser reads a text of limited length.
/// </summary>
internal sealed class TextShortener
{
    private bool _isNumber;
    private bool _isEscaped;

    /// <summary>Whether the end of a text is being dropped.</summary>
    public bool IsDropping { get; private set; }

    /// <summary>Truncates the value at the start of a buffer if it is too long.</summary>
    /// <param name="bytes">The bytes that the parser has not consumed.</param>
    /// <returns>The number of remaining bytes; all if the value is not too long.</returns>
    public int Shorten(Span<byte> bytes)
    {
        int start = bytes.Length - ((ReadOnlySpan<byte>)bytes).TrimStart(" \t\r\n,"u8).Length;
        if (bytes.Length - start <= LongText.MaxBytes + LongText.MaxUnit)
        {
            return bytes.Length;
        }

        _isNumber = IsOfNumber(bytes[start]);
        int cut = _isNumber ? start + LongText.MaxBytes
            : bytes[start] == '"' && LongText.FindCut(bytes[(start + 1)..]) is >= 0 and var length ? start + 1 + length
            : -1;
        if (cut < 0 || (_isNumber && !IsNumber(bytes[start..cut])))
        {
            return bytes.Length;
        }

        (IsDropping, _isEscaped) = (true, false);
        return cut + Drop(bytes[cut..]);
    }

    /// <summary>Drops the bytes that still belong to the value.</summary>
    /// <param name="arrived">The received bytes; the remaining ones are moved to the start.</param>
    /// <returns>The number of remaining bytes.</returns>
    public int Drop(Span<byte> arrived)
    {
        int end = _isNumber ? IndexOfNumberEnd(arrived) : IndexOfQuote(arrived);
        if (end < 0)
        {
            return 0;
        }

        IsDropping = false;
        arrived[end..].CopyTo(arrived);
        return arrived.Length - end;
    }

    private int IndexOfQuote(ReadOnlySpan<byte> bytes)
    {
        for (int i = 0; i < bytes.Length; i++)
        {
            if (_isEscaped)
            {
                _isEscaped = false;
            }
            else if (bytes[i] == '"')
            {
                return i;
            }
            else
            {
                _isEscaped = bytes[i] == '\\';
            }
        }

        return -1;
    }

    private static int IndexOfNumberEnd(ReadOnlySpan<byte> bytes)
    {
        for (int i = 0; i < bytes.Length; i++)
        {
            if (!IsOfNumber(bytes[i]))
            {
                return i;
            }
        }

        return -1;
    }

    private static bool IsNumber(ReadOnlySpan<byte> bytes) => IndexOfNumberEnd(bytes) < 0;

    private static bool IsOfNumber(byte value) => value is (>= (byte)'0' and <= (byte)'9') or (byte)'-' or (byte)'+' or (byte)'.' or (byte)'e' or (byte)'E';
}
