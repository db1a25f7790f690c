namespace BkJob;

/// <summary>A step of a job plan. Steps that are disabled in the plan are included: the server does not mark them.</summary>
public sealed class PlanStep
{
    internal PlanStep()
    {
    }

    /// <summary>ID of the step in the plan; null if omitted.</summary>
    public long? Id { get; internal init; }

    /// <summary>Name; empty if the server returns none.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>Type; an unknown number is kept, null if omitted.</summary>
    public StepType? Type { get; internal init; }

    /// <summary>Alias of the account that it runs as; null for a confirmation, and if omitted.</summary>
    public string? Account { get; internal init; }

    /// <summary>The hosts that it runs on; null for a confirmation, and if a variable specifies them.</summary>
    public BkJobTarget? Target { get; internal init; }

    /// <summary>The name of the variable that specifies the hosts; null if there is none.</summary>
    public string? TargetVariable { get; internal init; }

    /// <summary>Sanitized name and type.</summary>
    public override string ToString() => Type is { } type ? $"{TerminalText.Sanitize(Name)} ({type})" : TerminalText.Sanitize(Name);
}
