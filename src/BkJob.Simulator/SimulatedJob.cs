namespace BkJob.Simulator;

/// <summary>The script of a job: what it is, and what happens to it in which second.</summary>
public sealed record SimulatedJob
{
    /// <summary>The job_instance_id; at least 1.</summary>
    public long Id { get; init; }

    /// <summary>The bk_biz_id; asked for with another one, the job doesn't exist.</summary>
    public long BizId { get; init; } = 1;

    /// <summary>The bk_scope_type; null for what the business id stands for.</summary>
    public string? ScopeType { get; init; }

    /// <summary>The bk_scope_id; null for the business id.</summary>
    public string? ScopeId { get; init; }

    /// <summary>The job's name.</summary>
    public string Name { get; init; } = "Simulated job";

    /// <summary>Who started it; its steps carry the same name.</summary>
    public string Operator { get; init; } = "admin";

    /// <summary>The bk_job_id; -1 for a job that came from no plan.</summary>
    public long PlanId { get; init; } = -1;

    /// <summary>The start_way: 1 web, 2 API, 3 scheduled.</summary>
    public int StartWay { get; init; } = 2;

    /// <summary>The shape of this job's body; null for the server's.</summary>
    public Generation? Generation { get; init; }

    /// <summary>When the timeline starts; null for the moment the job is added. It was created a second earlier.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>The steps, in order.</summary>
    public IReadOnlyList<SimulatedStep> Steps { get; init; } = [];

    /// <summary>Pins the job's status, for one that no timeline reaches and for codes in no table.</summary>
    public int? FixedStatus { get; init; }

    /// <summary>Seconds after the start at which someone terminates the job, if it is not over by then.</summary>
    public double? TerminatedAfter { get; init; }

    /// <summary>Seconds that the termination takes (status 10, then 11).</summary>
    public double TerminatingFor { get; init; } = 3;

    /// <summary>The whole answer for this job, sent as it is with HTTP 200, in place of anything made from the script.</summary>
    public string? RawBody { get; init; }

    /// <summary>What is_finished says; null for the truth. Old servers say true while a job waits for someone.</summary>
    public bool? IsFinishedFlag { get; init; }
}
