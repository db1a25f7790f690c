namespace BkJob;

/// <summary>The job instances that a runspace has read last, so that IDs can be completed without a request.</summary>
internal sealed class RecentJobs
{
    /// <summary>More completions than a user can review.</summary>
    private const int MaxJobs = 100;
    private const int MaxSteps = 100;

    /// <summary>A longer name does not fit into a line of completion.</summary>
    private const int MaxNameLength = 200;

    private readonly object _gate = new();
    private readonly List<RecentJob> _recent = [];

    /// <summary>The instance of the current runspace.</summary>
    public static RecentJobs Current => RunspaceStorage.Get<RecentJobs>();

    /// <summary>All jobs, the one read last first.</summary>
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

    /// <summary>Shortens a name for display, because it stays in memory for the whole session.</summary>
    private static string Shorten(string? name) => TerminalText.Sanitize(name?.Length > MaxNameLength ? $"{name.AsSpan(0, MaxNameLength)}…" : name);

    /// <summary>Adds a job, and removes the oldest one if there are too many.</summary>
    public void Add(JobInstance job)
    {
        RecentStep[] steps = [.. job.Steps.Take(MaxSteps).Select(step => new RecentStep(step.Id, Shorten(step.Name), step.Status))];
        Add(new RecentJob(job.Id, job.BizId, Shorten(job.Name), job.Status, steps));
    }

    /// <summary>Adds a job of the history; its steps are kept if they are known.</summary>
    public void Add(JobInstanceSummary job)
    {
        RecentJob? known = MostRecentFirst.FirstOrDefault(recent => recent.Id == job.Id && recent.BizId == job.BizId);
        Add(new RecentJob(job.Id, job.BizId, Shorten(job.Name), job.Status, known?.Steps ?? []));
    }

    private void Add(RecentJob job)
    {
        lock (_gate)
        {
            _recent.RemoveAll(recent => recent.Id == job.Id && recent.BizId == job.BizId);
            _recent.Add(job);
            if (_recent.Count > MaxJobs)
            {
                _recent.RemoveAt(0);
            }
        }
    }
}
