namespace BkJob.Waiting;

/// <summary>
/// A wait under way. One race decides how it ends: the last instance, the first that is enough, the time, or the user. What comes after
/// the decision is not told any more as if it had come before.
/// </summary>
internal sealed class WaitRun : IDisposable
{
    private readonly object _gate = new();
    private readonly WaitOptions _options;
    private readonly Action<WaitEvent> _tell;
    private readonly CancellationTokenSource _enough = new();
    private readonly CancellationTokenSource _timeout;
    private readonly CancellationTokenSource _end;
    private readonly CancellationToken _user;
    private readonly TimeProvider _clock;
    private readonly long _began;

    public WaitRun(WaitOptions options, TimeProvider clock, Action<WaitEvent> tell, CancellationToken user)
    {
        _options = options;
        _tell = tell;
        _user = user;
        _clock = clock;
        _began = clock.GetTimestamp();
        _timeout = options.Timeout is { } timeout && timeout > TimeSpan.Zero
            ? new CancellationTokenSource(timeout, clock)
            : new CancellationTokenSource();
        _end = CancellationTokenSource.CreateLinkedTokenSource(user, _enough.Token, _timeout.Token);
    }

    /// <summary>Is cancelled when the wait ends, for whatever reason.</summary>
    public CancellationToken End => _end.Token;

    /// <summary>How long the wait has lasted.</summary>
    public TimeSpan Age => _clock.GetElapsedTime(_began);

    /// <summary>Whether there is one look and no waiting at all.</summary>
    public bool IsSingleLook => _options.Timeout == TimeSpan.Zero;

    /// <summary>Tells what happened.</summary>
    /// <returns>False when the wait was over before: then nothing was told.</returns>
    public bool Tell(WaitEvent what)
    {
        lock (_gate)
        {
            if (End.IsCancellationRequested)
            {
                return false;
            }

            _tell(what);
            return true;
        }
    }

    /// <summary>
    /// Tells that an instance has arrived, and ends the wait when that is enough. An answer that was on its way when the time was up
    /// still counts: nobody wants to hear that a job did not end and that it succeeded.
    /// </summary>
    /// <returns>False when the wait was over before: then nothing was told.</returns>
    public bool TellArrived(JobArrived arrived)
    {
        lock (_gate)
        {
            if (_user.IsCancellationRequested || _enough.IsCancellationRequested)
            {
                return false;
            }

            _tell(arrived);
            bool hasFailed = arrived.Job.IsFinished && arrived.Job.Outcome != JobOutcome.Succeeded;
            if (_options.Any || (_options.FailFast && hasFailed))
            {
                // Under the lock, which this thread may enter again: what is left behind is told before anything else can be.
                _enough.Cancel();
            }

            return true;
        }
    }

    /// <summary>Ends the wait for all because something broke that is nobody's answer.</summary>
    public void Abandon() => _enough.Cancel();

    /// <summary>Tells how it ended for an instance that had not arrived when the wait ended.</summary>
    public void TellUnfinished(JobInstanceQuery query, JobInstance? last)
    {
        lock (_gate)
        {
            if (!_user.IsCancellationRequested)
            {
                _tell(_enough.IsCancellationRequested ? new WaitLeft(query, last) : new WaitTimedOut(query, last));
            }
        }
    }

    public void Dispose()
    {
        _end.Dispose();
        _timeout.Dispose();
        _enough.Dispose();
    }
}
