namespace BkJob.Simulator.Control;

/// <summary>The body of POST /_sim/clock/advance.</summary>
/// <param name="Seconds">How far the clock moves.</param>
internal sealed record ClockAdvance(double Seconds);
