namespace BkJob.Simulator.Wire;

/// <summary>Sends a body a drop at a time.</summary>
internal static class DripFeed
{
    /// <summary>Sends the first drop at once and each further one a pause later; a client that leaves ends it.</summary>
    public static async Task SendAsync(
        Stream output, ReadOnlyMemory<byte> body, int dropBytes, TimeSpan pause, SimulatorClock clock, CancellationToken ct)
    {
        // Each moment comes from the one before it, not from the time it is by then: one long step of a manual clock lets all the
        // drops out that it covers.
        var due = clock.Now;
        for (var at = 0; at < body.Length; at += dropBytes)
        {
            await clock.WaitUntilAsync(due, ct);
            await output.WriteAsync(body.Slice(at, Math.Min(dropBytes, body.Length - at)), ct);
            await output.FlushAsync(ct);
            due += pause;
        }
    }
}
