using System.Collections;
using System.Management.Automation;
using BkJob.Commands;

namespace BkJob.Completers;

/// <summary>Completes the user who started a job with the user of the context.</summary>
public sealed class OperatorCompleter : BkJobCompleter
{
    /// <inheritdoc/>
    private protected override IEnumerable<CompletionResult> Complete(string word, IDictionary bound) =>
        Begins(FindBkJobInstanceCommand.Me, word) ? [Result(FindBkJobInstanceCommand.Me, Messages.TipMe)] : [];
}
