using BkJob.Actions;
using BkJob.Streaming;

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

    /// <summary>The business, as returned by the server; null if omitted.</summary>
    public long? BizId { get; internal init; }

    /// <summary>The step of the plan (<c>step_id</c>); -1 for a job without a plan, null over v3 and v4.</summary>
    public long? StepId { get; internal init; }

    /// <summary>Name; null if the server returns none.</summary>
    public string? Name { get; internal init; }

    /// <summary>The type; an unknown number is kept.</summary>
    public StepType? Type { get; internal init; }

    /// <summary>Status; an unknown number is kept.</summary>
    public JobStatus Status { get; internal init; }

    /// <summary>Who runs it; null over v3 and v4, which do not return it.</summary>
    public string? Operator { get; internal init; }

    /// <summary>Whether the job pauses after it (<c>pause</c>); null from Job 3.x.</summary>
    public bool? PauseAfter { get; internal init; }

    /// <summary>Index in its block, from 1; null from Job 3.x.</summary>
    public int? Order { get; internal init; }

    /// <summary>How often it was run again: <c>retry_count</c> of Job 2.x, <c>execute_count</c> of Job 3.x.</summary>
    public int RetryCount { get; internal init; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset? CreateTime { get; internal init; }

    /// <summary>When it started; null before that.</summary>
    public DateTimeOffset? StartTime { get; internal init; }

    /// <summary>When it or its last batch ended; null while running.</summary>
    public DateTimeOffset? EndTime { get; internal init; }

    /// <summary>How long it ran; null while running.</summary>
    public TimeSpan? TotalTime { get; internal init; }

    /// <summary>The operations that are currently possible; empty from Job 3.x, which does not return them.</summary>
    public IReadOnlyList<StepOperation> Operations { get; internal init; } = [];

    /// <summary>The actions that are currently possible: those that the server returned, otherwise those that its status allows.</summary>
    public IReadOnlyList<AvailableAction> AvailableActions => ActionTable.For(this);

    /// <summary>Its hosts; empty for a step that has not started, for a confirmation, and if they were not requested.</summary>
    public IReadOnlyList<StepIpStatus> IpStatuses => LazyInitializer.EnsureInitialized(
        ref _ipStatuses, () => new ItemList<StepIpStatus>(new HostList(this, Table)));

    /// <summary>The counts of its hosts; null if they were not requested.</summary>
    public HostSummary? Hosts { get; internal init; }

    /// <summary>
    /// Whether <see cref="IpStatuses"/> contains the hosts; false if they were not requested, or only counted, or the server returned null
    /// instead of a list.
    /// </summary>
    public bool HostsIncluded { get; internal init; }

    /// <summary>Whether the server returned a list of operations, even an empty one.</summary>
    internal bool HasOperations { get; init; }

    /// <summary>Whether it ran on hosts that the response does not even count.</summary>
    internal bool LacksHosts => Hosts is null && StatusClassifier.HasHosts(Type, Status);

    /// <summary>The hosts from which <see cref="IpStatuses"/> creates objects.</summary>
    internal HostColumns Table { get; init; } = HostColumns.Empty;

    /// <summary>Scope of requests for the job, so that a pipeline needs no parameters.</summary>
    internal JobScope Scope { get; init; }

    /// <summary>Where the job was read, as in <see cref="JobInstance"/>.</summary>
    internal object? Origin { get; set; }

    /// <summary>When it was read, as in <see cref="JobInstance"/>.</summary>
    internal long ReadAt { get; } = TimeProvider.System.GetTimestamp();

    /// <summary>
    /// Enumerates the hosts with certain statuses. No object is created for the others, and none is kept here: each of fifty thousand hosts
    /// in a pipeline can be collected as soon as it has been processed.
    /// </summary>
    /// <param name="isWanted">Selects the hosts; null for all.</param>
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

    /// <summary>ID, sanitized name, and status.</summary>
    public override string ToString() => FormattableString.Invariant($"{Id} {TerminalText.Sanitize(Name)} ({Status})");
}
