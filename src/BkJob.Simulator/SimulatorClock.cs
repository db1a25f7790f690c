using Microsoft.Extensions.Time.Testing;

namespace BkJob.Simulator;

/// <summary>The only time source of the simulator, so that a test can control it.</summary>
/// <remarks>A manual clock starts at 2026-07-20 09:15:00 +08:00: so every run of a test reads the same times.</remarks>
public sealed class SimulatorClock
{
    private static readonly DateTimeOffset ManualStart = new(2026, 7, 20, 1, 15, 0, TimeSpan.Zero);

    private readonly Lock _lock = new();
    private readonly FakeTimeProvider? _manual;

    private readonly TimeSpan _skew;

    internal SimulatorClock(bool manual, TimeSpan skew = default)
    {
        _manual = manual ? new FakeTimeProvider(ManualStart) : null;
        _skew = skew;
    }

    /// <summary>True if the clock only moves with <see cref="Advance"/>.</summary>
    public bool IsManual => _manual is not null;

    /// <summary>The current time of the server and its jobs: that of the provider plus the skew.</summary>
    public DateTimeOffset Now => TimeProvider.GetUtcNow() + _skew;

    /// <summary>The time provider of the clock, without the skew: the clock of a client.</summary>
    public TimeProvider TimeProvider => _manual ?? TimeProvider.System;

    /// <summary>Advances a manual clock.</summary>
    /// <param name="by">The time; not negative.</param>
    /// <exception cref="InvalidOperationException">The clock is not manual.</exception>
    public void Advance(TimeSpan by)
    {
        if (_manual is null)
        {
            throw new InvalidOperationException("The clock is the real one; start the simulator with a manual clock to move it.");
        }

        lock (_lock)
        {
            _manual.Advance(by);
        }
    }

    /// <summary>Waits for a moment.</summary>
    internal Task WaitUntilAsync(DateTimeOffset moment, CancellationToken ct)
    {
        // Without the lock a call of Advance between reading the time and starting the wait would be missed.
        lock (_lock)
        {
            var left = moment - Now;
            return left > TimeSpan.Zero ? Task.Delay(left, TimeProvider, ct) : Task.CompletedTask;
        }
    }
}
