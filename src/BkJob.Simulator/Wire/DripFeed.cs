namespace BkJob.Simulator.Wire;

/// <summary>Sends a body slowly, in pieces.</summary>
internal static class DripFeed
{
    /// <summary>Sends the first piece immediately and each further one after a pause, until the client disconnects.</summary>
    public static async Task SendAsync(
        Stream output, ReadOnlyMemory<byte> body, int dropBytes, TimeSpan pause, SimulatorClock clock, CancellationToken ct)
    {
        // Each due time is computed from the previous one, not from the current time: one long step of a manual clock sends all pieces that
        // it covers.
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
