using System.Text.Json;
using System.Text.Unicode;
using BkJob.Protocol;

namespace BkJob.Hosts;

/// <summary>A text of each host as UTF-8, in pooled memory, while an answer is read.</summary>
internal sealed class TextColumn : IDisposable
{
    private int[] _ends = [];
    private byte[] _bytes = [];
    private int _count;

    /// <summary>Takes the text that a reader stands at.</summary>
    /// <returns>False when it is no text, or none in UTF-8.</returns>
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

    /// <summary>Takes a text.</summary>
    /// <param name="row">Whose it is.</param>
    /// <param name="text">Good UTF-8.</param>
    public void Set(int row, ReadOnlySpan<byte> text)
    {
        int begin = Reserve(row, text.Length);
        text.CopyTo(_bytes.AsSpan(begin));
        _ends[row] = begin + text.Length;
        _count = row + 1;
    }

    /// <summary>A copy of its own, of all rows or of some.</summary>
    /// <param name="rows">Which; null for all.</param>
    /// <param name="count">How many rows there are in all.</param>
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

    /// <summary>Makes room for a text of at most so many bytes.</summary>
    /// <returns>Where it begins.</returns>
    private int Reserve(int row, int length)
    {
        int begin = BeginOf(row);
        if (length > _bytes.Length - begin)
        {
            Pooled.Reserve(ref _bytes, begin, checked(begin + length));
        }

        return begin;
    }

    /// <summary>Where the text of a row begins; rows in front that have none get none. One that is set again is written anew.</summary>
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

    /// <summary>The end of a row's text; the complement marks a row that has none.</summary>
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
