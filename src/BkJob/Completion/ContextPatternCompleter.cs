using System.Management.Automation;

namespace BkJob.Completers;

/// <summary>Completes the name of a context where wildcards are allowed, which a name may hold.</summary>
public sealed class ContextPatternCompleter : ContextNameCompleter
{
    /// <inheritdoc/>
    private protected override string Text(string name) => WildcardPattern.Escape(name);
}
