using BkJob.Simulator.Operations;
using BkJob.Simulator.Responses;

namespace BkJob.Simulator.Job;

/// <summary>Finds the plans of a call (protocol-actions.md §2.3). v2 lists them as jobs.</summary>
internal sealed class PlanLookup(JobCatalogue jobs, SimulatorOptions options)
{
    private static readonly (string Id, string Name) ViewPlan = ("view_job_plan", "View Job Plan");

    /// <summary>Finds the plans that match the filters, the latest first; filters by time have no effect.</summary>
    /// <returns>The error; null if the filters are valid.</returns>
    public Rejection? FindAll(JobCall call, bool isPost, out IReadOnlyList<SimulatedPlan> plans, out ListPage page)
    {
        plans = [];
        page = default;
        if (ScopeParameters.Reject(call, isPost, out var scope) is { } rejection)
        {
            return rejection;
        }

        var parameters = call.Parameters;
        if (!parameters.TryNumber("start", out var start) || !parameters.TryNumber("length", out var length)
            || !parameters.TryNumber("job_template_id", out var template))
        {
            return call.Messages.BadRequest;
        }

        page = ListPage.Of(start, length);
        plans = [.. jobs.Plans.All
            .Where(plan => JobScope.Of(plan) == scope
                && LikePattern.Matches(parameters["name"], plan.Name)
                && (template is null || plan.TemplateId == template)
                && (parameters["creator"] is not { } creator || plan.Creator == creator)
                && (parameters["last_modify_user"] is not { } user || plan.LastModifyUser == user))
            .OrderByDescending(plan => plan.LastModifyTime)];
        return null;
    }

    /// <summary>Finds the plan of a call.</summary>
    /// <param name="call">The call.</param>
    /// <param name="isPost">Whether the gateway accepts a POST.</param>
    /// <param name="idName">The name of the ID.</param>
    /// <param name="plan">The plan.</param>
    /// <returns>The error; null if the plan was found.</returns>
    public Rejection? Find(JobCall call, bool isPost, string idName, out SimulatedPlan plan)
    {
        plan = null!;
        var id = 0L;
        if ((ScopeParameters.Reject(call, isPost, out var scope)
            ?? ScopeParameters.RejectId(call.Parameters[idName], idName, call.Messages, ref id)) is { } rejection)
        {
            return rejection;
        }

        if (jobs.Plans.Find(id) is not { } found || JobScope.Of(found) != scope)
        {
            return call.Messages.NoSuchPlan;
        }

        plan = found;
        return found.ViewDenied ? call.Messages.NoPermission(options.UserName, scope) with { Action = ViewPlan } : null;
    }
}
