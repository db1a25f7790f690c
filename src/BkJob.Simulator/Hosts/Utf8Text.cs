using System.Globalization;

namespace BkJob.Simulator.Hosts;

/// <summary>Puts text together in a buffer, with neither a string nor a box for a number: there may be 100 000 of them in a body.</summary>
internal ref struct Utf8Text(Span<byte> buffer)
{
    private readonly Span<byte> _buffer = buffer;
    private int _length;

    /// <summary>What is there so far.</summary>
    public readonly ReadOnlySpan<byte> Written => _buffer[.._length];

    public void Add(ReadOnlySpan<byte> text)
    {
        text.CopyTo(_buffer[_length..]);
        _length += text.Length;
    }

    public void Add(long number, string format = "d")
    {
        number.TryFormat(_buffer[_length..], out var written, format, CultureInfo.InvariantCulture);
        _length += written;
    }
}
