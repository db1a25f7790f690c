namespace BkJob.Logs;

/// <summary>Which logs of a job are followed.</summary>
internal sealed record FollowOptions
{
    /// <summary>The steps; null for all.</summary>
    public IReadOnlyCollection<long>? StepIds { get; init; }

    /// <summary>Selects the hosts. A host that was selected once remains selected.</summary>
    public required Func<StepIpStatus, bool> IsWanted { get; init; }

    /// <summary>How many of the lines that exist already are wanted of each host; 0 for all.</summary>
    public int Tail { get; init; }

    /// <summary>The maximum number of hosts of a step. Of a step with more, only the hosts that fail are followed.</summary>
    public int MaxHosts { get; init; } = 50;

    /// <summary>How long the server can remain unreadable; time during which it rejects the rate of requests is not counted.</summary>
    public TimeSpan OutageTimeout { get; init; } = new WaitOptions().OutageTimeout!.Value;
}
