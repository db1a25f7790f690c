namespace BkJob;

/// <summary>A job that the input identifies, with everything that the input states about where to read it.</summary>
/// <param name="Id">The job instance.</param>
internal sealed record JobTarget(long Id)
{
    /// <summary>The business or scope of the object; empty if it has none.</summary>
    public JobScope Scope { get; init; }

    /// <summary>The context, or its name, that the input specifies; null if it specifies none.</summary>
    public object? Context { get; init; }

    /// <summary>The context that the object was read with; null for a number, a row, or a deserialized copy.</summary>
    public ContextOrigin? Origin { get; init; }

    /// <summary>The steps; null for all.</summary>
    public long[]? StepIds { get; init; }

    /// <summary>The job, if the input is a job that was read.</summary>
    public JobInstance? Job { get; init; }

    /// <summary>The step, if the input is a step that was read.</summary>
    public StepInstance? Step { get; init; }

    /// <summary>The host, if the input is a host that was read.</summary>
    public StepIpStatus? Host { get; init; }

    /// <summary>The hosts that rows of a file identify; null if the input is not a row of a host.</summary>
    public IReadOnlyList<HostRow>? HostRows { get; init; }

    /// <summary>
    /// The steps that the input and the command line select: <c>-StepInstanceId</c> selects among the steps of a step object, and replaces
    /// the step of a row.
    /// </summary>
    /// <param name="specified">The value of <c>-StepInstanceId</c>; null for none.</param>
    /// <returns>Null for all.</returns>
    public long[]? GetSteps(long[]? specified) =>
        specified is null ? StepIds
        : Step is { } step ? [.. specified.Where(id => id == step.Id)]
        : specified;

    /// <summary>A job that was read.</summary>
    public static JobTarget Create(JobInstance job) =>
        new(job.Id) { Scope = job.Scope, Origin = job.Origin as ContextOrigin, Job = job };

    /// <summary>A job of the history.</summary>
    public static JobTarget Create(JobInstanceSummary job) => new(job.Id) { Scope = job.Scope, Origin = job.Origin as ContextOrigin };

    /// <summary>The job that a step is part of.</summary>
    public static JobTarget Create(StepInstance step) =>
        new(step.JobInstanceId) { Scope = step.Scope, Origin = step.Origin as ContextOrigin, Step = step, StepIds = [step.Id] };

    /// <summary>The job, and the step, that a host took part in.</summary>
    public static JobTarget Create(StepIpStatus host) => Create(host.Step) with { Step = null, Host = host };
}
