using System.Collections;
using System.Management.Automation;

namespace BkJob;

/// <summary>
/// Detects errors that the commands before a cmdlet write while it receives its input. What they could not read is missing from the
/// input, and nothing in the input shows it.
/// </summary>
internal sealed class UpstreamErrors
{
    private readonly IList? _errors;
    private readonly object? _newestBefore;

    /// <summary>Starts to detect errors.</summary>
    public UpstreamErrors(SessionState session)
    {
        _errors = session.PSVariable.GetValue("global:Error") as IList;
        _newestBefore = _errors is { Count: > 0 } ? _errors[0] : null;
    }

    /// <summary>Whether an error was written since the start.</summary>
    // $Error also has the exceptions that a catch block handled. Only errors that were written have information about the pipeline.
    public bool Any() => _errors?.Cast<object?>()
        .TakeWhile(error => !ReferenceEquals(error, _newestBefore))
        .Any(error => (error is PSObject wrapped ? wrapped.BaseObject : error) is ErrorRecord { PipelineIterationInfo.Count: > 0 }) is true;
}
