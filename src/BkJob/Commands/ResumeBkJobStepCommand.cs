using System.Management.Automation;

namespace BkJob.Commands;

/// <summary>Starts the next batch of rolling steps.</summary>
[Cmdlet(VerbsLifecycle.Resume, "BkJobStep", DefaultParameterSetName = ByInput, SupportsShouldProcess = true, HelpUri = ModulePage.Address)]
[OutputType(typeof(JobInstance))]
public sealed class ResumeBkJobStepCommand : StepActionCmdlet
{
    /// <inheritdoc/>
    private protected override AvailableAction Action => AvailableAction.Resume;
}
