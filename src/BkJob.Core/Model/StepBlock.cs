namespace BkJob;

/// <summary>
/// A group of steps (<c>blocks</c>). Job 3.x returns one block per step with no other values; over v3 and v4, which return steps only, it
/// is the same.
/// </summary>
public sealed class StepBlock
{
    internal StepBlock()
    {
    }

    /// <summary>The type of its steps; null from Job 3.x.</summary>
    public StepType? Type { get; internal init; }

    /// <summary>Index in the job, from 1 (<c>block_order</c>); null from Job 3.x.</summary>
    public int? Order { get; internal init; }

    /// <summary>Name (<c>block_name</c>); null from Job 3.x.</summary>
    public string? Name { get; internal init; }

    /// <summary>Its steps, in the server's order.</summary>
    public IReadOnlyList<StepInstance> Steps { get; internal init; } = [];

    /// <summary>Its sanitized name, or the IDs of its steps.</summary>
    public override string ToString() => Name is not null ? TerminalText.Sanitize(Name) : string.Join(", ", Steps.Select(step => FormattableString.Invariant($"{step.Id}")));
}
