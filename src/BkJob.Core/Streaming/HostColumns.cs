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
