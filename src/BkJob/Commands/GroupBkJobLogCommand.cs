using System.Management.Automation;
using BkJob.Logs;

namespace BkJob.Commands;

/// <summary>Groups the logs of hosts by their text.</summary>
[Cmdlet(VerbsData.Group, "BkJobLog", HelpUri = ModulePage.Address)]
[OutputType(typeof(LogGroup))]
public sealed class GroupBkJobLogCommand : HostLogCmdlet
{
    private LogGrouper? _grouper;

    /// <summary>Ignores the addresses of the own host and the name of the own container when texts are compared.</summary>
    [Parameter]
    public SwitchParameter IgnoreHost { get; set; }

    /// <inheritdoc/>
    private protected override void Process(HostLog log) => (_grouper ??= new LogGrouper(IgnoreHost)).Add(log);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        foreach (LogGroup group in _grouper?.GetGroups() ?? [])
        {
            WriteObject(group);
        }
    }
}
