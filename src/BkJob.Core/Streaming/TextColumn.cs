using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using BkJob.Protocol;

namespace BkJob.Streaming;

/// <summary>A text of each host as UTF-8, in pooled memory, while a response is read.</summary>
internal sealed class TextColumn : IDisposable
{
    private int[] _ends = [];
    private byte[] _bytes = [];
    private int _count;

    /// <summary>Reads the text at the position of a reader.</summary>
    /// <returns>False if it is not a text in valid UTF-8.</returns>
    public bool TrySet(int row, ref Utf8JsonReader reader)
    {
        ReadOnlySpan<byte> text = reader.ValueSpan;
        if (reader.TokenType != JsonTokenType.String
            || !Utf8.IsValid(text)
            || (reader.ValueIsEscaped && !JsonValues.TryUnescape(ref reader, out _)))
        {
            return false;
        }

        if (!reader.ValueIsEscaped)
        {
            Set(row, text);
            return true;
        }

        int begin = Reserve(row, text.Length);
        _ends[row] = begin + reader.CopyString(_bytes.AsSpan(begin));
        _count = row + 1;
        return true;
    }

    /// <summary>Sets a text.</summary>
    /// <param name="row">The row of the host.</param>
    /// <param name="text">Valid UTF-8.</param>
    public void Set(int row, ReadOnlySpan<byte> text)
    {
        int begin = Reserve(row, text.Length);
        text.CopyTo(_bytes.AsSpan(begin));
        _ends[row] = begin + text.Length;
        _count = row + 1;
    }

    /// <summary>Copies all rows or some of them.</summary>
    /// <param name="rows">The rows; null for all.</param>
    /// <param name="count">The total number of rows.</param>
    public HostTexts Build(int[]? rows, int count)
    {
        int kept = rows?.Length ?? count;
        var ends = new int[kept];
        var bytes = new byte[rows is null ? GetEnd(_count - 1) : rows.Sum(LengthOf)];
        int filled = 0;
        for (int i = 0; i < kept; i++)
        {
            int row = rows?[i] ?? i;
            _bytes.AsSpan(GetEnd(row) - LengthOf(row), LengthOf(row)).CopyTo(bytes.AsSpan(filled));
            filled += LengthOf(row);
            ends[i] = row < _count && _ends[row] >= 0 ? filled : ~filled;
        }

        return new HostTexts(ends, bytes);
    }

    public void Dispose()
    {
        Pooled.Free(ref _ends);
        Pooled.Free(ref _bytes);
    }

    /// <summary>Reserves a number of bytes for a text.</summary>
    /// <returns>The start of the text.</returns>
    private int Reserve(int row, int length)
    {
        int begin = BeginOf(row);
        if (length > _bytes.Length - begin)
        {
            Pooled.Reserve(ref _bytes, begin, checked(begin + length));
        }

        return begin;
    }

    /// <summary>The start of the text of a row; preceding rows without one are marked. A text that is set again is overwritten.</summary>
    private int BeginOf(int row)
    {
        if (row >= _ends.Length)
        {
            Pooled.Reserve(ref _ends, _count, row + 1);
        }

        int begin = GetEnd(Math.Min(row, _count) - 1);
        if (row > _count)
        {
            _ends.AsSpan(_count, row - _count).Fill(~begin);
        }

        return begin;
    }

    /// <summary>The end of the text of a row; the complement marks a row without one.</summary>
    private int GetEnd(int row)
    {
        if (row < 0 || _count == 0)
        {
            return 0;
        }

        int end = _ends[Math.Min(row, _count - 1)];
        return end >= 0 ? end : ~end;
    }

    private int LengthOf(int row) => row < _count ? GetEnd(row) - GetEnd(row - 1) : 0;
}

/// <summary>
/// A text of each host: one array of UTF-8, and the end of each text in it. The complement of an end marks a host without one.
/// </summary>
internal sealed class HostTexts(int[] ends, byte[] bytes)
{
    public string? this[int row]
    {
        get
        {
            int begin = row == 0 ? 0 : GetEnd(row - 1);
            return ends[row] < 0 ? null : Encoding.UTF8.GetString(bytes, begin, ends[row] - begin);
        }
    }

    private int GetEnd(int row) => ends[row] >= 0 ? ends[row] : ~ends[row];
}
