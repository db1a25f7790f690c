using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace BkJob.Completers;

/// <summary>Completes the ID of a job plan with those read last in this runspace, by number or by a part of the name.</summary>
public sealed class PlanIdCompleter : BkJobCompleter
{
    /// <inheritdoc/>
    private protected override IEnumerable<CompletionResult> Complete(string word, IDictionary bound) =>
        from plan in Wanted(bound)
        let id = plan.Id.ToString(CultureInfo.InvariantCulture)
        where Begins(id, word) || plan.Name.Contains(word, StringComparison.OrdinalIgnoreCase)
        select Result(id, TerminalText.Sanitize(plan.Name));

    /// <summary>Returns the plans of the specified business; all if none is specified.</summary>
    internal static IEnumerable<RecentPlan> Wanted(IDictionary bound)
    {
        long[]? businesses = Numbers(bound, "BizId");
        return RecentPlans.Current.MostRecentFirst.Where(
            plan => businesses is null || plan.BizId is not { } bizId || businesses.Contains(bizId));
    }
}
