using System.Management.Automation;

namespace BkJob.Commands;

/// <summary>Reads job instances: status, steps, hosts.</summary>
[Cmdlet(VerbsCommon.Get, "BkJobInstanceStatus", DefaultParameterSetName = ByInput, HelpUri = ModulePage.Address)]
[OutputType(typeof(JobInstance))]
public sealed class GetBkJobInstanceStatusCommand : ThrottledJobCmdlet
{
    /// <summary>Asks for the hosts too. ESB v2 has no choice: it always sends them.</summary>
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
