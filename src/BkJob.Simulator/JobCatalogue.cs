using BkJob.Simulator.Engine;
using BkJob.Simulator.Job;
using BkJob.Simulator.Responses;

namespace BkJob.Simulator;

/// <summary>The jobs that exist, by id, and the commands that their engine has to execute.</summary>
public sealed class JobCatalogue
{
    internal const long FirstHistoryId = 30_000_000_001;
    private const long FirstStartedId = 40_000_000_001;

    private readonly Lock _lock = new();
    private readonly Dictionary<long, SimulatedJob> _jobs = [];
    private readonly List<Entry> _operations = [];
    private readonly List<AcceptedStart> _starts = [];
    private readonly SimulatorClock _clock;
    private SimulatedJob[]? _newestFirst;

    internal JobCatalogue(SimulatorClock clock) => _clock = clock;

    /// <summary>The plans that exist.</summary>
    public PlanCatalogue Plans { get; } = new();

    /// <summary>The accounts that exist.</summary>
    public ResourceList<SimulatedAccount> Accounts { get; } = new();

    /// <summary>The scripts that are saved on the server.</summary>
    public ResourceList<SimulatedScript> Scripts { get; } = new();

    /// <summary>The jobs that start requests inserted, oldest first.</summary>
    public IReadOnlyList<AcceptedStart> Starts => Locked<IReadOnlyList<AcceptedStart>>(() => [.. _starts.Select(WithState)]);

    /// <summary>The jobs, by ascending ID.</summary>
    public IReadOnlyCollection<SimulatedJob> All =>
        Locked<IReadOnlyCollection<SimulatedJob>>(() => [.. _jobs.Values.OrderBy(job => job.Id)]);

    /// <summary>The accepted commands and their states, oldest first.</summary>
    public IReadOnlyList<AcceptedOperation> Operations =>
        Locked<IReadOnlyList<AcceptedOperation>>(() => [.. _operations.Select(entry => entry.Operation)]);

    /// <summary>The jobs in the order of a list: by descending creation time.</summary>
    internal IReadOnlyList<SimulatedJob> NewestFirst => Locked(() => _newestFirst ??= [.. _jobs.Values
        .OrderByDescending(JobView.CreateTimeOf)

        // The order of jobs that were created at the same time is arbitrary.
        .ThenBy(job => unchecked(job.Id * (long)0x9E3779B97F4A7C15))]);

    /// <summary>
    /// Adds finished jobs at equal distances, of which the last was created one distance ago. Every one takes a few hundred bytes, whatever
    /// the number of its hosts.
    /// </summary>
    /// <param name="count">The number of jobs.</param>
    /// <param name="spacing">The distance; also the maximum duration of the default job.</param>
    /// <param name="template">The job that is repeated; null for a job of one host that succeeds.</param>
    /// <param name="firstId">The ID of the oldest job; those of the others follow it.</param>
    /// <param name="change">Changes a job, by its number: 0 for the newest one; null for no change.</param>
    /// <exception cref="ArgumentException">A script is not valid.</exception>
    public void AddHistory(
        int count,
        TimeSpan spacing,
        SimulatedJob? template = null,
        long firstId = FirstHistoryId,
        Func<int, SimulatedJob, SimulatedJob>? change = null)
    {
        var job = template ?? new SimulatedJob
        {
            Name = "Past job",
            Steps = [new() { Name = "Past step", Hosts = 1, Seconds = Math.Clamp(spacing.TotalSeconds, 0, 20) }],
        };
        for (var number = count - 1; number >= 0; number--)
        {
            var created = _clock.Now - (spacing * (number + 1));
            var past = job with { Id = firstId + count - 1 - number, CreatedAt = created, StartedAt = created };
            Add(change?.Invoke(number, past) ?? past);
        }
    }

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

            _newestFirst = null;
            return _jobs[job.Id] = job with { StartedAt = job.StartedAt ?? _clock.Now, Phases = job.Phases.Clear() };
        });
    }

    /// <summary>Removes a job.</summary>
    /// <param name="id">The job_instance_id.</param>
    /// <returns>True if there was one.</returns>
    public bool Remove(long id) => Locked(() =>
    {
        _newestFirst = null;
        return _jobs.Remove(id);
    });

    /// <summary>Finds a job.</summary>
    /// <param name="id">The job_instance_id.</param>
    /// <returns>The job, or null.</returns>
    public SimulatedJob? Find(long id) => Locked(() => _jobs.GetValueOrDefault(id));

    /// <summary>Inserts the job of a start request under a new ID.</summary>
    /// <param name="start">What the request contains.</param>
    /// <param name="job">The job, without its ID.</param>
    /// <returns>The start with the ID of the job.</returns>
    internal AcceptedStart Insert(AcceptedStart start, SimulatedJob job) => Locked(() =>
    {
        var id = FirstStartedId + _starts.Count;
        _jobs[id] = job with { Id = id };
        _newestFirst = null;
        _starts.Add(start with { JobInstanceId = id, CreatedAt = job.CreatedAt!.Value });
        return _starts[^1];
    });

    /// <summary>Removes the commands that are executed or dropped.</summary>
    public void ClearOperations() => Locked(() => _operations.RemoveAll(entry => !entry.IsQueued));

    /// <summary>Counts the accepted commands that match all specified values.</summary>
    /// <param name="operation">The name of the call; null for all.</param>
    /// <param name="jobInstanceId">The job; null for all.</param>
    /// <param name="stepInstanceId">The step; null for all, including commands on jobs.</param>
    /// <param name="operationCode">The operation_code; null for all.</param>
    /// <returns>The counts.</returns>
    public OperationCounts CountOperations(
        string? operation = null, long? jobInstanceId = null, long? stepInstanceId = null, int? operationCode = null)
    {
        var states = Operations
            .Where(one => (operation ?? one.Operation) == one.Operation
                && (jobInstanceId ?? one.JobInstanceId) == one.JobInstanceId
                && (stepInstanceId ?? one.StepInstanceId) == one.StepInstanceId
                && (operationCode ?? one.OperationCode) == one.OperationCode)
            .CountBy(one => one.State)
            .ToDictionary();
        return new OperationCounts(
            states.Values.Sum(),
            states.GetValueOrDefault(OperationState.Queued),
            states.GetValueOrDefault(OperationState.Executed),
            states.GetValueOrDefault(OperationState.Dropped));
    }

    /// <summary>Makes the engine drop the next events of a job, as <see cref="SimulatedJob.DropEvents"/>.</summary>
    /// <param name="id">The job_instance_id.</param>
    /// <param name="count">How many.</param>
    /// <returns>True if the job exists.</returns>
    public bool DropEvents(long id, int count = 1) => Locked(() =>
    {
        if (_jobs.GetValueOrDefault(id) is not { } job)
        {
            return false;
        }

        _jobs[id] = job with { DropEvents = count };
        return true;
    });

    /// <summary>Accepts a command: writes what Job writes before it responds, and queues the rest.</summary>
    /// <param name="operation">The command.</param>
    /// <param name="command">What it does.</param>
    /// <param name="messages">The messages in the language of the request.</param>
    /// <returns>Why the state does not allow it; null if it was accepted.</returns>
    internal Rejection? Accept(AcceptedOperation operation, JobCommand command, JobMessages messages) => Locked(() =>
    {
        var (id, at) = (operation.JobInstanceId, operation.AcceptedAt);
        if (_jobs.GetValueOrDefault(id) is not { } job)
        {
            return messages.NoSuchInstance;
        }

        if (command.Reject(job, at, messages) is { } rejection)
        {
            return rejection;
        }

        _jobs[id] = command.Write(job, at);
        _newestFirst = null;
        _operations.Add(new Entry(operation, command));
        return null;
    });

    private AcceptedStart WithState(AcceptedStart start) =>
        _jobs.GetValueOrDefault(start.JobInstanceId) is { EffectiveStarts: > 0 and var count } job && job.StartedAt <= _clock.Now
            ? start with { EffectiveStarts = count, StartedAt = job.StartedAt }
            : start;

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
            var job = _jobs.GetValueOrDefault(entry.Operation.JobInstanceId);
            entry.Settle(job is not null && TryExecute(job, entry) ? OperationState.Executed : OperationState.Dropped);
        }
    }

    private bool TryExecute(SimulatedJob job, Entry entry)
    {
        if (job.DropEvents > 0)
        {
            _jobs[job.Id] = job with { DropEvents = job.DropEvents - 1 };
            return false;
        }

        if (entry.Command.Execute(job, entry.Operation.DueAt) is not { } changed)
        {
            return false;
        }

        _jobs[job.Id] = changed;
        _newestFirst = null;
        return true;
    }

    private sealed class Entry(AcceptedOperation operation, JobCommand command)
    {
        public AcceptedOperation Operation { get; private set; } = operation;

        public JobCommand Command { get; } = command;

        public bool IsQueued => Operation.State == OperationState.Queued;

        public void Settle(OperationState state) => Operation = Operation with { State = state };
    }
}
