namespace BkJob.Hosts;

/// <summary>
/// The hosts of a step, by columns: some 30 bytes a host in place of an object and a text for each. A column that no host has a value
/// in does not exist.
/// </summary>
internal sealed class HostColumns(int count, long[]?[] numbers, HostTexts?[] texts)
{
    public static HostColumns Empty { get; } = new(0, [], []);

    public int Count => count;

    /// <summary>A number of a host; null where it has none.</summary>
    public long? this[HostNumber column, int row] =>
        (int)column < numbers.Length && numbers[(int)column] is { } values && values[row] != NumberColumn.None ? values[row] : null;

    /// <summary>A text of a host; null where it has none.</summary>
    public string? this[HostText column, int row] => (int)column < texts.Length ? texts[(int)column]?[row] : null;
}
