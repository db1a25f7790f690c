using System.Management.Automation;

namespace BkJob.Commands;

/// <summary>Confirms steps that wait for a confirmation, so that their job instances continue.</summary>
[Cmdlet(
    VerbsLifecycle.Approve, "BkJobStep", DefaultParameterSetName = ByInput, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, HelpUri = ModulePage.Address)]
[OutputType(typeof(JobInstance))]
public sealed class ApproveBkJobStepCommand : StepActionCmdlet
{
    /// <inheritdoc/>
    private protected override AvailableAction Action => AvailableAction.Approve;
}
