using System.Management.Automation;

namespace BkJob.Commands;

/// <summary>Gets per-host results of the steps of job instances.</summary>
[Cmdlet(VerbsCommon.Get, "BkJobStepIpStatus", DefaultParameterSetName = ByInput, HelpUri = ModulePage.Address)]
[OutputType(typeof(StepIpStatus))]
public sealed class GetBkJobStepIpStatusCommand : JobHostCmdlet
{
    /// <inheritdoc/>
    private protected override void ProcessHosts(JobTarget target, IEnumerable<StepIpStatus> hosts)
    {
        foreach (StepIpStatus host in hosts)
        {
            WriteObject(host);
        }
    }
}
