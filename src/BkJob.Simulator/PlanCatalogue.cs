namespace BkJob.Simulator;

/// <summary>The plans that exist, by ID.</summary>
public sealed class PlanCatalogue
{
    private readonly Lock _lock = new();
    private readonly Dictionary<long, SimulatedPlan> _plans = [];

    /// <summary>The plans, by ascending ID.</summary>
    public IReadOnlyList<SimulatedPlan> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _plans.Values.OrderBy(plan => plan.Id)];
            }
        }
    }

    /// <summary>Adds a plan, or replaces the one with its ID.</summary>
    /// <param name="plan">The plan.</param>
    /// <exception cref="ArgumentException">The ID is not positive.</exception>
    public void Add(SimulatedPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (plan.Id < 1)
        {
            throw new ArgumentException("A plan's id must be at least 1.");
        }

        lock (_lock)
        {
            _plans[plan.Id] = plan;
        }
    }

    /// <summary>Finds a plan.</summary>
    /// <param name="id">The job_plan_id.</param>
    /// <returns>The plan, or null.</returns>
    public SimulatedPlan? Find(long id)
    {
        lock (_lock)
        {
            return _plans.GetValueOrDefault(id);
        }
    }

    /// <summary>Removes a plan.</summary>
    /// <param name="id">The job_plan_id.</param>
    /// <returns>True if there was one.</returns>
    public bool Remove(long id)
    {
        lock (_lock)
        {
            return _plans.Remove(id);
        }
    }

    /// <summary>Removes all plans.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _plans.Clear();
        }
    }
}
