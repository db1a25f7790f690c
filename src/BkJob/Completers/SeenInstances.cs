namespace BkJob;

/// <summary>The job instances that a runspace has read last, so that ids can be completed without asking a server.</summary>
internal sealed class SeenInstances
{
    /// <summary>More than anybody looks through.</summary>
    private const int MostInstances = 100;
    private const int MostSteps = 100;

    private readonly object _gate = new();
    private readonly List<SeenInstance> _seen = [];

    /// <summary>Those of the runspace that runs on this thread.</summary>
    public static SeenInstances Current => PerRunspace<SeenInstances>.Current;

    /// <summary>All, the one read last first.</summary>
    public IReadOnlyList<SeenInstance> NewestFirst
    {
        get
        {
            lock (_gate)
            {
                return [.. Enumerable.Reverse(_seen)];
            }
        }
    }

    /// <summary>Remembers one, and forgets the one that is longest ago when there are too many.</summary>
    public void Add(JobInstance job)
    {
        SeenStep[] steps = [.. job.Steps.Take(MostSteps).Select(step => new SeenStep(step.Id, step.Name, step.Status))];
        lock (_gate)
        {
            _seen.RemoveAll(seen => seen.Id == job.Id && seen.BizId == job.BizId);
            _seen.Add(new SeenInstance(job.Id, job.BizId, job.Name, job.Status, steps));
            if (_seen.Count > MostInstances)
            {
                _seen.RemoveAt(0);
            }
        }
    }
}
