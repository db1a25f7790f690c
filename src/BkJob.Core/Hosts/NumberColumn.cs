namespace BkJob.Hosts;

/// <summary>A number of each host, in pooled memory, while an answer is read.</summary>
internal sealed class NumberColumn : IDisposable
{
    /// <summary>Stands where a host has none. No server means it.</summary>
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

    /// <summary>Those that have been set, with <see cref="None"/> between them; rows behind have none.</summary>
    public ReadOnlySpan<long> Values => _values.AsSpan(0, _count);

    /// <summary>A copy of its own, of all rows or of some.</summary>
    /// <param name="rows">Which; null for all.</param>
    /// <param name="count">How many rows there are in all.</param>
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
