using System.Globalization;

namespace BkJob.Simulator.Hosts;

/// <summary>Builds text in a buffer, without allocating strings or boxing numbers: a body can contain 100 000 of them.</summary>
internal ref struct Utf8Text(Span<byte> buffer)
{
    private readonly Span<byte> _buffer = buffer;
    private int _length;

    /// <summary>The text so far.</summary>
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
