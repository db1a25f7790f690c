using System.Management.Automation;

namespace BkJob.Commands;

/// <summary>Rejects steps that wait for a confirmation, so that their job instances end.</summary>
[Cmdlet(
    VerbsLifecycle.Deny, "BkJobStep", DefaultParameterSetName = ByInput, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, HelpUri = ModulePage.Address)]
[OutputType(typeof(JobInstance))]
public sealed class DenyBkJobStepCommand : StepActionCmdlet
{
    /// <inheritdoc/>
    private protected override AvailableAction Action => AvailableAction.Deny;
}
