namespace BkJob.Transport;

/// <summary>
/// The rate limit of a client, shared by all its requests. Once the server has rejected a request because of its rate, the others wait
/// until the window of the limit ends, and are then sent at the rate that the server has accepted, which grows slowly until it is
/// rejected again.
/// </summary>
internal sealed class RateGate(TimeProvider clock, Func<double> random)
{
    /// <summary>The number of accepted requests from which the accepted rate can be estimated.</summary>
    private const int Meaningful = 5;

    /// <summary>The share of the accepted rate that is used.</summary>
    private const double Share = 0.9;

    /// <summary>Growth of the rate per second.</summary>
    private const double Growth = 0.02;

    /// <summary>Requests per second after a pause whose limit is not known yet.</summary>
    private const double Cautious = 20;

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    private readonly object _gate = new();
    private readonly long _start = clock.GetTimestamp();
    private double _rate = double.PositiveInfinity;
    private TimeSpan _pausedUntil;
    private TimeSpan _next;
    private TimeSpan _windowBegan;
    private TimeSpan _grownAt;
    private int _accepted;
    private int _limits;

    private TimeSpan Now => clock.GetElapsedTime(_start);

    /// <summary>Waits until a request may be sent.</summary>
    /// <param name="longest">The longest pause to wait for; with a longer one, the request is sent and the server responds to it.</param>
    /// <param name="cancellation">A token to cancel the wait.</param>
    public async Task WaitAsync(TimeSpan longest, CancellationToken cancellation)
    {
        while (true)
        {
            (TimeSpan delay, int limits) = Reserve(longest);
            if (delay <= TimeSpan.Zero)
            {
                return;
            }

            await Task.Delay(delay, clock, cancellation).ConfigureAwait(false);
            lock (_gate)
            {
                if (limits == _limits)
                {
                    return;
                }
            }

            // The server has rejected another request meanwhile: the reserved time was computed with a rate that is too high.
        }
    }

    /// <summary>Reports a response.</summary>
    /// <param name="requestEvent">The request.</param>
    /// <param name="windowEnds">When the window of the limit ends, if it allows no further request; otherwise null.</param>
    public void Report(RequestEvent requestEvent, TimeSpan? windowEnds)
    {
        lock (_gate)
        {
            if (requestEvent.Fault is { Kind: BkJobErrorKind.Throttled } fault)
            {
                // A limit of concurrent requests is independent of the rate: it clears as soon as one of them completes. So is a quota of
                // running jobs, which lasts for minutes.
                if (fault.Code != ResponseClassifier.TooManyAtOnce && !fault.IsSlow)
                {
                    Limit(fault.RetryAfter);
                }
            }
            else if (requestEvent.Status is not null)
            {
                Accept();
                if (windowEnds is { } end && _accepted >= Meaningful && end <= RetryPolicy.MaxRetryAfter)
                {
                    Limit(end);
                }
            }
        }
    }

    private (TimeSpan Delay, int Limits) Reserve(TimeSpan longest)
    {
        lock (_gate)
        {
            TimeSpan now = Now;
            bool isPaused = _pausedUntil > now;
            if ((!isPaused && double.IsPositiveInfinity(_rate)) || _pausedUntil - now > longest)
            {
                return (TimeSpan.Zero, _limits);
            }

            TimeSpan at = Later(Later(now, _pausedUntil), _next);
            double interval = 1 / (double.IsPositiveInfinity(_rate) ? Cautious : _rate);

            // Half of the interval is random jitter, so that clients with the same limit do not synchronize.
            _next = at + TimeSpan.FromSeconds(interval * (0.75 + (0.5 * random())));
            return (at - now, _limits);
        }
    }

    private void Accept()
    {
        TimeSpan now = Now;
        if (now - _windowBegan > Window)
        {
            (_windowBegan, _accepted) = (now, 0);
        }

        _accepted++;
        TimeSpan passed = now - _grownAt;
        _grownAt = now;
        _rate *= 1 + (Growth * Math.Clamp(passed.TotalSeconds, 0, 1));
    }

    private void Limit(TimeSpan? serverDelay)
    {
        TimeSpan now = Now;
        if (now < _pausedUntil || (serverDelay is null && _accepted < Meaningful))
        {
            // Either sent before the pause began, or without a delay and without traffic, where the back-off of each request suffices.
            return;
        }

        TimeSpan pause = RetryPolicy.AtLeastMinimum(serverDelay ?? TimeSpan.Zero, random());
        if (_accepted >= Meaningful)
        {
            double observed = _accepted / (now + pause - _windowBegan).TotalSeconds;
            _rate = Share * Math.Min(_rate, observed);
        }

        _pausedUntil = _next = now + (pause < Waiting.PollSchedule.MaxPause ? pause : Waiting.PollSchedule.MaxPause);
        (_windowBegan, _grownAt, _accepted) = (_pausedUntil, _pausedUntil, 0);
        _limits++;
    }

    private static TimeSpan Later(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
