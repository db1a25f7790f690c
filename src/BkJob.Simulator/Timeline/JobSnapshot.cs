namespace BkJob.Simulator.Timeline;

/// <summary>A job at one moment. Times count from the start of the job.</summary>
/// <param name="Status">The job's status.</param>
/// <param name="IsFinished">The value of is_finished, correct or not.</param>
/// <param name="StartedAt">Null before the start.</param>
/// <param name="EndedAt">Null before the end.</param>
/// <param name="CurrentStep">The index of the current or last step; null before the start.</param>
/// <param name="Steps">All steps, in order.</param>
internal sealed record JobSnapshot(
    int Status,
    bool IsFinished,
    TimeSpan? StartedAt,
    TimeSpan? EndedAt,
    int? CurrentStep,
    IReadOnlyList<StepSnapshot> Steps);

/// <summary>A step at one moment. Times count from the start of the step, after <see cref="Shift"/> from the start of the job.</summary>
/// <param name="Status">The step's status.</param>
/// <param name="StartedAt">When it started; null before that.</param>
/// <param name="EndedAt">When it ended; null while it runs.</param>
/// <param name="ExecuteCount">How often it was retried.</param>
/// <param name="Hosts">Its hosts; empty if the server returns none. Their times count from the start of the step.</param>
internal sealed record StepSnapshot(
    int Status,
    TimeSpan? StartedAt,
    TimeSpan? EndedAt,
    int ExecuteCount,
    HostList Hosts)
{
    /// <summary>When it first started, from which the times of its hosts count: a command that retries it changes its start.</summary>
    public TimeSpan Origin { get; init; }

    /// <summary>The execute_count under which its hosts are stored.</summary>
    public int StoredCount { get; init; } = ExecuteCount;

    /// <summary>How often its hosts ran again.</summary>
    public int Runs { get; init; } = ExecuteCount;

    /// <summary>The last batch that a user has started, from 0.</summary>
    public int Batch { get; init; }

    /// <summary>The user who decided about it; null for the one who started the job.</summary>
    public string? Operator { get; init; }

    /// <summary>A step that has not started: it has no hosts yet.</summary>
    public static StepSnapshot NotStarted { get; } = new(StatusCode.NotStarted, null, null, 0, HostList.Empty);

    /// <summary>Returns the step with its times counted from the start of the job.</summary>
    public StepSnapshot Shift(TimeSpan stepStart) =>
        this with { StartedAt = StartedAt + stepStart, EndedAt = EndedAt + stepStart, Origin = Origin + stepStart };

    /// <summary>The step as the server returns it: it looks up the hosts of the current execute_count.</summary>
    public StepSnapshot AsReturned() => StoredCount == ExecuteCount ? this : this with { Hosts = HostList.Empty };
}

/// <summary>The progress of a started step.</summary>
/// <param name="Snapshot">The state of the step.</param>
/// <param name="NextStepAt">When the next step starts, from the start of this one; null if it does not.</param>
internal readonly record struct StepProgress(StepSnapshot Snapshot, TimeSpan? NextStepAt)
{
    /// <summary>The status of the job while this is its current step; null for the one that follows from the status of the step.</summary>
    public int? JobStatus { get; init; }

    /// <summary>A step that blocks the next one, temporarily or permanently.</summary>
    public static StepProgress Holds(int status, TimeSpan? endedAt, HostList hosts, int executeCount = 0) =>
        new(new StepSnapshot(status, TimeSpan.Zero, endedAt, executeCount, hosts), null);

    /// <summary>A finished step that lets the next one start.</summary>
    public static StepProgress Passes(int status, TimeSpan endedAt, HostList hosts, int executeCount = 0) =>
        new(new StepSnapshot(status, TimeSpan.Zero, endedAt, executeCount, hosts), endedAt);
}

/// <summary>A host, or a container, of a step at one moment. Times count from the start of the step.</summary>
/// <param name="Status">Its status (protocol.md §1.8).</param>
/// <param name="Start">When it started or will start.</param>
/// <param name="End">When it ended or will end.</param>
internal readonly record struct HostState(int Status, TimeSpan Start, TimeSpan End)
{
    /// <summary>When it starts, even if that is in the future.</summary>
    public TimeSpan PlannedStart { get; init; } = Start;

    /// <summary>When it ends unless it is terminated before, even if that is in the future.</summary>
    public TimeSpan PlannedEnd { get; init; } = End;

    /// <summary>True if the job was terminated before its planned end.</summary>
    public bool IsCut { get; init; }

    /// <summary>Its final status, even if that is in the future and the job was terminated before.</summary>
    public int Result { get; init; } = Status;

    /// <summary>The execute_count of its last run.</summary>
    public int Attempt { get; init; }

    /// <summary>True after <see cref="Start"/>.</summary>
    public bool HasStarted => Status != HostCode.Waiting;

    /// <summary>True if it has run at all: a host can be terminated before.</summary>
    public bool HasRun => HasStarted && !(IsCut && PlannedStart == PlannedEnd);

    /// <summary>True after <see cref="End"/>.</summary>
    public bool HasEnded => HasStarted && Status != HostCode.Running;

    /// <summary>Returns the host with no time after a moment.</summary>
    public HostState Until(TimeSpan moment) => this with { Start = Earlier(Start, moment), End = Earlier(End, moment) };

    /// <summary>Returns the host as it is after a termination, unless it has ended before.</summary>
    public HostState Cut(int status, TimeSpan at) =>
        HasEnded ? this
        : HasStarted ? this with { Status = status, End = at, IsCut = true }

        // It never ran.
        : new HostState(status, at, at) { IsCut = true, Attempt = Attempt };

    private static TimeSpan Earlier(TimeSpan one, TimeSpan other) => one < other ? one : other;
}

/// <summary>The hosts of a step, each computed on access: a step of 100 000 hosts takes no memory.</summary>
/// <param name="count">The number of hosts.</param>
/// <param name="at">Computes a host by its index.</param>
internal sealed class HostList(int count, Func<int, HostState> at)
{
    /// <summary>The hosts of a step that has not started.</summary>
    public static HostList Empty { get; } = new(0, _ => default);

    public int Count => count;

    public HostState this[int host] => at(host);

    public HostList Select(Func<HostState, HostState> change) => new(count, host => change(at(host)));
}
