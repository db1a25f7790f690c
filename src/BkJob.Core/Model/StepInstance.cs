using BkJob.Hosts;

namespace BkJob;

/// <summary>One step of a job instance.</summary>
public sealed class StepInstance
{
    private IReadOnlyList<StepIpStatus>? _ipStatuses;

    internal StepInstance()
    {
    }

    /// <summary>Id of the step instance (<c>step_instance_id</c>).</summary>
    public long Id { get; internal init; }

    /// <summary>The job instance that it is part of.</summary>
    public long JobInstanceId { get; internal init; }

    /// <summary>The business, as the server said; null where it left it out.</summary>
    public long? BizId { get; internal init; }

    /// <summary>The step of the plan (<c>step_id</c>); -1 for a job without a plan, null over v3 and v4.</summary>
    public long? StepId { get; internal init; }

    /// <summary>Name; null where the server gives none.</summary>
    public string? Name { get; internal init; }

    /// <summary>What it does; a number in no table is kept.</summary>
    public StepType? Type { get; internal init; }

    /// <summary>Status; a number in no table is kept.</summary>
    public JobStatus Status { get; internal init; }

    /// <summary>Who runs it; null over v3 and v4, which do not say.</summary>
    public string? Operator { get; internal init; }

    /// <summary>Whether the job pauses after it (<c>pause</c>); null from Job 3.x.</summary>
    public bool? PauseAfter { get; internal init; }

    /// <summary>Place in its block, from 1; null from Job 3.x.</summary>
    public int? Order { get; internal init; }

    /// <summary>How often it was run again: <c>retry_count</c> of Job 2.x, <c>execute_count</c> of Job 3.x.</summary>
    public int RetryCount { get; internal init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset? CreateTime { get; internal init; }

    /// <summary>When it began; null before that.</summary>
    public DateTimeOffset? StartTime { get; internal init; }

    /// <summary>When it ended, or its last batch did; null while running.</summary>
    public DateTimeOffset? EndTime { get; internal init; }

    /// <summary>How long it ran; null while running.</summary>
    public TimeSpan? TotalTime { get; internal init; }

    /// <summary>What a person may do with it now; empty from Job 3.x, which does not say.</summary>
    public IReadOnlyList<StepOperation> Operations { get; internal init; } = [];

    /// <summary>Its hosts; empty for a step that has not begun, for a confirmation, and where they were not asked for.</summary>
    public IReadOnlyList<StepIpStatus> IpStatuses => LazyInitializer.EnsureInitialized(
        ref _ipStatuses, () => new ItemList<StepIpStatus>(new HostList(this, Table)));

    /// <summary>Its hosts, counted; null where they were not asked for.</summary>
    public HostSummary? Hosts { get; internal init; }

    /// <summary>
    /// Whether <see cref="IpStatuses"/> holds the hosts; false where they were not asked for, or only counted, or the server sent null in
    /// place of a list.
    /// </summary>
    public bool HostsIncluded { get; internal init; }

    /// <summary>Whether it ran on hosts that the response does not even count.</summary>
    internal bool LacksHosts => Hosts is null && StatusClassifier.HasHosts(Type, Status);

    /// <summary>The hosts that <see cref="IpStatuses"/> makes objects of.</summary>
    internal HostColumns Table { get; init; } = HostColumns.Empty;

    /// <summary>Scope that a question about the job is asked with; carried along so that a pipeline needs no parameters.</summary>
    internal JobScope Scope { get; init; }

    /// <summary>Where the job was read, as in <see cref="JobInstance"/>.</summary>
    internal object? Origin { get; set; }

    /// <summary>
    /// The hosts with certain statuses, one after the other; no object is made of the others, and none is kept here: of fifty thousand that
    /// run through a pipeline each can go as soon as it is through.
    /// </summary>
    /// <param name="isWanted">Which; null for all.</param>
    internal IEnumerable<StepIpStatus> FindHosts(Func<IpStatus, bool>? isWanted)
    {
        for (int row = 0; row < Table.Count; row++)
        {
            if (isWanted is null || isWanted((IpStatus)Table[HostNumber.Status, row]!))
            {
                yield return new StepIpStatus(this, Table, row);
            }
        }
    }

    /// <summary>Id, name and status, harmless to print.</summary>
    public override string ToString() => FormattableString.Invariant($"{Id} {TerminalText.Sanitize(Name)} ({Status})");
}
