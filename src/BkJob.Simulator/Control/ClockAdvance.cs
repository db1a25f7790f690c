namespace BkJob.Simulator.Control;

/// <summary>The body of POST /_sim/clock/advance.</summary>
/// <param name="Seconds">The time by which the clock advances.</param>
internal sealed record ClockAdvance(double Seconds);
