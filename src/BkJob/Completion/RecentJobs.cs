namespace BkJob;

/// <summary>The job instances that a runspace has read last, so that ids can be completed without asking a server.</summary>
internal sealed class RecentJobs
{
    /// <summary>More than anybody looks through.</summary>
    private const int MaxJobs = 100;
    private const int MaxSteps = 100;

    /// <summary>More than a line of completion shows.</summary>
    private const int MaxNameLength = 200;

    private readonly object _gate = new();
    private readonly List<RecentJob> _recent = [];

    /// <summary>Those of the runspace that runs on this thread.</summary>
    public static RecentJobs Current => RunspaceStorage<RecentJobs>.Current;

    /// <summary>All, the one read last first.</summary>
    public IReadOnlyList<RecentJob> MostRecentFirst
    {
        get
        {
            lock (_gate)
            {
                return [.. Enumerable.Reverse(_recent)];
            }
        }
    }

    /// <summary>What is displayed of a name. The name itself would stay in memory for as long as the session, however long it is.</summary>
    private static string Shorten(string? name) => TerminalText.Sanitize(name?.Length > MaxNameLength ? $"{name.AsSpan(0, MaxNameLength)}…" : name);

    /// <summary>Remembers one, and forgets the one that is longest ago when there are too many.</summary>
    public void Add(JobInstance job)
    {
        RecentStep[] steps = [.. job.Steps.Take(MaxSteps).Select(step => new RecentStep(step.Id, Shorten(step.Name), step.Status))];
        lock (_gate)
        {
            _recent.RemoveAll(recent => recent.Id == job.Id && recent.BizId == job.BizId);
            _recent.Add(new RecentJob(job.Id, job.BizId, Shorten(job.Name), job.Status, steps));
            if (_recent.Count > MaxJobs)
            {
                _recent.RemoveAt(0);
            }
        }
    }
}
