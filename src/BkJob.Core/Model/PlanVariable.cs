namespace BkJob;

/// <summary>A global variable of a job plan.</summary>
public sealed class PlanVariable
{
    internal PlanVariable()
    {
    }

    /// <summary>ID of the variable.</summary>
    public long? Id { get; internal init; }

    /// <summary>Name.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>Type; an unknown number is kept, null if omitted.</summary>
    public VariableType? Type { get; internal init; }

    /// <summary>Description; null if there is none.</summary>
    public string? Description { get; internal init; }

    /// <summary>Whether a start has to specify a value if there is no default; null over ESB v2, which does not return it.</summary>
    public bool? IsRequired { get; internal init; }

    /// <summary>
    /// The default value; arrays in the syntax of the shell, such as <c>("a" "b")</c>. Null for hosts (see <see cref="DefaultTarget"/>) and
    /// always for a cipher.
    /// </summary>
    public string? Default { get; internal init; }

    /// <summary>The default hosts of a variable of type <see cref="VariableType.Host"/>; null for other types and if there are none.</summary>
    public BkJobTarget? DefaultTarget { get; internal init; }

    /// <summary>Whether a step refers to it; null if the server does not return it.</summary>
    public bool? IsUsed { get; internal init; }

    /// <summary>Sanitized name and type.</summary>
    public override string ToString() => Type is { } type ? $"{TerminalText.Sanitize(Name)} ({type})" : TerminalText.Sanitize(Name);
}
