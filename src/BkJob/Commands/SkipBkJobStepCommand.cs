using System.Management.Automation;

namespace BkJob.Commands;

/// <summary>Continues job instances with the step after one that failed, was terminated, or can't be terminated.</summary>
[Cmdlet(
    VerbsCommon.Skip, "BkJobStep", DefaultParameterSetName = ByInput, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, HelpUri = ModulePage.Address)]
[OutputType(typeof(JobInstance))]
public sealed class SkipBkJobStepCommand : StepActionCmdlet
{
    /// <inheritdoc/>
    private protected override AvailableAction Action => AvailableAction.Skip;
}
