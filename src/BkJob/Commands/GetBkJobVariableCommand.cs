using System.Management.Automation;
using BkJob.Operations;

namespace BkJob.Commands;

/// <summary>Gets the values of the global variables of job instances, step by step.</summary>
[Cmdlet(VerbsCommon.Get, "BkJobVariable", DefaultParameterSetName = ByInput, HelpUri = ModulePage.Address)]
[OutputType(typeof(JobVariable))]
public sealed class GetBkJobVariableCommand : ThrottledJobCmdlet
{
    private JobTarget? _lastHost;

    /// <inheritdoc/>
    private protected override void Process(JobTarget target)
    {
        if (IsNextHost(target))
        {
            return;
        }

        BkJobClient client = GetContext(target).Client;
        JobInstanceQuery query = CreateQuery(target, GetContext(target));
        var request = new JobVariableRequest(query.JobInstanceId, query.Scope) { IsTraced = query.IsTraced };
        Enqueue(query, async (onRequestCompleted, stopping) =>
        {
            IReadOnlyList<JobVariable> variables = await client.GetJobVariablesAsync(request, onRequestCompleted, stopping).ConfigureAwait(false);
            return () => WriteObject(
                variables.Where(variable => target.StepIds is null || target.StepIds.Contains(variable.StepInstanceId)), enumerateCollection: true);
        });
    }

    // Hosts are piped one by one, and all hosts of a step have the same variables.
    private bool IsNextHost(JobTarget target)
    {
        JobTarget? last = _lastHost;
        _lastHost = target.IsHost ? target : null;
        return last is not null && target.IsHost && last.IsSameStep(target);
    }
}
