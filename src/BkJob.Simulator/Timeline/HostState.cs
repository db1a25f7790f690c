namespace BkJob.Simulator.Timeline;

/// <summary>A host, or a container, of a step at one moment. Times count from the start of the step.</summary>
/// <param name="Status">Its status (protocol.md §1.8).</param>
/// <param name="Start">When it started or will start.</param>
/// <param name="End">When it ended or will end.</param>
internal readonly record struct HostState(int Status, TimeSpan Start, TimeSpan End)
{
    /// <summary>True after <see cref="Start"/>.</summary>
    public bool HasStarted => Status != HostCode.Waiting;

    /// <summary>True after <see cref="End"/>.</summary>
    public bool HasEnded => HasStarted && Status != HostCode.Running;

    /// <summary>Returns the host with no time after a moment.</summary>
    public HostState Until(TimeSpan moment) => this with { Start = Earlier(Start, moment), End = Earlier(End, moment) };

    private static TimeSpan Earlier(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
