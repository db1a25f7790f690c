using System.Collections;
using System.Management.Automation;

namespace BkJob.Completers;

/// <summary>Completes a server with those of the contexts of this runspace.</summary>
public sealed class ServerCompleter : BkJobCompleter
{
    /// <inheritdoc/>
    private protected override IEnumerable<CompletionResult> Complete(string word, IDictionary bound) =>
        from same in Enumerable.Reverse(ContextStore.Current.Find("*")).GroupBy(context => context.Server.ToString(), StringComparer.Ordinal)
        where same.Key.Contains(word, StringComparison.OrdinalIgnoreCase)
        select Result(same.Key, string.Join(", ", same.Select(context => $"{TerminalText.Sanitize(context.Name)} ({context.Api})")));
}
