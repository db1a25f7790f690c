using System.Security;

namespace BkJob.Starts;

/// <summary>The value of a variable of a plan; one of its properties is set.</summary>
/// <param name="Name">The name, exactly as in the plan.</param>
/// <param name="Type">The type in the plan.</param>
internal sealed record VariableValue(string Name, VariableType? Type)
{
    /// <summary>A text; arrays in the syntax of the shell.</summary>
    public string? Text { get; init; }

    /// <summary>The value of a cipher.</summary>
    public SecureString? Secret { get; init; }

    /// <summary>The hosts of a variable of hosts.</summary>
    public BkJobTarget? Target { get; init; }
}
