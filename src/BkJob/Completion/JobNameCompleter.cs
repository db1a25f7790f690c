using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace BkJob.Completers;

/// <summary>Completes the name of a job with those of the jobs and plans read last in this runspace, by any part.</summary>
public sealed class JobNameCompleter : BkJobCompleter
{
    /// <inheritdoc/>
    private protected override IEnumerable<CompletionResult> Complete(string word, IDictionary bound)
    {
        IEnumerable<(string Name, long Id)> known = InstanceIdCompleter.Wanted(bound).Select(job => (job.Name, job.Id))
            .Concat(PlanIdCompleter.Wanted(bound).Select(plan => (plan.Name, plan.Id)));
        return from item in known.DistinctBy(item => item.Name, StringComparer.Ordinal)
               where item.Name.Length > 0 && TerminalText.Sanitize(item.Name) == item.Name
               where item.Name.Contains(word, StringComparison.OrdinalIgnoreCase)
               select Result(WildcardPattern.Escape(item.Name), item.Id.ToString(CultureInfo.InvariantCulture));
    }
}
