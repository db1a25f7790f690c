namespace BkJob.Simulator;

/// <summary>A plan, from which jobs are started.</summary>
public sealed record SimulatedPlan
{
    /// <summary>The job_plan_id, which v2 names bk_job_id; at least 1.</summary>
    public long Id { get; init; }

    /// <summary>The bk_biz_id; in another business, the plan does not exist.</summary>
    public long BizId { get; init; } = 1;

    /// <summary>The bk_scope_type; null for the scope of the business ID.</summary>
    public string? ScopeType { get; init; }

    /// <summary>The bk_scope_id; null for the business ID.</summary>
    public string? ScopeId { get; init; }

    /// <summary>The name, which is unique within a template only.</summary>
    public string Name { get; init; } = "Simulated plan";

    /// <summary>The job_template_id.</summary>
    public long TemplateId { get; init; } = 1;

    /// <summary>Who created it.</summary>
    public string Creator { get; init; } = "admin";

    /// <summary>When it was created.</summary>
    public DateTimeOffset CreateTime { get; init; } = new(2026, 5, 28, 20, 26, 40, TimeSpan.Zero);

    /// <summary>Who modified it last.</summary>
    public string LastModifyUser { get; init; } = "admin";

    /// <summary>When it was modified last; lists have the latest first.</summary>
    public DateTimeOffset LastModifyTime { get; init; } = new(2026, 7, 12, 23, 46, 40, TimeSpan.Zero);

    /// <summary>Whether the template has changed since; null if the server does not return it.</summary>
    public bool? NeedUpdate { get; init; } = false;

    /// <summary>True if the user lacks the permission to view the plan: lists contain it, but its detail cannot be read.</summary>
    public bool ViewDenied { get; init; }

    /// <summary>The variables.</summary>
    public IReadOnlyList<SimulatedPlanVariable> Variables { get; init; } = [];

    /// <summary>The steps.</summary>
    public IReadOnlyList<SimulatedPlanStep> Steps { get; init; } = [];
}

/// <summary>A variable of a plan.</summary>
public sealed record SimulatedPlanVariable
{
    /// <summary>The ID.</summary>
    public long Id { get; init; }

    /// <summary>The name.</summary>
    public string Name { get; init; } = "";

    /// <summary>1 string, 2 namespace, 3 hosts, 4 cipher, 5 associative array, 6 index array.</summary>
    public int Type { get; init; } = 1;

    /// <summary>The description.</summary>
    public string Description { get; init; } = "";

    /// <summary>Whether a value is required.</summary>
    public bool Required { get; init; }

    /// <summary>The default; a cipher is returned as six asterisks, and a host variable has none.</summary>
    public string? Value { get; init; }

    /// <summary>The static hosts of a host variable.</summary>
    public IReadOnlyList<SimulatedPlanHost> Hosts { get; init; } = [];

    /// <summary>The IDs of the dynamic groups of a host variable.</summary>
    public IReadOnlyList<string> DynamicGroups { get; init; } = [];

    /// <summary>The topology nodes of a host variable, such as <c>module/1000</c>.</summary>
    public IReadOnlyList<string> TopologyNodes { get; init; } = [];

    /// <summary>Whether a step uses the variable; servers before 3.11 do not return it.</summary>
    public bool Used { get; init; } = true;
}

/// <summary>A host of a host variable.</summary>
/// <param name="HostId">The bk_host_id; null on old servers.</param>
/// <param name="Ip">The IPv4 address; null for a host that has none.</param>
/// <param name="CloudId">The bk_cloud_id.</param>
public sealed record SimulatedPlanHost(long? HostId, string? Ip, long CloudId = 0);

/// <summary>A step of a plan.</summary>
public sealed record SimulatedPlanStep
{
    /// <summary>The ID; null for one generated from the ID of the plan and the index of the step.</summary>
    public long? Id { get; init; }

    /// <summary>The name.</summary>
    public string Name { get; init; } = "Simulated step";

    /// <summary>1 script, 2 file, 3 manual confirmation.</summary>
    public int Type { get; init; } = 1;

    /// <summary>The text of the script.</summary>
    public string Script { get; init; } = "#!/bin/bash\necho $1\n";

    /// <summary>The parameter of the script.</summary>
    public string Parameter { get; init; } = "";

    /// <summary>1 shell, 2 bat, 3 perl, 4 python, 5 PowerShell.</summary>
    public int Language { get; init; } = 1;

    /// <summary>The name of the host variable that is its target; null for none.</summary>
    public string? TargetVariable { get; init; }

    /// <summary>The file of a file step.</summary>
    public string SourcePath { get; init; } = "/data/release/package.tar.gz";

    /// <summary>The target folder of a file step.</summary>
    public string TargetPath { get; init; } = "/opt/app/";

    /// <summary>The message of a confirmation.</summary>
    public string Message { get; init; } = "Continue? 是否继续？";
}
