using System.Collections.Immutable;
using BkJob.Simulator.Timeline;

namespace BkJob.Simulator;

/// <summary>The script of a job: its properties, and what happens to it in which second.</summary>
public sealed record SimulatedJob
{
    /// <summary>The job_instance_id; at least 1.</summary>
    public long Id { get; init; }

    /// <summary>The bk_biz_id; in another business, the job does not exist.</summary>
    public long BizId { get; init; } = 1;

    /// <summary>The bk_scope_type; null for the scope of the business ID.</summary>
    public string? ScopeType { get; init; }

    /// <summary>The bk_scope_id; null for the business ID.</summary>
    public string? ScopeId { get; init; }

    /// <summary>The job's name.</summary>
    public string Name { get; init; } = "Simulated job";

    /// <summary>Who started it and its steps.</summary>
    public string Operator { get; init; } = "admin";

    /// <summary>The bk_job_id; -1 for a job without a plan.</summary>
    public long PlanId { get; init; } = -1;

    /// <summary>The job_template_id; null for that of the plan, or -1 for a job without a plan.</summary>
    public long? TemplateId { get; init; }

    /// <summary>The type in lists: 0 plan, 1 script, 2 file; null for the one that plan and first step imply.</summary>
    public int? Type { get; init; }

    /// <summary>The ID of the scheduled task that started the job; null for none.</summary>
    public long? CronId { get; init; }

    /// <summary>The values of its variables.</summary>
    public IReadOnlyList<SimulatedVariable> Variables { get; init; } = [];

    /// <summary>True if the user lacks the permission to view the job: lists contain it, but nothing about it can be read.</summary>
    public bool ViewDenied { get; init; }

    /// <summary>The start_way: 1 web, 2 API, 3 scheduled.</summary>
    public int StartWay { get; init; } = 2;

    /// <summary>The name of <see cref="StartWay"/> in lists.</summary>
    public int LaunchMode
    {
        get => StartWay;
        init => StartWay = value;
    }

    /// <summary>The format of this job's body; null for that of the server.</summary>
    public Generation? Generation { get; init; }

    /// <summary>When it was created; null for a second before <see cref="StartedAt"/>.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When the timeline starts; null for the moment the job is added.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>The steps, in order.</summary>
    public IReadOnlyList<SimulatedStep> Steps { get; init; } = [];

    /// <summary>
    /// Fixes the job's status, for statuses that no timeline reaches and for unknown codes. Fixed at 1, the job was created and not
    /// started: operate_job_instance starts it. Fixed at another one, the engine drops the events of all commands.
    /// </summary>
    public int? FixedStatus { get; init; }

    /// <summary>
    /// Seconds after the start at which a user terminates the job, unless it has finished before. Set when the engine executes an
    /// operate_job_instance.
    /// </summary>
    public double? TerminatedAfter { get; init; }

    /// <summary>
    /// Seconds that the termination takes (status 10, then 11); none if the step waits for a user. A rolling step that waits for its next
    /// batch is terminated when that would start.
    /// </summary>
    public double TerminatingFor { get; init; } = 3;

    /// <summary>Seconds from the acceptance of a command until the engine executes it; null for the default of the server.</summary>
    public double? EngineDelay { get; init; }

    /// <summary>
    /// True if a termination never ends: the job stays at status 10 until its step is skipped by operation 12. A step that waits for a
    /// user is terminated immediately all the same.
    /// </summary>
    public bool TerminationHangs { get; init; }

    /// <summary>The number of accepted commands whose events the engine drops, whatever the state is.</summary>
    public int DropEvents { get; init; }

    /// <summary>The whole response for this job, sent unchanged with HTTP 200 instead of a generated one.</summary>
    public string? RawBody { get; init; }

    /// <summary>The value of is_finished; null for the correct one. Old servers return true while a job is awaiting confirmation.</summary>
    public bool? IsFinishedFlag { get; init; }

    /// <summary>What executed commands have made of steps, by their index.</summary>
    internal ImmutableDictionary<int, StepPhase> Phases { get; init; } = ImmutableDictionary<int, StepPhase>.Empty;

    /// <summary>How often the engine has started it, for a job that a request inserted.</summary>
    internal int EffectiveStarts { get; init; }

    /// <summary>True if a termination has been requested.</summary>
    internal bool IsTerminated(DateTimeOffset at) =>
        TerminatedAfter is { } seconds && at >= StartedAt + Seconds.ToTime(seconds);

    /// <summary>Returns the job after a command on a step, which replaces an earlier termination.</summary>
    internal SimulatedJob WithPhase(int index, DateTimeOffset at, StepPhase phase) => this with
    {
        Phases = Phases.SetItem(index, phase),
        TerminatedAfter = IsTerminated(at) ? null : TerminatedAfter,
    };
}

/// <summary>A variable of a job that was started from a plan.</summary>
public sealed record SimulatedVariable
{
    /// <summary>The name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The value at the start of the job.</summary>
    public string? Value { get; init; }

    /// <summary>1 string, 2 namespace, 3 hosts, 4 cipher, 5 associative array, 6 index array. Job 3.x returns strings only.</summary>
    public int Type { get; init; } = 1;

    /// <summary>The index of the step that changes the value; null if none does.</summary>
    public int? ChangedByStep { get; init; }

    /// <summary>The value after that step.</summary>
    public string? ChangedValue { get; init; }
}
