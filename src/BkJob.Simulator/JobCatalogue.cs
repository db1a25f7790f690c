using System.Collections.Concurrent;

namespace BkJob.Simulator;

/// <summary>The jobs that exist, by ID.</summary>
public sealed class JobCatalogue
{
    private readonly ConcurrentDictionary<long, SimulatedJob> _jobs = new();
    private readonly SimulatorClock _clock;

    internal JobCatalogue(SimulatorClock clock) => _clock = clock;

    /// <summary>The jobs, by ascending ID.</summary>
    public IReadOnlyCollection<SimulatedJob> All => [.. _jobs.Values.OrderBy(job => job.Id)];

    /// <summary>Adds a job, or replaces the one with its ID. Its timeline starts now unless the job specifies a time.</summary>
    /// <param name="job">The job.</param>
    /// <exception cref="ArgumentException">The script is not valid.</exception>
    public void Add(SimulatedJob job)
    {
        ArgumentNullException.ThrowIfNull(job);
        ScriptCheck.Throw(job);
        _jobs[job.Id] = job with { StartedAt = job.StartedAt ?? _clock.Now };
    }

    /// <summary>Removes a job.</summary>
    /// <param name="id">The job_instance_id.</param>
    /// <returns>True if there was one.</returns>
    public bool Remove(long id) => _jobs.TryRemove(id, out _);

    /// <summary>Finds a job.</summary>
    /// <param name="id">The job_instance_id.</param>
    /// <returns>The job, or null.</returns>
    public SimulatedJob? Find(long id) => _jobs.GetValueOrDefault(id);
}
