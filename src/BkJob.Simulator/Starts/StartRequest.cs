namespace BkJob.Simulator.Starts;

/// <summary>A start, read from the parameters of any API, before the server looks anything up.</summary>
/// <param name="Start">What the request contains, for the record.</param>
internal sealed record StartRequest(AcceptedStart Start)
{
    /// <summary>The IAM action that the user needs.</summary>
    public required string Action { get; init; }

    public IReadOnlyList<AccountReference> Accounts { get; init; } = [];

    public required IReadOnlyList<StepRequest> Steps { get; init; }

    public RollingConfig? Rolling { get; init; }

    /// <summary>The values with which a plan is started.</summary>
    public IReadOnlyList<SimulatedVariable> Variables { get; init; } = [];

    /// <summary>The template of the plan; null for a job without a plan.</summary>
    public long? TemplateId { get; init; }

    /// <summary>True if start_task can be false: not for files of the request, and not in v2.</summary>
    public bool HasStartTask { get; init; } = Start.Api != ServerApis.EsbV2;

    /// <summary>True if the response contains the ID of the step.</summary>
    public bool ReturnsStep { get; init; }
}

/// <summary>The account of a start: the ID overrides the alias.</summary>
internal sealed record AccountReference(long? Id, string? Alias);

/// <summary>A step to run.</summary>
/// <param name="Name">The name.</param>
/// <param name="Type">1 script, 2 file, 3 confirmation.</param>
/// <param name="Target">Where it runs.</param>
internal sealed record StepRequest(string Name, int Type, TargetSelection Target)
{
    /// <summary>The script; null for other types.</summary>
    public ScriptReference? Script { get; init; }

    public IReadOnlyList<string> Files { get; init; } = [];

    public string TargetPath { get; init; } = "";

    /// <summary>The source hosts of a file step; null for files of the request.</summary>
    public TargetSelection? Source { get; init; }

    /// <summary>The host variable that the step refers to and the plan does not have.</summary>
    public string? MissingVariable { get; init; }
}

/// <summary>A script in the request, or on the server: the version overrides the ID, which overrides the content.</summary>
internal sealed record ScriptReference(long? VersionId, string? ScriptId, string? Content, int? Language);
