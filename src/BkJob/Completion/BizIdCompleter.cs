using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace BkJob.Completers;

/// <summary>Completes a business with those of the contexts and of the job instances read last in this runspace.</summary>
public sealed class BizIdCompleter : BkJobCompleter
{
    /// <inheritdoc/>
    private protected override IEnumerable<CompletionResult> Complete(string word, IDictionary bound)
    {
        BkJobContext[] contexts = ContextStore.Current.Find("*");
        IEnumerable<long?> known = Enumerable.Reverse(contexts).Select(context => context.BizId)
            .Concat(RecentJobs.Current.MostRecentFirst.Select(job => job.BizId));
        return from business in known.Distinct()
               where business is not null
               let id = business.Value.ToString(CultureInfo.InvariantCulture)
               where Begins(id, word)
               select Result(id, Describe(business.Value, contexts));
    }

    private static string Describe(long business, BkJobContext[] contexts)
    {
        string names = string.Join(", ", contexts.Where(context => context.BizId == business).Select(context => TerminalText.Sanitize(context.Name)));
        string[] jobs = [.. RecentJobs.Current.MostRecentFirst.Where(job => job.BizId == business).Take(3).Select(job => $"{job.Id} {TerminalText.Sanitize(job.Name)}")];
        return names.Length > 0 ? Messages.FormatTipBusinessOfContext(names) : Messages.FormatTipBusinessOfJobs(string.Join(", ", jobs));
    }
}
