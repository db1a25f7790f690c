namespace BkJob.Transport;

/// <summary>
/// The rate limit of a connection, shared by all its requests. Once the server has rejected a request for its rate, the others wait
/// until the limit's window ends, and then go out at the rate that the server has accepted, which grows slowly until it is rejected again.
/// </summary>
internal sealed class RateGate(TimeProvider clock, Func<double> random)
{
    /// <summary>How many accepted requests say something about the rate that the server accepts.</summary>
    private const int Meaningful = 5;

    /// <summary>What is used of the accepted rate.</summary>
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
    /// <param name="longest">A pause longer than this is not waited for: the request is sent, and its caller gets the server's response.</param>
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

            // The server has rejected another request meanwhile: the place in the queue was given for a rate that is too high.
        }
    }

    /// <summary>Takes note of a response.</summary>
    public void Report(RequestResult result)
    {
        lock (_gate)
        {
            if (result.Event.Fault is { Kind: BkJobErrorKind.Throttled } fault)
            {
                // Too many at once is no matter of the rate: it passes with the first of them that gets its response.
                if (fault.Code != ResponseClassifier.TooManyAtOnce)
                {
                    Limit(fault.RetryAfter);
                }
            }
            else if (result.Event.Status is not null)
            {
                Accept();
                if (result.WindowEnds is { } end && _accepted >= Meaningful && end <= RetryPolicy.MaxRetryAfter)
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

            // Half of the interval by chance, so that clients of the same limit do not march in step.
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
            // Sent before the others were stopped; or without a time and without traffic, where the back-off of each request is enough.
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
