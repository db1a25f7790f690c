namespace BkJob;

/// <summary>The value of a global variable of a job instance after a step.</summary>
public sealed class JobVariable
{
    internal JobVariable()
    {
    }

    /// <summary>The job instance.</summary>
    public long JobInstanceId { get; internal init; }

    /// <summary>The step after which the variable had this value; for a step that has not run, the value known so far.</summary>
    public long StepInstanceId { get; internal init; }

    /// <summary>Name.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>Type; an unknown number is kept, null if omitted. Job 3.x returns variables of type String only.</summary>
    public VariableType? Type { get; internal init; }

    /// <summary>The value; null if there is none, and always for a cipher.</summary>
    public string? Value { get; internal init; }

    /// <summary>Sanitized name and value.</summary>
    public override string ToString() => $"{TerminalText.Sanitize(Name)}={TerminalText.Sanitize(Value)}";
}
