using System.Collections;
using System.Management.Automation;

namespace BkJob.Completers;

/// <summary>Completes the name of a vault with those that are registered with SecretManagement.</summary>
public sealed class VaultCompleter : BkJobCompleter
{
    /// <inheritdoc/>
    private protected override IEnumerable<CompletionResult> Complete(string word, IDictionary bound) =>
        VaultList.ReadVaults().Where(vault => Begins(vault, word)).Select(vault => Result(vault, ""));
}
