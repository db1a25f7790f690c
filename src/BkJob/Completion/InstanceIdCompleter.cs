using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace BkJob.Completers;

/// <summary>Completes the ID of a job instance with those read last in this runspace, by number or by a part of the name.</summary>
public sealed class InstanceIdCompleter : BkJobCompleter
{
    /// <inheritdoc/>
    private protected override IEnumerable<CompletionResult> Complete(string word, IDictionary bound) =>
        from job in Wanted(bound)
        let id = job.Id.ToString(CultureInfo.InvariantCulture)
        where Begins(id, word) || job.Name.Contains(word, StringComparison.OrdinalIgnoreCase)
        select Result(id, $"{job.Name} ({job.Status})");

    /// <summary>Returns the jobs of the specified business; all if none is specified.</summary>
    internal static IEnumerable<RecentJob> Wanted(IDictionary bound)
    {
        long[]? businesses = Numbers(bound, "BizId");
        return RecentJobs.Current.MostRecentFirst.Where(
            job => businesses is null || job.BizId is not { } bizId || businesses.Contains(bizId));
    }
}
