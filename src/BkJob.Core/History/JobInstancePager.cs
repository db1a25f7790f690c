using BkJob.Operations;

namespace BkJob.History;

/// <summary>
/// Reads the job instances of one status, newest first. A page is requested only when its first row is needed. The server limits a request
/// in time and in rows, so the whole time is read as windows, the newest first, and a window that has more rows than can be paged is
/// narrowed to what was created until its last known row.
/// </summary>
/// <param name="client">The client.</param>
/// <param name="filter">What is selected.</param>
/// <param name="status">The status; null for all.</param>
/// <param name="onRequestCompleted">Called after each request, on any thread; may be null.</param>
/// <param name="onIncomplete">Called with the time of creation of rows that the server does not return.</param>
internal sealed class JobInstancePager(
    BkJobClient client, JobInstanceFilter filter, JobStatus? status, Action<RequestEvent>? onRequestCompleted, Action<DateTimeOffset>? onIncomplete)
{
    private const int FirstLength = 100;

    /// <summary>The server's code for a parameter that is not valid, without its name (protocol-actions.md §2.1).</summary>
    private const string ParameterRejected = "1241002";

    /// <summary>Job's code for an internal error; here also for an unknown status.</summary>
    private const string InternalError = "1240002";

    private readonly PageLimits _limits = PageLimits.For(client.Api);
    private readonly long _after = Math.Max(1, filter.After.ToUnixTimeMilliseconds());
    private readonly Queue<JobInstanceSummary> _rows = new();

    // The end is the same for all pages of a window: new jobs would move its rows.
    private long _end = filter.Before.ToUnixTimeMilliseconds();
    private int _start;
    private int _length = FirstLength;
    private long _read;
    private long? _lastCreateTime;
    private bool _isComplete;

    /// <summary>The number of rows; null if it is not known: over v4, or if the time has several windows.</summary>
    public long? Total { get; private set; }

    private long WindowStart => Math.Max(_after, _limits.MaxSpan is { } span ? _end - span : _after);

    /// <summary>The next row, which is requested if necessary; null at the end.</summary>
    public async ValueTask<JobInstanceSummary?> PeekAsync(CancellationToken cancellation)
    {
        while (_rows.Count == 0 && !_isComplete)
        {
            await ReadPageAsync(cancellation).ConfigureAwait(false);
        }

        return _rows.TryPeek(out JobInstanceSummary? row) ? row : null;
    }

    /// <summary>Removes the row that <see cref="PeekAsync"/> has returned.</summary>
    public JobInstanceSummary Dequeue() => _rows.Dequeue();

    private async Task ReadPageAsync(CancellationToken cancellation)
    {
        int length = GetLength();
        bool isOnlyWindow = _read == 0 && WindowStart == _after;
        if (_start > _limits.MaxStart || await ReadAsync(length, cancellation).ConfigureAwait(false) is not { } page)
        {
            Narrow();
            return;
        }

        Total ??= isOnlyWindow ? page.Total : null;
        foreach (JobInstanceSummary row in page.Rows)
        {
            _rows.Enqueue(row);
            _lastCreateTime = row.CreateTime?.ToUnixTimeMilliseconds() ?? _lastCreateTime;
        }

        // By the rows and not by the length, which a server can reduce.
        _read += page.Rows.Count;
        _start += page.Rows.Count;
        if (page.Rows.Count == 0 || (page.Total is { } total ? _start >= total : page.Rows.Count < length))
        {
            BeginNextWindow();
        }
    }

    /// <summary>The number of rows to request: as many as the caller needs, otherwise few at first, because the caller may stop.</summary>
    private int GetLength()
    {
        if (filter is { MaxRows: { } max, ClientFilter: null } && max > _read)
        {
            return (int)Math.Min(max - _read, _limits.MaxLength);
        }

        int length = Math.Min(_length, _limits.MaxLength);
        _length = _limits.MaxLength;
        return length;
    }

    /// <summary>Requests a page; null if the server does not page that far.</summary>
    private async Task<JobInstancePage?> ReadAsync(int length, CancellationToken cancellation)
    {
        // The server requires an end that is later than the start.
        JobInstanceListRequest request = filter.CreateRequest(status, WindowStart, Math.Max(_end, WindowStart + 1), _start, length);
        try
        {
            return await client.GetJobInstancePageAsync(request, onRequestCompleted, cancellation).ConfigureAwait(false);
        }
        catch (BkJobException fault) when (_start > 0 && fault.Kind == BkJobErrorKind.InvalidArgument)
        {
            // Only the start differs from the request for the page before, which the server accepted: a cap of the site (1241010).
            return null;
        }
        catch (BkJobException fault) when (Explain(fault, request) is { } message)
        {
            throw new BkJobException(BkJobErrorKind.InvalidArgument, message)
            {
                Code = fault.Code,
                ServerMessage = fault.ServerMessage,
                RequestId = fault.RequestId,
                HttpStatus = fault.HttpStatus,
                Delivery = fault.Delivery,
            };
        }
    }

    /// <summary>Continues with what was created until the last row, which is read again: others may have been created at the same time.</summary>
    private void Narrow()
    {
        long last = _lastCreateTime ?? _after;
        if (last >= _end)
        {
            // All rows of the window were created in the same millisecond, so that a window can't separate them.
            onIncomplete?.Invoke(DateTimeOffset.FromUnixTimeMilliseconds(last).ToLocalTime());
            last = _end - 1;
        }

        (_end, _start) = (last, 0);
        _isComplete = _end < _after;
    }

    // Windows share their boundary, so that no millisecond is lost.
    private void BeginNextWindow()
    {
        _isComplete = WindowStart <= _after;
        (_end, _start, _lastCreateTime) = (WindowStart, 0, null);
    }

    /// <summary>States what the server does not: its codes have no useful text. Null for other errors.</summary>
    private static string? Explain(BkJobException fault, JobInstanceListRequest request) => fault.Code switch
    {
        ParameterRejected => CoreMessages.FormatSearchInvalid(
            fault.Message, JobInstanceFilter.Format(request.CreateTimeStart), JobInstanceFilter.Format(request.CreateTimeEnd), request.Type?.ToString() ?? "-"),
        InternalError when request.Status is { } unknown && !Enum.IsDefined(unknown) => CoreMessages.FormatSearchUnknownStatus(fault.Message, (int)unknown),
        _ => null,
    };

    /// <summary>What an API limits (protocol-actions.md §2.1, §2.2).</summary>
    /// <param name="MaxLength">The maximum number of rows of a page.</param>
    /// <param name="MaxStart">The maximum number of rows before a page; null for none.</param>
    /// <param name="MaxSpan">The maximum time of a request, in milliseconds; null for none.</param>
    private sealed record PageLimits(int MaxLength, int? MaxStart, long? MaxSpan)
    {
        private static readonly PageLimits V3 = new(1000, null, 30L * 24 * 60 * 60 * 1000);
        private static readonly PageLimits V4 = new(200, 10_000, null);

        public static PageLimits For(BkJobApi api) => api == BkJobApi.GatewayV4 ? V4 : V3;
    }
}
