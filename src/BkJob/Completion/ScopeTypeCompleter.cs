using System.Collections;
using System.Management.Automation;

namespace BkJob.Completers;

/// <summary>Completes the type of a scope.</summary>
public sealed class ScopeTypeCompleter : BkJobCompleter
{
    private static (string Type, string Meaning)[] Types =>
        [("biz", Messages.ScopeBiz), ("biz_set", Messages.ScopeBizSet), ("tenant_set", Messages.ScopeTenantSet)];

    /// <inheritdoc/>
    private protected override IEnumerable<CompletionResult> Complete(string word, IDictionary bound) =>
        Types.Where(known => Begins(known.Type, word)).Select(known => Result(known.Type, known.Meaning));
}
