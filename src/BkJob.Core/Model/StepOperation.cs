namespace BkJob;

/// <summary>An operation that a user can currently perform on a step. Returned by Job 2.x only (<c>operation_list</c>).</summary>
public sealed class StepOperation
{
    internal StepOperation(int code, string name) => (Code, Name) = (code, name);

    /// <summary>The code in the API (<c>operation_code</c>).</summary>
    public int Code { get; }

    /// <summary>Its name, in the server's language (<c>operation_name</c>); empty if the server returns none.</summary>
    public string Name { get; }

    /// <summary>Code and sanitized name.</summary>
    public override string ToString() => FormattableString.Invariant($"{Code} {TerminalText.Sanitize(Name)}");
}
