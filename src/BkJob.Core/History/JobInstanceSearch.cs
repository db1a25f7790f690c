using System.Runtime.CompilerServices;

namespace BkJob.History;

/// <summary>
/// Searches the history, newest first. The server selects one status per request, so each status is read on its own, and the rows are
/// merged; a job whose status changes in between is returned once.
/// </summary>
internal sealed class JobInstanceSearch
{
    private readonly JobInstanceFilter _filter;
    private readonly JobInstancePager[] _pagers;

    /// <summary>Creates a search; nothing is requested yet.</summary>
    /// <param name="client">The client.</param>
    /// <param name="filter">What is selected.</param>
    /// <param name="onRequestCompleted">Called after each request, on any thread; may be null.</param>
    /// <param name="onIncomplete">Called with the time of creation of rows that the server does not return; may be null.</param>
    public JobInstanceSearch(
        BkJobClient client, JobInstanceFilter filter, Action<RequestEvent>? onRequestCompleted = null, Action<DateTimeOffset>? onIncomplete = null)
    {
        _filter = filter;
        JobStatus?[] statuses = filter.Statuses.Count == 0
            ? [null]
            : [.. filter.Statuses.Distinct().Where(IsInHistory).Select(status => (JobStatus?)status)];
        _pagers = [.. statuses.Select(status => new JobInstancePager(client, filter, status, onRequestCompleted, onIncomplete))];
    }

    /// <summary>Counts the job instances, from the first page of each status.</summary>
    /// <returns>Null if the server does not return the number, or does not select everything itself.</returns>
    public async Task<long?> CountAsync(CancellationToken cancellation)
    {
        if (_filter.ClientFilter is not null)
        {
            return null;
        }

        long? total = 0;
        foreach (JobInstancePager pager in _pagers)
        {
            await pager.PeekAsync(cancellation).ConfigureAwait(false);
            total += pager.Total;
        }

        return total;
    }

    /// <summary>Reads the job instances. A page is requested when its first row is needed.</summary>
    /// <exception cref="BkJobException">No usable response was received.</exception>
    public async IAsyncEnumerable<JobInstanceSummary> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var seen = new HashSet<long>();
        while (await FindNewestAsync(cancellation).ConfigureAwait(false) is { } pager)
        {
            JobInstanceSummary row = pager.Dequeue();
            if (seen.Add(row.Id) && _filter.ClientFilter?.Invoke(row) is not false)
            {
                yield return row;
            }
        }
    }

    // Job 2.x has this status and no history; a later server responds to it with an internal error.
    private static bool IsInHistory(JobStatus status) => status != JobStatus.TerminateFailed;

    private async ValueTask<JobInstancePager?> FindNewestAsync(CancellationToken cancellation)
    {
        (JobInstancePager? Pager, DateTimeOffset Time, long Id) newest = default;
        foreach (JobInstancePager pager in _pagers)
        {
            if (await pager.PeekAsync(cancellation).ConfigureAwait(false) is { } row
                && (newest.Pager is null || (row.CreateTime ?? default, row.Id).CompareTo((newest.Time, newest.Id)) > 0))
            {
                newest = (pager, row.CreateTime ?? default, row.Id);
            }
        }

        return newest.Pager;
    }
}
