using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace BkJob.Completers;

/// <summary>
/// Completes the ID of a step with those of the job instances read last in this runspace, or of the jobs that <c>-Id</c> specifies.
/// </summary>
public sealed class StepInstanceIdCompleter : BkJobCompleter
{
    /// <inheritdoc/>
    private protected override IEnumerable<CompletionResult> Complete(string word, IDictionary bound)
    {
        long[]? jobs = Numbers(bound, "Id");
        return from job in InstanceIdCompleter.Wanted(bound)
               where jobs is null || jobs.Contains(job.Id)
               from step in job.Steps
               let id = step.Id.ToString(CultureInfo.InvariantCulture)
               where Begins(id, word) || step.Name.Contains(word, StringComparison.OrdinalIgnoreCase)
               select Result(id, $"{step.Name} ({step.Status}), of {job.Id} {job.Name}");
    }
}
