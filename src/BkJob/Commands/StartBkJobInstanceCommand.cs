using System.Management.Automation;
using BkJob.Actions;

namespace BkJob.Commands;

/// <summary>Starts job instances that were created but not started.</summary>
[Cmdlet(
    VerbsLifecycle.Start, "BkJobInstance", DefaultParameterSetName = ByInput, SupportsShouldProcess = true, HelpUri = ModulePage.Address)]
[OutputType(typeof(JobInstance))]
public sealed class StartBkJobInstanceCommand : WholeJobActionCmdlet
{
    /// <inheritdoc/>
    private protected override JobAction Action => WholeJobAction.Start;
}
