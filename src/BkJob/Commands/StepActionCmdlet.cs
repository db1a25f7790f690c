using System.Management.Automation;
using BkJob.Actions;
using BkJob.Completers;

namespace BkJob.Commands;

/// <summary>A cmdlet that acts on steps of job instances.</summary>
public abstract class StepActionCmdlet : JobActionCmdlet
{
    /// <summary>
    /// These steps (<c>step_instance_id</c>). If they are omitted and the input is not a step, the single step that the action applies to.
    /// </summary>
    [Parameter(ParameterSetName = ByInput)]
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = ById)]
    [Parameter(ParameterSetName = ByJob)]
    [Parameter(ParameterSetName = ByStep)]
    [Alias("step_instance_id")]
    [ArgumentCompleter(typeof(StepInstanceIdCompleter))]
    [AllowNull]
    [StepIds]
    public long[]? StepInstanceId { get; set; }

    /// <summary>The action.</summary>
    private protected abstract AvailableAction Action { get; }

    /// <inheritdoc/>
    private protected override long[]? GetSteps(JobTarget target) => target.GetSteps(StepInstanceId);

    /// <inheritdoc/>
    private protected override IEnumerable<JobAction> SelectActions(JobInstanceQuery query, JobInstance job, long[]? steps)
    {
        foreach (StepInstance step in steps is null ? FindStep(query, job) : FindSteps(query, job, steps))
        {
            if (GetError(query, job, step) is { } error)
            {
                EnqueueError(error);
            }
            else
            {
                Warn(query, job, step);
                yield return StepAction.Create(Action, job, step);
            }
        }
    }

    /// <summary>The error of a step that the action does not apply to; otherwise null.</summary>
    private protected virtual ErrorRecord? GetError(JobInstanceQuery query, JobInstance job, StepInstance step) =>
        step.AvailableActions.Contains(Action) ? null : ActionErrors.NotAllowed(query, job, step, Action);

    /// <summary>Warns about an action on a step that may be a mistake.</summary>
    private protected virtual void Warn(JobInstanceQuery query, JobInstance job, StepInstance step)
    {
    }

    /// <summary>The error of a job without a step that the action applies to.</summary>
    private protected virtual ErrorRecord GetError(JobInstanceQuery query, JobInstance job) => ActionErrors.NoStep(query, job, Action);

    private IEnumerable<StepInstance> FindSteps(JobInstanceQuery query, JobInstance job, long[] steps)
    {
        foreach (long id in steps)
        {
            if (job.Steps.FirstOrDefault(step => step.Id == id) is { } found)
            {
                yield return found;
            }
            else
            {
                EnqueueError(ErrorRecords.StepNotFound(id, [query.JobInstanceId], query.Scope));
            }
        }
    }

    // A user who does not name a step means the only one that can be meant. To choose among several would act on the wrong one.
    private StepInstance[] FindStep(JobInstanceQuery query, JobInstance job)
    {
        StepInstance[] candidates = [.. job.Steps.Where(step => step.AvailableActions.Contains(Action))];
        if (candidates.Length == 1)
        {
            return candidates;
        }

        EnqueueError(candidates.Length == 0
            ? GetError(query, job)
            : ActionErrors.SeveralSteps(query, candidates, Action, MyInvocation.MyCommand.Name));
        return [];
    }
}
