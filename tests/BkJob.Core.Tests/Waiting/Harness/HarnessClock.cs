using BkJob.Transport;
using Microsoft.Extensions.Time.Testing;

namespace BkJob.Core.Tests.Waiting.Harness;

/// <summary>A clock that stands still and knows what is set on it, so that a test can go from one moment to the next.</summary>
internal sealed class HarnessClock : FakeTimeProvider
{
    private readonly Lock _lock = new();
    private readonly HashSet<Alarm> _alarms = [];
    private readonly DateTimeOffset _start;

    public HarnessClock() => _start = GetUtcNow();

    /// <summary>Time since the curtain rose.</summary>
    public TimeSpan Elapsed => GetUtcNow() - _start;

    /// <summary>How many alarms are set for somebody's pause; that of the slots is nobody's.</summary>
    public int Pending
    {
        get
        {
            lock (_lock)
            {
                return _alarms.Count(alarm => !alarm.IsOfSlots);
            }
        }
    }

    /// <summary>Time until the next alarm; null when none is set.</summary>
    public TimeSpan? UntilNext
    {
        get
        {
            lock (_lock)
            {
                return _alarms.Count == 0 ? null : _alarms.Min(alarm => alarm.Due) - GetUtcNow();
            }
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime <= TimeSpan.Zero)
        {
            return base.CreateTimer(callback, state, dueTime, period);
        }

        var alarm = new Alarm(this) { IsOfSlots = callback.Method.DeclaringType == typeof(FairSlots) };
        alarm.Timer = base.CreateTimer(
            given =>
            {
                Forget(alarm);
                callback(given);
            },
            state,
            dueTime,
            period);
        lock (_lock)
        {
            // Entered last: what stands in the list rings when the list says, or before.
            alarm.Due = GetUtcNow() + dueTime;
            if (!alarm.IsOver)
            {
                _alarms.Add(alarm);
            }
        }

        return alarm;
    }

    private void Forget(Alarm alarm)
    {
        lock (_lock)
        {
            alarm.IsOver = true;
            _alarms.Remove(alarm);
        }
    }

    private sealed class Alarm(HarnessClock clock) : ITimer
    {
        public DateTimeOffset Due { get; set; }

        public bool IsOver { get; set; }

        public bool IsOfSlots { get; init; }

        public ITimer? Timer { get; set; }

        public bool Change(TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException();

        public void Dispose()
        {
            clock.Forget(this);
            Timer?.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
