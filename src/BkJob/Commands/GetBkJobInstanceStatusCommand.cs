using System.Management.Automation;

namespace BkJob.Commands;

/// <summary>Reads job instances: status, steps, hosts.</summary>
// No default parameter set: PowerShell would take the Id of a piped step by name before it looks at the step itself.
[Cmdlet(VerbsCommon.Get, "BkJobInstanceStatus")]
[OutputType(typeof(JobInstance))]
public sealed class GetBkJobInstanceStatusCommand : BkJobAskCmdlet
{
    /// <summary>Asks for the hosts too. ESB v2 has no choice: it always sends them.</summary>
    [Parameter]
    public SwitchParameter IncludeHosts { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (StepInstance is { } step && ParameterSetName == ByStep)
        {
            Ask(QueryFor(step.JobInstanceId, ResolveScope(step.Scope)) with { IncludeHosts = IncludeHosts }, Write);
            return;
        }

        JobScope scope = ResolveScope();
        foreach (long id in Id)
        {
            Ask(QueryFor(id, scope) with { IncludeHosts = IncludeHosts }, Write);
        }
    }

    private void Write(JobInstance job)
    {
        Remember(job);
        WriteObject(job);
    }
}
