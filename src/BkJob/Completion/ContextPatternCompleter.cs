using System.Management.Automation;

namespace BkJob.Completers;

/// <summary>Completes the name of a context for a parameter that supports wildcards, which a name can contain.</summary>
public sealed class ContextPatternCompleter : ContextNameCompleter
{
    /// <inheritdoc/>
    private protected override string Text(string name) => WildcardPattern.Escape(name);
}
