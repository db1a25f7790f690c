using System.Text.Json;
using BkJob.Protocol;

namespace BkJob.Streaming;

/// <summary>
/// The hosts of a step while a response is read: columns in pooled memory. Hosts arrive before the status of the job, which determines
/// whether they are needed; a poll of a running job keeps none.
/// </summary>
internal sealed class HostColumnBuilder : IDisposable
{
    private static readonly int NumberCount = Enum.GetValues<HostNumber>().Length;
    private static readonly int TextCount = Enum.GetValues<HostText>().Length;

    private readonly NumberColumn?[] _numbers = new NumberColumn?[NumberCount];
    private readonly TextColumn?[] _texts = new TextColumn?[TextCount];

    public int Count { get; private set; }

    /// <summary>Starts the next row.</summary>
    public void Begin() => Count++;

    /// <summary>Reads the integer at the position of a reader.</summary>
    /// <returns>False if it is not an integer, or out of range.</returns>
    public bool TryNumber(HostNumber column, HostNumberKind kind, ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out long value) || !TryFit(kind, ref value))
        {
            return false;
        }

        Set(column, value);
        return true;
    }

    /// <summary>Reads the text at the position of a reader.</summary>
    /// <returns>False if it is not a text in valid UTF-8.</returns>
    public bool TryText(HostText column, ref Utf8JsonReader reader) => GetTexts(column).TrySet(Count - 1, ref reader);

    /// <summary>Sets a valid number.</summary>
    public void Set(HostNumber column, long value) => (_numbers[(int)column] ??= new NumberColumn()).Set(Count - 1, value);

    /// <summary>Sets an ASCII text.</summary>
    public void SetText(HostText column, ReadOnlySpan<byte> ascii) => GetTexts(column).Set(Count - 1, ascii);

    /// <summary>Whether a number is valid for its kind; a time can be converted.</summary>
    public static bool TryFit(HostNumberKind kind, ref long value) => kind switch
    {
        HostNumberKind.Int => value is >= int.MinValue and <= int.MaxValue,
        HostNumberKind.Epoch => JsonValues.TryEpoch(ref value),
        HostNumberKind.Milliseconds => JsonValues.AreMilliseconds(value),
        _ => value != NumberColumn.None,
    };

    /// <summary>The first row without a status, or -1.</summary>
    public int FindWithoutStatus()
    {
        int gap = Statuses.IndexOf(NumberColumn.None);
        return gap >= 0 || Statuses.Length == Count ? gap : Statuses.Length;
    }

    /// <summary>Counts the rows.</summary>
    public HostSummary Summarize()
    {
        var counts = new HostCounts();
        foreach (long status in Statuses)
        {
            counts.Add(((IpStatus)status).ToOutcome());
        }

        return new HostSummary(counts);
    }

    /// <summary>Builds a table of all hosts or of those with certain statuses.</summary>
    /// <param name="isWanted">Selects the hosts; null for all.</param>
    public HostColumns Build(Func<IpStatus, bool>? isWanted)
    {
        int[]? rows = isWanted is null ? null : FindRows(isWanted);
        return new HostColumns(
            rows?.Length ?? Count,
            Array.ConvertAll(_numbers, column => column?.Build(rows, Count)),
            Array.ConvertAll(_texts, column => column?.Build(rows, Count)));
    }

    /// <summary>Returns the memory to the pool.</summary>
    public void Dispose()
    {
        Array.ForEach(_numbers, column => column?.Dispose());
        Array.ForEach(_texts, column => column?.Dispose());
    }

    private ReadOnlySpan<long> Statuses => _numbers[(int)HostNumber.Status] is { } column ? column.Values : [];

    private TextColumn GetTexts(HostText column) => _texts[(int)column] ??= new TextColumn();

    private int[] FindRows(Func<IpStatus, bool> isWanted)
    {
        var rows = new List<int>();
        ReadOnlySpan<long> statuses = Statuses;
        for (int row = 0; row < statuses.Length; row++)
        {
            if (isWanted((IpStatus)statuses[row]))
            {
                rows.Add(row);
            }
        }

        return [.. rows];
    }
}
