using System.Management.Automation;
using BkJob.Completers;

namespace BkJob.Commands;

/// <summary>Disconnects contexts and removes their secrets from memory.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "BkJob", HelpUri = ModulePage.Address)]
[OutputType(typeof(void))]
public sealed class DisconnectBkJobCommand : BkJobCmdlet
{
    /// <summary>Names; wildcards are allowed. Default: the default context.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ContextPatternCompleter))]
    [ValidateNotBlank]
    public string[]? Name { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string? name in Name ?? new string?[] { null })
        {
            BkJobContext[] found = name is not null ? ReadParameter(name, () => ContextStore.Current.Find(name))
                : ContextStore.Current.Default is { } context ? [context]
                : [];
            foreach (BkJobContext each in found)
            {
                ContextStore.Current.Remove(each);
                WriteVerbose($"Disconnected the context \"{each.Name}\" from {each.Server}.");
            }

            if (found.Length == 0 && (name is null || !WildcardPattern.ContainsWildcardCharacters(name)))
            {
                WriteError(ErrorRecords.NotConnected(
                    name is null ? Messages.NoConnectionToEnd : Messages.FormatNoContextOfName(TerminalText.Sanitize(name)), Messages.AdviceContexts));
            }
        }
    }
}
