using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace BkJob.Completers;

/// <summary>Completes the name of a job plan with those read last in this runspace, by any part.</summary>
public sealed class PlanNameCompleter : BkJobCompleter
{
    /// <inheritdoc/>
    private protected override IEnumerable<CompletionResult> Complete(string word, IDictionary bound) =>
        from plans in PlanIdCompleter.Wanted(bound).GroupBy(plan => plan.Name, StringComparer.Ordinal)
        where plans.Key.Length > 0 && TerminalText.Sanitize(plans.Key) == plans.Key && plans.Key.Contains(word, StringComparison.OrdinalIgnoreCase)
        select Result(
            WildcardPattern.Escape(plans.Key), string.Join(", ", plans.Select(plan => plan.Id.ToString(CultureInfo.InvariantCulture))));
}
