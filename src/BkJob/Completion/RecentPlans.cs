namespace BkJob;

/// <summary>The details of a plan that completion keeps.</summary>
/// <param name="Id">The ID.</param>
/// <param name="BizId">The business, as returned by the server; null if omitted.</param>
/// <param name="Name">The name.</param>
internal sealed record RecentPlan(long Id, long? BizId, string Name);

/// <summary>The job plans that a runspace has read last, so that they can be completed without a request.</summary>
internal sealed class RecentPlans
{
    /// <summary>More completions than a user can review.</summary>
    private const int MaxPlans = 200;

    private readonly object _gate = new();
    private readonly List<RecentPlan> _recent = [];

    /// <summary>The instance of the current runspace.</summary>
    public static RecentPlans Current => RunspaceStorage.Get<RecentPlans>();

    /// <summary>All plans, the one read last first.</summary>
    public IReadOnlyList<RecentPlan> MostRecentFirst
    {
        get
        {
            lock (_gate)
            {
                return [.. Enumerable.Reverse(_recent)];
            }
        }
    }

    /// <summary>Adds a plan, and removes the oldest one if there are too many.</summary>
    public void Add(JobPlan plan)
    {
        lock (_gate)
        {
            _recent.RemoveAll(recent => recent.Id == plan.Id && recent.BizId == plan.BizId);
            _recent.Add(new RecentPlan(plan.Id, plan.BizId, plan.Name));
            if (_recent.Count > MaxPlans)
            {
                _recent.RemoveAt(0);
            }
        }
    }
}
