using System.Collections;
using System.Management.Automation;

namespace BkJob.Completers;

/// <summary>Completes the name of a secret with those that the vaults of this machine list.</summary>
public sealed class SecretNameCompleter : BkJobCompleter
{
    /// <inheritdoc/>
    private protected override IEnumerable<CompletionResult> Complete(string word, IDictionary bound)
    {
        string? vault = bound["Vault"]?.ToString();
        return from secret in VaultList.ReadSecrets()
               where vault is null || string.Equals(secret.Vault, vault, StringComparison.OrdinalIgnoreCase)
               where Begins(secret.Name, word)
               select Result(secret.Name, TerminalText.Sanitize(secret.Vault));
    }
}
