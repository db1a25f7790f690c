using System.Management.Automation;
using BkJob.Actions;

namespace BkJob.Commands;

/// <summary>Terminates job instances.</summary>
[Cmdlet(VerbsLifecycle.Stop, "BkJobInstance", DefaultParameterSetName = ByInput, SupportsShouldProcess = true, HelpUri = ModulePage.Address)]
[OutputType(typeof(JobInstance))]
public sealed class StopBkJobInstanceCommand : JobActionCmdlet
{
    /// <inheritdoc/>
    private protected override JobAction Action => JobAction.Stop;

    /// <inheritdoc/>
    private protected override string ActionText => Messages.ActionStop;
}
