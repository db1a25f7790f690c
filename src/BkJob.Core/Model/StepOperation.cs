namespace BkJob;

/// <summary>Something a person may do with a step now. Sent by Job 2.x only (<c>operation_list</c>).</summary>
public sealed class StepOperation
{
    internal StepOperation(int code, string name) => (Code, Name) = (code, name);

    /// <summary>The number that the API takes for it (<c>operation_code</c>).</summary>
    public int Code { get; }

    /// <summary>Its name, in the server's language (<c>operation_name</c>); empty where the server gives none.</summary>
    public string Name { get; }

    /// <summary>Code and name, harmless to print.</summary>
    public override string ToString() => FormattableString.Invariant($"{Code} {TerminalText.Sanitize(Name)}");
}
