using System.Collections;

namespace BkJob.Streaming;

/// <summary>
/// The hosts of a step, by columns: about 30 bytes per host instead of an object and a text. Columns without values are not allocated.
/// </summary>
internal sealed class HostColumns(int count, long[]?[] numbers, HostTexts?[] texts)
{
    public static HostColumns Empty { get; } = new(0, [], []);

    public int Count => count;

    /// <summary>A number of a host; null if it has none.</summary>
    public long? this[HostNumber column, int row] =>
        (int)column < numbers.Length && numbers[(int)column] is { } values && values[row] != NumberColumn.None ? values[row] : null;

    /// <summary>A text of a host; null if it has none.</summary>
    public string? this[HostText column, int row] => (int)column < texts.Length ? texts[(int)column]?[row] : null;
}

/// <summary>The hosts of a step as a list. An object is created on first access and kept.</summary>
internal sealed class HostList(StepInstance step, HostColumns table) : IList<StepIpStatus>
{
    private StepIpStatus?[]? _made;

    public int Count => table.Count;

    public bool IsReadOnly => true;

    public StepIpStatus this[int index]
    {
        get => Made[index] ?? Interlocked.CompareExchange(ref Made[index], new StepIpStatus(step, table, index), null) ?? Made[index]!;
        set => throw new NotSupportedException();
    }

    private StepIpStatus?[] Made => LazyInitializer.EnsureInitialized(ref _made, () => new StepIpStatus?[table.Count]);

    public IEnumerator<StepIpStatus> GetEnumerator()
    {
        for (int i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Null marks an object that has not been created yet, so it is not in the list.</summary>
    public int IndexOf(StepIpStatus item) => item is null ? -1 : Array.IndexOf(Made, item);

    public bool Contains(StepIpStatus item) => IndexOf(item) >= 0;

    public void CopyTo(StepIpStatus[] array, int arrayIndex)
    {
        for (int i = 0; i < Count; i++)
        {
            array[arrayIndex + i] = this[i];
        }
    }

    public void Add(StepIpStatus item) => throw new NotSupportedException();

    public void Clear() => throw new NotSupportedException();

    public void Insert(int index, StepIpStatus item) => throw new NotSupportedException();

    public bool Remove(StepIpStatus item) => throw new NotSupportedException();

    public void RemoveAt(int index) => throw new NotSupportedException();
}
