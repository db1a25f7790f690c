namespace BkJob;

/// <summary>A group of steps (<c>blocks</c>). Job 3.x sends one a step and nothing but the step in it; over v3 and v4, which send steps alone, it is the same.</summary>
public sealed class StepBlock
{
    internal StepBlock()
    {
    }

    /// <summary>What its steps do; null from Job 3.x.</summary>
    public StepType? Type { get; internal init; }

    /// <summary>Place in the job, from 1 (<c>block_order</c>); null from Job 3.x.</summary>
    public int? Order { get; internal init; }

    /// <summary>Name (<c>block_name</c>); null from Job 3.x.</summary>
    public string? Name { get; internal init; }

    /// <summary>Its steps, in the server's order.</summary>
    public IReadOnlyList<StepInstance> Steps { get; internal init; } = [];

    /// <summary>Its name, harmless to print, or the ids of its steps.</summary>
    public override string ToString() => Name is not null ? TerminalText.Sanitize(Name) : string.Join(", ", Steps.Select(step => FormattableString.Invariant($"{step.Id}")));
}
