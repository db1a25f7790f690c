namespace BkJob;

/// <summary>The job instances that a runspace has read last, so that ids can be completed without asking a server.</summary>
internal sealed class SeenInstances
{
    /// <summary>More than anybody looks through.</summary>
    private const int MostInstances = 100;
    private const int MostSteps = 100;

    /// <summary>More than a line of completion shows.</summary>
    private const int MaxNameLength = 200;

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

    /// <summary>What is displayed of a name. The name itself would stay in memory for as long as the session, however long it is.</summary>
    private static string Shorten(string? name) => TerminalText.Sanitize(name?.Length > MaxNameLength ? $"{name.AsSpan(0, MaxNameLength)}…" : name);

    /// <summary>Remembers one, and forgets the one that is longest ago when there are too many.</summary>
    public void Add(JobInstance job)
    {
        SeenStep[] steps = [.. job.Steps.Take(MostSteps).Select(step => new SeenStep(step.Id, Shorten(step.Name), step.Status))];
        lock (_gate)
        {
            _seen.RemoveAll(seen => seen.Id == job.Id && seen.BizId == job.BizId);
            _seen.Add(new SeenInstance(job.Id, job.BizId, Shorten(job.Name), job.Status, steps));
            if (_seen.Count > MostInstances)
            {
                _seen.RemoveAt(0);
            }
        }
    }
}
