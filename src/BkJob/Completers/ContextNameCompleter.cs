using System.Collections;
using System.Management.Automation;

namespace BkJob.Completers;

/// <summary>Completes the name of a context of this runspace.</summary>
public sealed class ContextNameCompleter : BkJobCompleter
{
    /// <inheritdoc/>
    private protected override IEnumerable<CompletionResult> Complete(string parameter, string word, IDictionary bound) =>
        from context in ContextStore.Current.Find("*")
        where Begins(context.Name, word)
        select Result(
            parameter == "Name" ? WildcardPattern.Escape(context.Name) : context.Name,
            $"{context.Server} ({context.Api}{(context.IsDefault ? ", default" : "")})");
}
