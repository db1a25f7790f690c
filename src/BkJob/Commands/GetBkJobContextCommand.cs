using System.Management.Automation;
using BkJob.Completers;

namespace BkJob.Commands;

/// <summary>Gets the contexts of this runspace, without their secrets.</summary>
[Cmdlet(VerbsCommon.Get, "BkJobContext", HelpUri = ModulePage.Address)]
[OutputType(typeof(BkJobContext))]
public sealed class GetBkJobContextCommand : BkJobCmdlet
{
    /// <summary>Names; wildcards are allowed.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ContextPatternCompleter))]
    [ValidateNotBlank]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string name in Name)
        {
            BkJobContext[] found = ReadParameter(name, () => ContextStore.Current.Find(name));
            if (found.Length == 0 && !WildcardPattern.ContainsWildcardCharacters(name))
            {
                WriteError(ErrorRecords.NotConnected(
                    Messages.FormatNoContextOfName(TerminalText.Sanitize(name)), ContextStore.Current.Default is null ? null : Messages.AdviceContexts));
            }

            WriteObject(found, enumerateCollection: true);
        }
    }
}
