using BkJob.Transport;
using BkJob.Waiting;

namespace BkJob;

/// <summary>Reads the status of a job instance once.</summary>
/// <param name="query">The request.</param>
/// <param name="cancellation">A token to cancel the request.</param>
internal delegate Task<RequestResult<JobInstance>> Poll(JobInstanceQuery query, CancellationToken cancellation);

/// <summary>
/// Waits for many job instances at a time. Progress is reported as events, from any thread but never concurrently; it has no UI dependency.
/// </summary>
public sealed class JobWaiter
{
    private readonly Poll _poll;
    private readonly WaitOptions _options;
    private readonly TimeProvider _clock;
    private readonly PollSchedule _schedule;

    /// <summary>Prepares a wait.</summary>
    /// <param name="client">The client of the server.</param>
    /// <param name="options">How to wait.</param>
    /// <param name="clock">The clock of the wait; null for the system clock.</param>
    public JobWaiter(BkJobClient client, WaitOptions options, TimeProvider? clock = null)
        : this(
            (query, cancellation) => client.PollJobInstanceAsync(query, PollSchedule.MaxPause, onRequestCompleted: null, cancellation),
            options,
            clock ?? TimeProvider.System,
            Random.Shared.NextDouble)
    {
    }

    /// <summary>Prepares a wait for jobs of several servers.</summary>
    /// <param name="getClient">Returns the client that a job is read with.</param>
    /// <param name="options">How to wait.</param>
    /// <param name="clock">The clock of the timeout and the polls.</param>
    internal JobWaiter(Func<JobInstanceQuery, BkJobClient> getClient, WaitOptions options, TimeProvider clock)
        : this(
            (query, cancellation) => getClient(query).PollJobInstanceAsync(query, PollSchedule.MaxPause, onRequestCompleted: null, cancellation),
            options,
            clock,
            Random.Shared.NextDouble)
    {
    }

    internal JobWaiter(Poll poll, WaitOptions options, TimeProvider clock, Func<double> random)
    {
        _poll = poll;
        _options = options;
        _clock = clock;
        _schedule = new PollSchedule(options.PollInterval, random);
    }

    /// <summary>Waits until all have finished, or an option ends the wait.</summary>
    /// <param name="queries">The job instances, each once.</param>
    /// <param name="onEvent">Called with each event.</param>
    /// <param name="cancellation">A token to cancel the wait and pending requests.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    public async Task RunAsync(IEnumerable<JobInstanceQuery> queries, Action<WaitEvent> onEvent, CancellationToken cancellation)
    {
        using var session = new WaitSession(_options, _clock, onEvent, cancellation);
        using var slots = new FairSlots(_options.ThrottleLimit, _clock);
        await Task.WhenAll(queries.Select(
            query => new JobPoller(query, session, slots, _poll, _schedule, _options, _clock).RunAsync())).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
    }
}
