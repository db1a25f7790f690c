using System.Collections;
using System.Management.Automation;

namespace BkJob.Completers;

/// <summary>Completes a target with the hosts read last in this runspace, those that did not succeed first.</summary>
public sealed class TargetCompleter : BkJobCompleter
{
    /// <inheritdoc/>
    private protected override IEnumerable<CompletionResult> Complete(string word, IDictionary bound) =>
        from host in RecentHosts.Current.MostRecentFirst.DistinctBy(host => host.Target, StringComparer.OrdinalIgnoreCase)
        where host.Target.Length > 0 && (Begins(host.Target, word) || Begins(host.Address, word))
        select Result(host.Target, $"{TerminalText.Sanitize(host.Address)} ({host.Status}), {host.JobInstanceId} > {host.StepInstanceId}");
}
