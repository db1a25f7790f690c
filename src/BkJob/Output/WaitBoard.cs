namespace BkJob;

/// <summary>The state of a wait: the finished jobs, and the status of the others.</summary>
/// <param name="total">The number of jobs of the wait.</param>
/// <param name="timeout">The timeout of the wait; null for no limit.</param>
/// <param name="clock">The clock.</param>
internal sealed class WaitBoard(int total, TimeSpan? timeout, TimeProvider clock)
{
    private readonly long _began = clock.GetTimestamp();
    private readonly Dictionary<JobInstanceQuery, WaitedJob> _unfinished = [];
    private readonly SortedDictionary<string, int> _outcomes = new(StringComparer.Ordinal);

    /// <summary>The number of jobs of the wait.</summary>
    public int Total => total;

    /// <summary>The number of jobs that are done: finished or abandoned.</summary>
    public int Done { get; private set; }

    /// <summary>The number of jobs that are done, by the text of their outcome.</summary>
    public IReadOnlyDictionary<string, int> Outcomes => _outcomes;

    /// <summary>The elapsed time of the wait.</summary>
    public TimeSpan Elapsed => clock.GetElapsedTime(_began);

    /// <summary>The remaining timeout; null if there is none.</summary>
    public TimeSpan? Remaining => timeout - Elapsed is { } left && left < TimeSpan.Zero ? TimeSpan.Zero : timeout - Elapsed;

    /// <summary>The local time.</summary>
    public DateTimeOffset Now => clock.GetLocalNow();

    /// <summary>The unfinished jobs that were polled at least once.</summary>
    public IReadOnlyCollection<WaitedJob> Unfinished => _unfinished.Values;

    /// <summary>The unfinished jobs; those that need attention first, then those that have run longest.</summary>
    public IEnumerable<WaitedJob> InOrder => _unfinished.Values
        .OrderBy(waited => waited.Attention)
        .ThenBy(waited => waited.Job?.StartTime ?? DateTimeOffset.MaxValue)
        .ThenBy(waited => waited.Query.JobInstanceId);

    /// <summary>The job that an event is about; null before the first poll.</summary>
    public WaitedJob? Find(JobInstanceQuery query) => _unfinished.GetValueOrDefault(query);

    /// <summary>Updates the state with an event.</summary>
    public void Update(WaitEvent what)
    {
        switch (what)
        {
            case JobPolled polled:
                _unfinished[polled.Query] = new WaitedJob(polled.Query) { Job = polled.Job, RespondedAt = Elapsed };
                break;
            case PollRetrying retrying:
                WaitedJob? known = Find(retrying.Query);
                _unfinished[retrying.Query] = new WaitedJob(retrying.Query)
                {
                    Job = known?.Job,
                    RespondedAt = known?.RespondedAt ?? TimeSpan.Zero,
                    Outage = new Outage(Elapsed + retrying.RetryIn, retrying.Fault.Kind == BkJobErrorKind.Throttled),
                };
                break;
            case JobCompleted completed:
                AddOutcome(completed.Query, WaitText.GetOutcomeText(completed.Job.Outcome));
                break;
            case PollingFailed failed:
                AddOutcome(failed.Query, Messages.ProgressUnreadable);
                break;
            case WaitTimedOut timedOut:
                AddOutcome(timedOut.Query, Messages.ProgressUnfinished);
                break;
        }
    }

    private void AddOutcome(JobInstanceQuery query, string word)
    {
        Done++;
        _outcomes[word] = _outcomes.GetValueOrDefault(word) + 1;
        _unfinished.Remove(query);
    }
}
