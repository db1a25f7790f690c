using BkJob.Actions;

namespace BkJob;

/// <summary>The state of a job instance at one moment. It does not change; request it again for the current state.</summary>
public sealed class JobInstance
{
    internal JobInstance()
    {
    }

    /// <summary>ID of the job instance (<c>job_instance_id</c>).</summary>
    public long Id { get; internal init; }

    /// <summary>The business, as returned by the server; null if omitted.</summary>
    public long? BizId { get; internal init; }

    /// <summary><c>biz</c>, <c>biz_set</c> or <c>tenant_set</c>, as returned by the server; null before Job 3.5.</summary>
    public string? ScopeType { get; internal init; }

    /// <summary>ID within <see cref="ScopeType"/>, as returned by the server; null before Job 3.5.</summary>
    public string? ScopeId { get; internal init; }

    /// <summary>Name; empty if the server returns none.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>Status; an unknown number is kept.</summary>
    public JobStatus Status { get; internal init; }

    /// <summary>
    /// Whether it has finished, according to the status and not to the flag of the server, which is wrong before Job 3.5. The flag is used
    /// only for an unknown status. A user can retry a failed job, which then runs again.
    /// </summary>
    public bool IsFinished { get; internal init; }

    /// <summary>The meaning of the status.</summary>
    public JobOutcome Outcome => Status.ToOutcome();

    /// <summary>Who started it; null over v3 and v4, which do not return it.</summary>
    public string? Operator { get; internal init; }

    /// <summary>How it was started; an unknown number is kept. Null over v3 and v4, which do not return it.</summary>
    public StartWay? StartWay { get; internal init; }

    /// <summary>The plan it was started from (<c>bk_job_id</c>); -1 for a job without one. Null over v3 and v4.</summary>
    public long? PlanId { get; internal init; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset? CreateTime { get; internal init; }

    /// <summary>When it started; null before that.</summary>
    public DateTimeOffset? StartTime { get; internal init; }

    /// <summary>When it ended; null before that, and again after a retry.</summary>
    public DateTimeOffset? EndTime { get; internal init; }

    /// <summary>How long it ran; null until it has finished.</summary>
    public TimeSpan? TotalTime { get; internal init; }

    /// <summary>The current or last step; 0 before the start. Null over v3 and v4.</summary>
    public long? CurrentStepInstanceId { get; internal init; }

    /// <summary>Its blocks, in the server's order.</summary>
    public IReadOnlyList<StepBlock> Blocks { get; internal init; } = [];

    /// <summary>The steps of all blocks, in order.</summary>
    public IReadOnlyList<StepInstance> Steps { get; internal init; } = [];

    /// <summary>The counts of the hosts of all steps: a host is counted once per step. Null if they were not requested.</summary>
    public HostSummary? Hosts { get; internal init; }

    /// <summary>
    /// Whether every step contains its hosts: ESB v2 always returns them, the others on request (<c>-IncludeHosts</c>). A job that was
    /// polled has only their counts, or none. A server that returns null instead of a list has not included them, even if they were
    /// requested.
    /// </summary>
    public bool HostsIncluded { get; internal init; }

    /// <summary>The ID to give to the administrator; null if the server returned none.</summary>
    public string? RequestId { get; internal init; }

    /// <summary>The actions that its status allows: Start and Stop. For those on a step, see <see cref="StepInstance.AvailableActions"/>.</summary>
    public IReadOnlyList<AvailableAction> AvailableActions => ActionTable.For(this);

    /// <summary>Its page in the web pages of Job; null if their address is not known (<c>Connect-BkJob -WebUrl</c>).</summary>
    public Uri? Url => Origin is IWebOrigin { WebUrl: { } web } ? WebPage.GetUrl(web, Id) : null;

    /// <summary>Where the job was read, so that it can be read again there; null for a copy from a file or another process.</summary>
    internal object? Origin { get; private set; }

    /// <summary>When it was read, as a timestamp: an action on the job makes it outdated.</summary>
    internal long ReadAt { get; } = TimeProvider.System.GetTimestamp();

    /// <summary>Whether the server sent no list of steps at all, which is not the same as an empty one.</summary>
    internal bool LacksSteps { get; init; }

    /// <summary>Whether a step ran on hosts that the response does not contain.</summary>
    internal bool LacksHosts => LacksSteps || Steps.Any(step => step.LacksHosts);

    /// <summary>Scope of further requests for the job.</summary>
    internal JobScope Scope => new(BizId, ScopeType, ScopeId);

    /// <summary>Marks the job and its steps with the place that they were read from.</summary>
    internal JobInstance WithOrigin(object? origin)
    {
        Origin = origin;
        foreach (StepInstance step in Steps)
        {
            step.Origin = origin;
        }

        return this;
    }

    /// <summary>ID, sanitized name, and status.</summary>
    public override string ToString() => FormattableString.Invariant($"{Id} {TerminalText.Sanitize(Name)} ({Status})");
}
