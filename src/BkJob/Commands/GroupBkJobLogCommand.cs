using System.Management.Automation;
using BkJob.Logs;

namespace BkJob.Commands;

/// <summary>Groups the logs of hosts by their text.</summary>
[Cmdlet(VerbsData.Group, "BkJobLog", HelpUri = ModulePage.Address)]
[OutputType(typeof(LogGroup))]
public sealed class GroupBkJobLogCommand : HostLogCmdlet
{
    private LogGrouper? _grouper;

    /// <summary>
    /// Ignores what identifies a host and its run when texts are compared: the addresses of the own host, the name of the own container, and the
    /// time and process ID before a line.
    /// </summary>
    [Parameter]
    public SwitchParameter IgnoreHost { get; set; }

    /// <inheritdoc/>
    private protected override string Example => "Group-BkJobLog";

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
