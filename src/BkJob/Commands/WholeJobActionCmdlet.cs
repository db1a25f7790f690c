using BkJob.Actions;

namespace BkJob.Commands;

/// <summary>A cmdlet that acts on whole job instances.</summary>
public abstract class WholeJobActionCmdlet : JobActionCmdlet
{
    /// <summary>The action.</summary>
    private protected abstract JobAction Action { get; }

    /// <inheritdoc/>
    private protected override IEnumerable<JobAction> SelectActions(JobInstanceQuery query, JobInstance job, long[]? steps)
    {
        if (Action.IsAllowed(job))
        {
            return [Action];
        }

        EnqueueError(ActionErrors.NotAllowed(query, job, Action.Name));
        return [];
    }
}
