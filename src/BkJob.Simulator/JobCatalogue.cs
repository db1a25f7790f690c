namespace BkJob.Simulator;

/// <summary>The jobs that exist, by id, and the commands that their engine has to execute.</summary>
public sealed class JobCatalogue
{
    private readonly Lock _lock = new();
    private readonly Dictionary<long, SimulatedJob> _jobs = [];
    private readonly List<Entry> _operations = [];
    private readonly SimulatorClock _clock;

    internal JobCatalogue(SimulatorClock clock) => _clock = clock;

    /// <summary>The jobs, by ascending ID.</summary>
    public IReadOnlyCollection<SimulatedJob> All =>
        Locked<IReadOnlyCollection<SimulatedJob>>(() => [.. _jobs.Values.OrderBy(job => job.Id)]);

    /// <summary>The accepted commands and their states, oldest first.</summary>
    public IReadOnlyList<AcceptedOperation> Operations =>
        Locked<IReadOnlyList<AcceptedOperation>>(() => [.. _operations.Select(entry => entry.Operation)]);

    /// <summary>Adds a job, or replaces the one with its ID. Its timeline starts now unless the job specifies a time.</summary>
    /// <param name="job">The job.</param>
    /// <exception cref="ArgumentException">The script is not valid.</exception>
    public void Add(SimulatedJob job)
    {
        ArgumentNullException.ThrowIfNull(job);
        ScriptCheck.Throw(job);
        Locked(() =>
        {
            // Commands that are queued for the replaced job must not affect this one.
            foreach (var entry in _operations.Where(entry => entry.IsQueued && entry.Operation.JobInstanceId == job.Id))
            {
                entry.Settle(OperationState.Dropped);
            }

            return _jobs[job.Id] = job with { StartedAt = job.StartedAt ?? _clock.Now };
        });
    }

    /// <summary>Removes a job.</summary>
    /// <param name="id">The job_instance_id.</param>
    /// <returns>True if there was one.</returns>
    public bool Remove(long id) => Locked(() => _jobs.Remove(id));

    /// <summary>Finds a job.</summary>
    /// <param name="id">The job_instance_id.</param>
    /// <returns>The job, or null.</returns>
    public SimulatedJob? Find(long id) => Locked(() => _jobs.GetValueOrDefault(id));

    /// <summary>Removes the commands that are executed or dropped.</summary>
    public void ClearOperations() => Locked(() => _operations.RemoveAll(entry => !entry.IsQueued));

    /// <summary>Queues a command.</summary>
    /// <param name="operation">The command.</param>
    /// <param name="execute">Changes the job at the moment at which the command is due; null to drop the command.</param>
    internal void Enqueue(AcceptedOperation operation, Func<SimulatedJob, DateTimeOffset, SimulatedJob?> execute) => Locked(() =>
    {
        _operations.Add(new Entry(operation, execute));
        return true;
    });

    private T Locked<T>(Func<T> access)
    {
        lock (_lock)
        {
            ExecuteDue();
            return access();
        }
    }

    // A job is a function of its script and the time, so a command may be executed as late as the job is read.
    private void ExecuteDue()
    {
        var now = _clock.Now;
        var due = _operations.Where(entry => entry.IsQueued && entry.Operation.DueAt <= now);
        foreach (var entry in due.OrderBy(entry => entry.Operation.DueAt))
        {
            var (operation, execute) = (entry.Operation, entry.Execute);
            var changed = _jobs.GetValueOrDefault(operation.JobInstanceId) is { } job ? execute(job, operation.DueAt) : null;
            if (changed is not null)
            {
                _jobs[changed.Id] = changed;
            }

            entry.Settle(changed is null ? OperationState.Dropped : OperationState.Executed);
        }
    }

    private sealed class Entry(AcceptedOperation operation, Func<SimulatedJob, DateTimeOffset, SimulatedJob?> execute)
    {
        public AcceptedOperation Operation { get; private set; } = operation;

        public Func<SimulatedJob, DateTimeOffset, SimulatedJob?> Execute { get; } = execute;

        public bool IsQueued => Operation.State == OperationState.Queued;

        public void Settle(OperationState state) => Operation = Operation with { State = state };
    }
}
