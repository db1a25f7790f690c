namespace BkJob.Waiting;

/// <summary>
/// A wait. One race decides how it ends: the last job, the first that is enough, the timeout, or the user. What happens after the
/// decision is not published any more as if it had happened before.
/// </summary>
internal sealed class WaitSession : IDisposable
{
    private readonly object _gate = new();
    private readonly WaitOptions _options;
    private readonly Action<WaitEvent> _onEvent;
    private readonly CancellationTokenSource _stopCts = new();
    private readonly CancellationTokenSource _timeoutCts;
    private readonly CancellationTokenSource _linkedCts;
    private readonly CancellationToken _user;
    private readonly TimeProvider _clock;
    private readonly long _startTimestamp;

    public WaitSession(WaitOptions options, TimeProvider clock, Action<WaitEvent> onEvent, CancellationToken user)
    {
        _options = options;
        _onEvent = onEvent;
        _user = user;
        _clock = clock;
        _startTimestamp = clock.GetTimestamp();
        _timeoutCts = options.Timeout is { } timeout && timeout > TimeSpan.Zero
            ? new CancellationTokenSource(timeout, clock)
            : new CancellationTokenSource();
        _linkedCts = CancellationTokenSource.CreateLinkedTokenSource(user, _stopCts.Token, _timeoutCts.Token);
    }

    /// <summary>Is cancelled when the wait ends, for whatever reason.</summary>
    public CancellationToken CancellationToken => _linkedCts.Token;

    /// <summary>How long the wait has lasted.</summary>
    public TimeSpan Age => _clock.GetElapsedTime(_startTimestamp);

    /// <summary>Whether there is a single poll and no waiting at all.</summary>
    public bool IsSinglePoll => _options.Timeout == TimeSpan.Zero;

    /// <summary>Publishes an event.</summary>
    /// <returns>False when the wait was over before: then nothing was published.</returns>
    public bool Publish(WaitEvent what)
    {
        lock (_gate)
        {
            if (CancellationToken.IsCancellationRequested)
            {
                return false;
            }

            _onEvent(what);
            return true;
        }
    }

    /// <summary>
    /// Publishes that a job has completed, and ends the wait when that is enough. A response that was already in flight when the timeout
    /// fired still counts: reporting both a timeout and a success for the same job would be contradictory.
    /// </summary>
    /// <returns>False when the wait was over before: then nothing was published.</returns>
    public bool PublishCompleted(JobCompleted completed)
    {
        lock (_gate)
        {
            if (_user.IsCancellationRequested || _stopCts.IsCancellationRequested)
            {
                return false;
            }

            _onEvent(completed);
            bool hasFailed = completed.Job.IsFinished && completed.Job.Outcome != JobOutcome.Succeeded;
            if (_options.Any || (_options.FailFast && hasFailed))
            {
                // Under the lock, which this thread may enter again: the cancelled ones are published before anything else can be.
                _stopCts.Cancel();
            }

            return true;
        }
    }

    /// <summary>Ends the wait for all jobs after an unexpected error.</summary>
    public void Abort() => _stopCts.Cancel();

    /// <summary>Publishes how the wait ended for a job that had not completed.</summary>
    public void PublishIncomplete(JobInstanceQuery query, JobInstance? last)
    {
        lock (_gate)
        {
            if (!_user.IsCancellationRequested)
            {
                _onEvent(_stopCts.IsCancellationRequested ? new WaitCancelled(query, last) : new WaitTimedOut(query, last));
            }
        }
    }

    public void Dispose()
    {
        _linkedCts.Dispose();
        _timeoutCts.Dispose();
        _stopCts.Dispose();
    }
}
