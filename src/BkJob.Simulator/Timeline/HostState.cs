namespace BkJob.Simulator.Timeline;

/// <summary>A host, or a container, of a step at one moment. Times count from the start of the step.</summary>
/// <param name="Status">Its status (protocol.md §1.8).</param>
/// <param name="Start">When it started, or will.</param>
/// <param name="End">When it ended, or will.</param>
internal readonly record struct HostState(int Status, TimeSpan Start, TimeSpan End)
{
    /// <summary>True once <see cref="Start"/> has come.</summary>
    public bool HasStarted => Status != HostCode.Waiting;

    /// <summary>True once <see cref="End"/> has come.</summary>
    public bool HasEnded => HasStarted && Status != HostCode.Running;

    /// <summary>The same host with no time that lies behind a moment.</summary>
    public HostState Until(TimeSpan moment) => this with { Start = Earlier(Start, moment), End = Earlier(End, moment) };

    private static TimeSpan Earlier(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
