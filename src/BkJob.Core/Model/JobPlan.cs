namespace BkJob;

/// <summary>A job plan (执行方案): what a job can be started from.</summary>
public sealed class JobPlan
{
    internal JobPlan()
    {
    }

    /// <summary>ID of the plan (<c>job_plan_id</c>; <c>bk_job_id</c> over ESB v2).</summary>
    public long Id { get; internal init; }

    /// <summary>The business, as returned by the server; null if omitted.</summary>
    public long? BizId { get; internal init; }

    /// <summary><c>biz</c> or <c>biz_set</c>, as returned by the server; null before Job 3.5.</summary>
    public string? ScopeType { get; internal init; }

    /// <summary>ID within <see cref="ScopeType"/>, as returned by the server; null before Job 3.5.</summary>
    public string? ScopeId { get; internal init; }

    /// <summary>Name, unique within a template only; empty if the server returns none.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>The template of the plan (<c>job_template_id</c>); null over ESB v2, which does not return it.</summary>
    public long? TemplateId { get; internal init; }

    /// <summary>Who created it; null if omitted.</summary>
    public string? Creator { get; internal init; }

    /// <summary>When it was created, in local time; null if omitted.</summary>
    public DateTimeOffset? CreateTime { get; internal init; }

    /// <summary>Who modified it last; null if omitted.</summary>
    public string? LastModifier { get; internal init; }

    /// <summary>When it was modified last, in local time; null if omitted.</summary>
    public DateTimeOffset? LastModifyTime { get; internal init; }

    /// <summary>Whether its template was modified since and the plan was not updated; null if the server does not return it.</summary>
    public bool? NeedUpdate { get; internal init; }

    /// <summary>Whether <see cref="Variables"/> and <see cref="Steps"/> were read. A list of plans does not contain them.</summary>
    public bool DetailIncluded { get; internal init; }

    /// <summary>The global variables, in the server's order; null without the detail.</summary>
    public IReadOnlyList<PlanVariable>? Variables { get; internal init; }

    /// <summary>The steps, in order; null without the detail.</summary>
    public IReadOnlyList<PlanStep>? Steps { get; internal init; }

    /// <summary>Where it was read, so that it can be started there; null for a copy from a file or another process.</summary>
    internal object? Origin { get; init; }

    /// <summary>Scope of further requests for the plan.</summary>
    internal JobScope Scope => new(BizId, ScopeType, ScopeId);

    /// <summary>ID and sanitized name.</summary>
    public override string ToString() => FormattableString.Invariant($"{Id} {TerminalText.Sanitize(Name)}");
}
