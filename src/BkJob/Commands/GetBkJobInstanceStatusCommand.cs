using System.Management.Automation;

namespace BkJob.Commands;

/// <summary>Gets the status of job instances, with their steps and hosts.</summary>
[Cmdlet(VerbsCommon.Get, "BkJobInstanceStatus", DefaultParameterSetName = ByInput, HelpUri = ModulePage.Address)]
[OutputType(typeof(JobInstance))]
public sealed class GetBkJobInstanceStatusCommand : ThrottledJobCmdlet
{
    /// <summary>Requests the hosts as well. ESB v2 always returns them.</summary>
    [Parameter]
    public SwitchParameter IncludeHosts { get; set; }

    /// <inheritdoc/>
    private protected override void Process(JobTarget target)
    {
        BkJobContext context = GetContext(target);
        Enqueue(CreateQuery(target, context) with { IncludeHosts = IncludeHosts }, context, Write);
    }

    private void Write(JobInstance job)
    {
        AddToHistory(job);
        WriteObject(job);
    }
}
