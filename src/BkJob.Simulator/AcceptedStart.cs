namespace BkJob.Simulator;

/// <summary>
/// A job that a start request inserted, with what the request contained, including its secrets: they are demo secrets, and tests search
/// for them.
/// </summary>
/// <param name="Operation">The name of the call, such as execute_job_plan.</param>
/// <param name="JobInstanceId">The job.</param>
public sealed record AcceptedStart(string Operation, long JobInstanceId)
{
    /// <summary>The API of the request.</summary>
    public ServerApis Api { get; init; }

    /// <summary>Who sent it.</summary>
    public string User { get; init; } = "";

    /// <summary>The bk_app_code with which it was sent.</summary>
    public string AppCode { get; init; } = "";

    /// <summary>The name of the job: the task_name, one that the server generated, or that of the plan.</summary>
    public string Name { get; init; } = "";

    /// <summary>The plan; -1 for a job without one.</summary>
    public long PlanId { get; init; } = -1;

    /// <summary>The variables as received, including those that the server ignored.</summary>
    public IReadOnlyList<ReceivedVariable> Variables { get; init; } = [];

    /// <summary>The script, decoded or as saved on the server; null if the request starts none.</summary>
    public string? Script { get; init; }

    /// <summary>1 shell, 2 bat, 3 perl, 4 python, 5 PowerShell.</summary>
    public int? Language { get; init; }

    /// <summary>The ID of the saved script; null for a script in the request.</summary>
    public string? ScriptId { get; init; }

    /// <summary>The ID of the version of the saved script.</summary>
    public long? ScriptVersionId { get; init; }

    /// <summary>The arguments of the script, decoded.</summary>
    public string? Arguments { get; init; }

    /// <summary>Whether the arguments are hidden in the user interface.</summary>
    public bool IsArgumentSecret { get; init; }

    /// <summary>The files to transfer, or the names of the files in the request.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>The contents of the files in the request, decoded.</summary>
    public IReadOnlyList<string> Contents { get; init; } = [];

    /// <summary>The target folder or file of a transfer.</summary>
    public string? TargetPath { get; init; }

    /// <summary>The sources of a transfer, in the form of <see cref="Targets"/>.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>1 strict, 2 forced; null if the request does not specify it.</summary>
    public int? TransferMode { get; init; }

    /// <summary>
    /// The targets as received: a host ID, <c>0:10.0.0.7</c>, <c>group:ID</c>, <c>topo:module/1000</c> or, for
    /// containers, <c>cluster:UID namespace:NAME pod:NAME container:NAME</c>. For a plan,
    /// those of the host variables.
    /// </summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>The addresses of the hosts on which the job runs, such as <c>0:10.0.0.7</c>.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>The alias of the account; null for a plan.</summary>
    public string? Account { get; init; }

    /// <summary>The timeout in seconds; null if the request does not specify it.</summary>
    public int? Timeout { get; init; }

    /// <summary>The rolling expression; null if the job does not roll.</summary>
    public string? RollingExpression { get; init; }

    /// <summary>The rolling mode: 1 pause on failure, 2 ignore failures, 3 manual.</summary>
    public int? RollingMode { get; init; }

    /// <summary>The callback_url.</summary>
    public string? CallbackUrl { get; init; }

    /// <summary>The start_task as received, even if the server ignored it; null if it was absent.</summary>
    public bool? StartTask { get; init; }

    /// <summary>When the job was inserted, on the simulator's clock.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the engine started the job; null if it has not.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>How often the engine started the job.</summary>
    public int EffectiveStarts { get; init; }

    /// <summary>Whether the engine has started the job.</summary>
    public StartState State => EffectiveStarts > 0 ? StartState.Started : StartState.Created;
}

/// <summary>A variable of a start request.</summary>
/// <param name="Id">The ID; null if absent.</param>
/// <param name="Name">The name; null if absent.</param>
/// <param name="Value">The value; null if absent.</param>
/// <param name="Targets">The hosts of a host variable, in the form of <see cref="AcceptedStart.Targets"/>.</param>
public sealed record ReceivedVariable(long? Id, string? Name, string? Value, IReadOnlyList<string> Targets);

/// <summary>The state of a job that a request inserted.</summary>
public enum StartState
{
    /// <summary>It was created and has not been started.</summary>
    Created,

    /// <summary>The engine has started it.</summary>
    Started,
}

/// <summary>What became of start requests.</summary>
/// <param name="Received">The requests that arrived, whether they were executed or not.</param>
/// <param name="Inserted">The jobs that they created.</param>
/// <param name="Started">How often the engine started one of these jobs.</param>
public sealed record StartCounts(int Received, int Inserted, int Started);
