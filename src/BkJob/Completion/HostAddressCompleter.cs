using System.Collections;
using System.Management.Automation;

namespace BkJob.Completers;

/// <summary>
/// Completes the address of a host with those read last in this runspace, of the jobs and steps that the command specifies.
/// </summary>
public sealed class HostAddressCompleter : BkJobCompleter
{
    /// <inheritdoc/>
    private protected override IEnumerable<CompletionResult> Complete(string word, IDictionary bound)
    {
        long[]? jobs = Numbers(bound, "Id");
        long[]? steps = Numbers(bound, "StepInstanceId");
        IEnumerable<RecentHost> wanted =
            from host in RecentHosts.Current.MostRecentFirst
            where jobs is null || jobs.Contains(host.JobInstanceId)
            where steps is null || steps.Contains(host.StepInstanceId)
            where Begins(host.Address, word)
            select host;
        return wanted.DistinctBy(host => host.Address, StringComparer.OrdinalIgnoreCase).Select(host => Result(
            WildcardPattern.Escape(host.Address),
            $"{TerminalText.Sanitize(host.Address)} ({host.Status}), {host.JobInstanceId} > {host.StepInstanceId}"));
    }
}
