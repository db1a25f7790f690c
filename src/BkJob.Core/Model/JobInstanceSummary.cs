namespace BkJob;

/// <summary>A job instance as the history lists it: without its steps and hosts. It does not change; request the job for its current state.</summary>
public sealed class JobInstanceSummary
{
    internal JobInstanceSummary()
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

    /// <summary>Whether it has finished, according to the status; false for an unknown one. A user can retry a failed job, which then runs again.</summary>
    public bool IsFinished => Status.IsFinished(flag: null);

    /// <summary>The meaning of the status.</summary>
    public JobOutcome Outcome => Status.ToOutcome();

    /// <summary>What it was started from; an unknown number is kept, null if omitted.</summary>
    public JobType? Type { get; internal init; }

    /// <summary>Who started it; null if omitted.</summary>
    public string? Operator { get; internal init; }

    /// <summary>How it was started (<c>launch_mode</c>); an unknown number is kept, null if omitted.</summary>
    public StartWay? StartWay { get; internal init; }

    /// <summary>The plan it was started from (<c>job_plan_id</c>); -1 for a job without one, null if omitted.</summary>
    public long? PlanId { get; internal init; }

    /// <summary>The template of the plan (<c>job_template_id</c>); -1 for a job without one, null if omitted.</summary>
    public long? TemplateId { get; internal init; }

    /// <summary>When it was created, in local time; null if omitted.</summary>
    public DateTimeOffset? CreateTime { get; internal init; }

    /// <summary>When it started, in local time; null before that.</summary>
    public DateTimeOffset? StartTime { get; internal init; }

    /// <summary>When it ended, in local time; null before that, and again after a retry.</summary>
    public DateTimeOffset? EndTime { get; internal init; }

    /// <summary>How long it ran, so far if it was running when it was listed; null before the start.</summary>
    public TimeSpan? TotalTime { get; internal init; }

    /// <summary>Where it was read, so that the job can be read there; null for a copy from a file or another process.</summary>
    internal object? Origin { get; init; }

    /// <summary>Scope of further requests for the job.</summary>
    internal JobScope Scope => new(BizId, ScopeType, ScopeId);

    /// <summary>ID, sanitized name, and status.</summary>
    public override string ToString() => FormattableString.Invariant($"{Id} {TerminalText.Sanitize(Name)} ({Status})");
}
