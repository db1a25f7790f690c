using System.Collections;
using System.Management.Automation;

namespace BkJob.Completers;

/// <summary>Completes an account with those that were used or read last in this runspace.</summary>
public sealed class AccountCompleter : BkJobCompleter
{
    /// <inheritdoc/>
    private protected override IEnumerable<CompletionResult> Complete(string word, IDictionary bound) =>
        from account in RecentAccounts.Current.MostRecentFirst
        where TerminalText.Sanitize(account) == account && account.StartsWith(word, StringComparison.OrdinalIgnoreCase)
        select Result(account, account);
}
