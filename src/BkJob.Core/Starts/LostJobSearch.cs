using BkJob.History;
using BkJob.Operations;

namespace BkJob.Starts;

/// <summary>
/// Searches the history for a job whose response was lost. A job with a marker is recognized; the jobs of a plan are not, because another
/// user or a schedule can have started one at the same time.
/// </summary>
internal sealed class LostJobSearch(BkJobClient client, StartRequest request, Action<RequestEvent> onRequestCompleted, TimeProvider clock)
{
    /// <summary>A clock that is not known exactly can be ahead or behind by so much: dates of HTTP are whole seconds.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(5);

    /// <summary>A marker identifies the job, whatever the clocks are.</summary>
    private static readonly TimeSpan MarkerTolerance = TimeSpan.FromHours(12);

    private static readonly TimeSpan FirstInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxInterval = TimeSpan.FromSeconds(5);

    /// <summary>The name of the job with its marker; null if it has none.</summary>
    public string? UniqueName { get; init; }

    /// <summary>The plan of the job; null for other jobs.</summary>
    public long? PlanId { get; init; }

    /// <summary>Searches until the job is found, or the server can no longer create it.</summary>
    /// <param name="lost">The error of the request.</param>
    /// <param name="sent">When the request was sent, as a timestamp of the clock.</param>
    /// <param name="window">How long the server can still create the job.</param>
    /// <param name="cancellation">A token to cancel the search.</param>
    /// <exception cref="StartUnknownException">The job was not found, or can't be recognized.</exception>
    public async Task<CreatedJob> FindAsync(
        BkJobException lost, long sent, TimeSpan window, CancellationToken cancellation)
    {
        IReadOnlyList<JobInstanceSummary>? rows = null;
        for (int poll = 0; ; poll++)
        {
            // The time before the search: what it returns may be older than its response.
            bool isLast = clock.GetElapsedTime(sent) >= window;
            try
            {
                rows = await SearchAsync(sent, cancellation).ConfigureAwait(false);
            }
            catch (BkJobException e) when (e.Kind == BkJobErrorKind.NotSupported)
            {
                isLast = true;
            }
            catch (Exception) when (!cancellation.IsCancellationRequested)
            {
                // Whatever the error is, the next search may succeed. If none does, the outcome remains unknown.
            }

            if (FindMarked(rows ?? []) is { } found)
            {
                return new CreatedJob(found.Id, found.Name);
            }

            if (isLast)
            {
                throw new StartUnknownException(lost, rows ?? [], isHistoryRead: rows is not null);
            }

            TimeSpan delay = FirstInterval * (poll + 1);
            await Task.Delay(delay < MaxInterval ? delay : MaxInterval, clock, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>The job with the marker; null if there is none, or if the rows leave a doubt, which is for the user to decide.</summary>
    private JobInstanceSummary? FindMarked(IReadOnlyList<JobInstanceSummary> rows)
    {
        JobInstanceSummary[] marked = UniqueName is null ? [] : [.. rows.Where(row => StartMarker.Marks(row.Name, UniqueName))];
        return marked is [var only] && IsExpected(only) ? only : null;
    }

    // A server that ignores a filter returns the jobs of others. What a row does not have is not compared.
    private bool IsExpected(JobInstanceSummary row) =>
        (row.Operator is null || client.UserName is null || string.Equals(row.Operator, client.UserName, StringComparison.OrdinalIgnoreCase))
        && row.StartWay is null or StartWay.Api
        && (row.Type is null || row.Type == request.Type);

    private async Task<IReadOnlyList<JobInstanceSummary>> SearchAsync(long sent, CancellationToken cancellation)
    {
        // By the clock of the server, which its last response has stated: the first search can be the first response at all.
        DateTimeOffset sentAt = client.ServerTime - clock.GetElapsedTime(sent);
        DateTimeOffset after = sentAt - (UniqueName is null ? ClockTolerance : MarkerTolerance);
        var filter = new JobInstanceFilter(request.Scope, after, sentAt + MarkerTolerance)
        {
            StartWay = StartWay.Api,
            Operator = client.UserName,
            NamePart = UniqueName is null ? null : StartMarker.GetFrom(UniqueName),
            ClientFilter = PlanId is { } plan ? row => row.PlanId == plan : null,
            IsTraced = request.IsTraced,
            Origin = request.Origin,
        };
        var rows = new List<JobInstanceSummary>();
        await foreach (JobInstanceSummary row in new JobInstanceSearch(client, filter, onRequestCompleted).ReadAsync(cancellation).ConfigureAwait(false))
        {
            rows.Add(row);
        }

        return rows;
    }
}
