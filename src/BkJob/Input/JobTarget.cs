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

    /// <summary>The hosts that hosts or rows of hosts identify; null if the input is neither.</summary>
    public IReadOnlyList<HostRow>? HostRows { get; init; }

    /// <summary>Whether the input is a host. Hosts are piped one by one, and those of one job are processed together.</summary>
    public bool IsHost => HostRows is not null;

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
    public static JobTarget Create(StepIpStatus host) =>
        Create(host.Step) with { Step = null, Host = host, HostRows = [HostRow.Of(host)] };

    /// <summary>The same job, without objects that were read before an action on the job: what is needed of them is read again.</summary>
    public JobTarget WithoutOutdated() =>
        Origin is { } context && (Job?.ReadAt ?? Step?.ReadAt ?? Host?.Step.ReadAt) is { } readAt && ActedJobs.IsOutdated(context, Id, readAt)
            ? this with { Job = null, Host = null, Step = Step is null ? null : new StepInstance { Id = Step.Id, JobInstanceId = Id, Scope = Step.Scope } }
            : this;

    /// <summary>Whether another input identifies the same job, in the same context.</summary>
    public bool IsSameJob(JobTarget other) =>
        Id == other.Id && Scope == other.Scope && Equals(Context, other.Context) && Equals(Origin, other.Origin);

    /// <summary>Whether another input identifies the same steps of the same job.</summary>
    public bool IsSameStep(JobTarget other) =>
        IsSameJob(other) && (StepIds is null ? other.StepIds is null : other.StepIds is not null && StepIds.SequenceEqual(other.StepIds));
}
