using Microsoft.Extensions.Time.Testing;

namespace BkJob.Simulator;

/// <summary>The simulator's only source of time, so that a test can move it by hand.</summary>
/// <remarks>A manual clock starts at 2026-07-20 09:15:00 +08:00: what a test reads is then the same on every run.</remarks>
public sealed class SimulatorClock
{
    private static readonly DateTimeOffset ManualStart = new(2026, 7, 20, 1, 15, 0, TimeSpan.Zero);

    private readonly Lock _lock = new();
    private readonly FakeTimeProvider? _manual;

    internal SimulatorClock(bool manual) => _manual = manual ? new FakeTimeProvider(ManualStart) : null;

    /// <summary>True when the clock stands still until <see cref="Advance"/>.</summary>
    public bool IsManual => _manual is not null;

    /// <summary>The time it is for the simulated jobs.</summary>
    public DateTimeOffset Now => TimeProvider.GetUtcNow();

    /// <summary>The clock for whoever wants to wait on it.</summary>
    public TimeProvider TimeProvider => _manual ?? TimeProvider.System;

    /// <summary>Moves a manual clock on.</summary>
    /// <param name="by">How far; not negative.</param>
    /// <exception cref="InvalidOperationException">The clock is the real one.</exception>
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
        // Without the lock an Advance between reading the time and starting the wait would be lost on this waiter.
        lock (_lock)
        {
            var left = moment - Now;
            return left > TimeSpan.Zero ? Task.Delay(left, TimeProvider, ct) : Task.CompletedTask;
        }
    }
}
