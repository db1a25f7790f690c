using System.Management.Automation;

namespace BkJob.Commands;

/// <summary>Reads job instances: status, steps, hosts.</summary>
// No default parameter set: PowerShell would take the Id of a piped step by name before it looks at the step itself.
[Cmdlet(VerbsCommon.Get, "BkJobInstanceStatus")]
[OutputType(typeof(JobInstance))]
public sealed class GetBkJobInstanceStatusCommand : BkJobAskCmdlet
{
    private const string ById = "Id";
    private const string ByStep = "StepInstance";

    /// <summary>Job instances (<c>job_instance_id</c>).</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ById)]
    [Alias("JobInstanceId", "job_instance_id")]
    [ValidateRange(1L, long.MaxValue)]
    public long[] Id { get; set; } = [];

    /// <summary>A step; its job instance is meant.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByStep)]
    [ValidateNotNull]
    public StepInstance? StepInstance { get; set; }

    /// <summary>Asks for the hosts too. ESB v2 has no choice: it always sends them.</summary>
    [Parameter]
    public SwitchParameter IncludeHosts { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (StepInstance is { } step && ParameterSetName == ByStep)
        {
            Ask(new JobInstanceQuery(step.JobInstanceId, ResolveScope(step.Scope)), WriteObject);
            return;
        }

        JobScope scope = ResolveScope();
        foreach (long id in Id)
        {
            Ask(new JobInstanceQuery(id, scope), WriteObject);
        }
    }
}
