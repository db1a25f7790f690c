using System.Collections;
using System.Management.Automation;

namespace BkJob.Completers;

/// <summary>Completes the kind of a scope.</summary>
public sealed class ScopeTypeCompleter : BkJobCompleter
{
    private static readonly (string Type, string Meaning)[] Types =
    [
        ("biz", "a business: -ScopeId is its id"),
        ("biz_set", "a set of businesses"),
        ("tenant_set", "all businesses of a tenant"),
    ];

    /// <inheritdoc/>
    private protected override IEnumerable<CompletionResult> Complete(string parameter, string word, IDictionary bound) =>
        Types.Where(known => Begins(known.Type, word)).Select(known => Result(known.Type, known.Meaning));
}
