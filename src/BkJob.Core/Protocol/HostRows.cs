using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace BkJob.Protocol;

/// <summary>
/// The hosts of a step while an answer is read: compact rows in pooled memory. Hosts arrive before the job's status, and only that
/// tells whether anybody wants them as objects; a poll of a running job makes none.
/// </summary>
internal sealed class HostRows : IDisposable
{
    private const int FirstRows = 64;
    private const int FirstText = 1024;

    private Row[] _rows = [];
    private byte[] _text = [];
    private int _textLength;

    public int Count { get; private set; }

    private ref Row Last => ref _rows[Count - 1];

    /// <summary>Begins the next row.</summary>
    public void Begin()
    {
        if (Count == _rows.Length)
        {
            Grow(ref _rows, Count, Math.Max(FirstRows, Count * 2));
        }

        _rows[Count++] = new Row { TextLength = -1 };
    }

    public bool TryIp(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String || !Utf8.IsValid(reader.ValueSpan))
        {
            return false;
        }

        if (reader.ValueIsEscaped && !JsonValues.TryUnescape(ref reader, out _))
        {
            return false;
        }

        int most = reader.ValueSpan.Length;
        if (_textLength + most > _text.Length)
        {
            Grow(ref _text, _textLength, Math.Max(FirstText, (_textLength + most) * 2));
        }

        Last.TextStart = _textLength;
        Last.TextLength = reader.CopyString(_text.AsSpan(_textLength));
        _textLength += Last.TextLength;
        return true;
    }

    public bool TryCloudId(ref Utf8JsonReader reader) =>
        Last.HasCloudId = reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out Last.CloudId);

    public bool TryStatus(ref Utf8JsonReader reader) =>
        Last.HasStatus = reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out Last.Status);

    /// <summary>The first row without a status, or -1.</summary>
    public int FindWithoutStatus() => Array.FindIndex(_rows, 0, Count, row => !row.HasStatus);

    /// <summary>Counts the rows.</summary>
    public HostSummary Summarize()
    {
        var counts = new HostCounts();
        foreach (ref readonly Row row in _rows.AsSpan(0, Count))
        {
            counts.Add(StatusTable.OutcomeOf((IpStatus)row.Status));
        }

        return new HostSummary(counts);
    }

    /// <summary>Makes the objects.</summary>
    /// <param name="make">Makes one from address, cloud area and status.</param>
    public StepIpStatus[] ToObjects(Func<string?, long?, IpStatus, StepIpStatus> make)
    {
        var hosts = new StepIpStatus[Count];
        for (int i = 0; i < Count; i++)
        {
            Row row = _rows[i];
            string? ip = row.TextLength < 0 ? null : Encoding.UTF8.GetString(_text, row.TextStart, row.TextLength);
            hosts[i] = make(ip, row.HasCloudId ? row.CloudId : null, (IpStatus)row.Status);
        }

        return hosts;
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        Grow(ref _rows, 0, 0);
        Grow(ref _text, 0, 0);
        (Count, _textLength) = (0, 0);
    }

    private static void Grow<T>(ref T[] array, int used, int size)
    {
        T[] larger = size == 0 ? [] : ArrayPool<T>.Shared.Rent(size);
        array.AsSpan(0, used).CopyTo(larger);
        if (array.Length > 0)
        {
            ArrayPool<T>.Shared.Return(array);
        }

        array = larger;
    }

    private struct Row
    {
        public int TextStart;
        public int TextLength;
        public int Status;
        public bool HasStatus;
        public bool HasCloudId;
        public long CloudId;
    }
}
