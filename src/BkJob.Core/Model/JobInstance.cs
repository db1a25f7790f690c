namespace BkJob;

/// <summary>A job instance as the server showed it at one moment. It does not change; ask again for a newer one.</summary>
public sealed class JobInstance
{
    internal JobInstance()
    {
    }

    /// <summary>Id of the job instance (<c>job_instance_id</c>).</summary>
    public long Id { get; internal init; }

    /// <summary>The business, as the server said; null where it left it out.</summary>
    public long? BizId { get; internal init; }

    /// <summary><c>biz</c>, <c>biz_set</c> or <c>tenant_set</c>, as the server said; null before Job 3.5.</summary>
    public string? ScopeType { get; internal init; }

    /// <summary>Id within <see cref="ScopeType"/>, as the server said; null before Job 3.5.</summary>
    public string? ScopeId { get; internal init; }

    /// <summary>Name; empty where the server gives none.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>Status; a number in no table is kept.</summary>
    public JobStatus Status { get; internal init; }

    /// <summary>
    /// Whether it has ended, told by the status and not by the server's flag, which servers before 3.5 get wrong. The flag
    /// decides only for a status in no table. A person can still retry a failed job: it then runs again.
    /// </summary>
    public bool IsFinished { get; internal init; }

    /// <summary>What the status means.</summary>
    public JobOutcome Outcome => Status.ToOutcome();

    /// <summary>Who started it; null over v3 and v4, which do not say.</summary>
    public string? Operator { get; internal init; }

    /// <summary>How it was started; a number in no table is kept. Null over v3 and v4, which do not say.</summary>
    public StartWay? StartWay { get; internal init; }

    /// <summary>The plan it was started from (<c>bk_job_id</c>); -1 for a job without one. Null over v3 and v4.</summary>
    public long? PlanId { get; internal init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset? CreateTime { get; internal init; }

    /// <summary>When it began; null before that.</summary>
    public DateTimeOffset? StartTime { get; internal init; }

    /// <summary>When it ended; null before that, and again after a retry.</summary>
    public DateTimeOffset? EndTime { get; internal init; }

    /// <summary>How long it ran; null until it has ended.</summary>
    public TimeSpan? TotalTime { get; internal init; }

    /// <summary>The step it is at, or was last; 0 before the start. Null over v3 and v4.</summary>
    public long? CurrentStepInstanceId { get; internal init; }

    /// <summary>Its blocks, in the server's order.</summary>
    public IReadOnlyList<StepBlock> Blocks { get; internal init; } = [];

    /// <summary>The steps of all blocks, in order.</summary>
    public IReadOnlyList<StepInstance> Steps { get; internal init; } = [];

    /// <summary>The hosts of all steps, counted: a host counts once for each step. Null where they were not asked for.</summary>
    public HostSummary? Hosts { get; internal init; }

    /// <summary>
    /// Whether every step holds its hosts one by one: ESB v2 always sends them, the others when they are asked for
    /// (<c>-IncludeHosts</c>). A job that was read while waiting for it has only their counts, or nothing of them. A server that sends
    /// null in place of a list has not included them, whatever was requested.
    /// </summary>
    public bool HostsIncluded { get; internal init; }

    /// <summary>What to quote to the people who run the server; null where it gave none.</summary>
    public string? RequestId { get; internal init; }

    /// <summary>Where the job was read, so that it can be read again there; null for a copy from a file or another process.</summary>
    internal object? Origin { get; private set; }

    /// <summary>Whether the server sent no list of steps at all, which is not the same as an empty one.</summary>
    internal bool LacksSteps { get; init; }

    /// <summary>Whether a step ran on hosts that the response does not contain.</summary>
    internal bool LacksHosts => LacksSteps || Steps.Any(step => step.LacksHosts);

    /// <summary>Scope that a further question about the job is asked with.</summary>
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

    /// <summary>Id, name and status, harmless to print.</summary>
    public override string ToString() => FormattableString.Invariant($"{Id} {TerminalText.Sanitize(Name)} ({Status})");
}
