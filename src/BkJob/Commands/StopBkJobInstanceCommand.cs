using System.Management.Automation;
using BkJob.Actions;

namespace BkJob.Commands;

/// <summary>Terminates job instances.</summary>
[Cmdlet(
    VerbsLifecycle.Stop, "BkJobInstance", DefaultParameterSetName = ByInput, SupportsShouldProcess = true, HelpUri = ModulePage.Address)]
[OutputType(typeof(JobInstance))]
public sealed class StopBkJobInstanceCommand : WholeJobActionCmdlet
{
    /// <inheritdoc/>
    private protected override JobAction Action => WholeJobAction.Stop;
}
