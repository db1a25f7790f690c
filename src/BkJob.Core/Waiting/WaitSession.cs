namespace BkJob.Waiting;

/// <summary>
/// A wait. It ends with the last job, the first sufficient one, the timeout, or the user, whichever is first. Later events are not
/// published as if they had occurred before.
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

    /// <summary>A token that is cancelled when the wait ends, for whatever reason.</summary>
    public CancellationToken CancellationToken => _linkedCts.Token;

    /// <summary>The elapsed time of the wait.</summary>
    public TimeSpan Age => _clock.GetElapsedTime(_startTimestamp);

    /// <summary>Whether each job is polled only once.</summary>
    public bool IsSinglePoll => _options.Timeout == TimeSpan.Zero;

    /// <summary>Publishes an event.</summary>
    /// <returns>False if the wait had ended before: then nothing was published.</returns>
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
    /// Publishes that a job has completed, and ends the wait if that is sufficient. A response that was already in flight when the timeout
    /// fired still counts: reporting both a timeout and a success for the same job would be contradictory.
    /// </summary>
    /// <returns>False if the wait had ended before: then nothing was published.</returns>
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
                // Within the lock, which this thread can re-enter: cancelled jobs are published before any other event.
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
