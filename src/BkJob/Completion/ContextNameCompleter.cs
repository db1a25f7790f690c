using System.Collections;
using System.Management.Automation;

namespace BkJob.Completers;

/// <summary>Completes the name of a context of this runspace.</summary>
public class ContextNameCompleter : BkJobCompleter
{
    /// <inheritdoc/>
    private protected override IEnumerable<CompletionResult> Complete(string word, IDictionary bound) =>
        from context in ContextStore.Current.Find("*")
        where Begins(context.Name, word)
        select Result(Text(context.Name), $"{context.Server} ({context.Api}{(context.IsDefault ? ", default" : "")})");

    /// <summary>Formats a name as a completion.</summary>
    private protected virtual string Text(string name) => name;
}
