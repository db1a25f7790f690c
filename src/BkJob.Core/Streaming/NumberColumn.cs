namespace BkJob.Streaming;

/// <summary>A number of each host, in pooled memory, while a response is read.</summary>
internal sealed class NumberColumn : IDisposable
{
    /// <summary>Marks a host without a value. No server returns this number.</summary>
    public const long None = long.MinValue;

    private long[] _values = [];
    private int _count;

    public void Set(int row, long value)
    {
        if (row >= _values.Length)
        {
            Pooled.Reserve(ref _values, _count, row + 1);
        }

        if (row > _count)
        {
            _values.AsSpan(_count, row - _count).Fill(None);
        }

        _values[row] = value;
        _count = row + 1;
    }

    /// <summary>The values up to the last one that was set, with <see cref="None"/> for missing ones.</summary>
    public ReadOnlySpan<long> Values => _values.AsSpan(0, _count);

    /// <summary>Copies all rows or some of them.</summary>
    /// <param name="rows">The rows; null for all.</param>
    /// <param name="count">The total number of rows.</param>
    public long[] Build(int[]? rows, int count)
    {
        var kept = new long[rows?.Length ?? count];
        for (int i = 0; rows is not null && i < rows.Length; i++)
        {
            kept[i] = rows[i] < _count ? _values[rows[i]] : None;
        }

        if (rows is null)
        {
            Values.CopyTo(kept);
            kept.AsSpan(_count).Fill(None);
        }

        return kept;
    }

    public void Dispose() => Pooled.Free(ref _values);
}
