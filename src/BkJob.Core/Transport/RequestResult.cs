namespace BkJob.Transport;

/// <summary>The result of a request: its value, or the error in its event.</summary>
/// <param name="Event">The request.</param>
/// <param name="Value">The value; the default if the event has an error.</param>
// A class: for a structure, the runtime would compile the methods of tasks anew, which delays the first command of a session.
internal sealed record RequestResult<T>(RequestEvent Event, T? Value)
{
    /// <summary>When the window of the server's rate limit ends, if it allows no further request; otherwise null.</summary>
    public TimeSpan? WindowEnds { get; init; }

    /// <summary>The time of the server when it responded; null if it did not state it.</summary>
    public DateTimeOffset? ServerTime { get; init; }
}
