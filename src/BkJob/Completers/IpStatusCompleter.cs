using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace BkJob.Completers;

/// <summary>Completes the status of a host, by name or by number.</summary>
public sealed class IpStatusCompleter : BkJobCompleter
{
    /// <inheritdoc/>
    private protected override IEnumerable<CompletionResult> Complete(string parameter, string word, IDictionary bound) =>
        from status in Enum.GetValues<IpStatus>()
        let code = ((int)status).ToString(CultureInfo.InvariantCulture)
        where Begins(status.ToString(), word) || Begins(code, word)
        select Result(status.ToString(), $"{code}: {Meaning(status)}");

    private static string? Meaning(IpStatus status) =>
        Messages.ResourceManager.GetString($"IpStatus{status}", CultureInfo.CurrentUICulture);
}
