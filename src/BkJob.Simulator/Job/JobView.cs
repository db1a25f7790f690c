using BkJob.Simulator.Timeline;

namespace BkJob.Simulator.Job;

/// <summary>A job at one moment, with the values of a body.</summary>
internal sealed class JobView(SimulatedJob job, DateTimeOffset startedAt, DateTimeOffset now, JobSnapshot snapshot)
{
    public SimulatedJob Job => job;

    public JobSnapshot Snapshot => snapshot;

    public DateTimeOffset Now => now;

    public DateTimeOffset CreateTime => job.CreatedAt ?? startedAt.AddSeconds(-1);

    /// <summary>The creation time of a job of the catalogue, whose start is known.</summary>
    public static DateTimeOffset CreateTimeOf(SimulatedJob job) => job.CreatedAt ?? job.StartedAt!.Value.AddSeconds(-1);

    public long CurrentStepInstanceId => snapshot.CurrentStep is { } current ? StepInstanceId(current) : 0;

    /// <summary>True if the job lists a container.</summary>
    public bool ListsContainers =>
        job.Steps.Zip(snapshot.Steps).Any(pair => pair.Second.Hosts.Count > pair.First.Hosts);

    public double? TotalTime => Between(snapshot.StartedAt, snapshot.EndedAt);

    public static JobView At(SimulatedJob job, DateTimeOffset now)
    {
        var startedAt = job.StartedAt ?? now;
        return new JobView(job, startedAt, now, JobTimeline.At(job, now - startedAt));
    }

    public DateTimeOffset? Moment(TimeSpan? sinceStart) => startedAt + sinceStart;

    /// <summary>A host or container of a step that has started.</summary>
    public TargetView Target(int step, int place)
    {
        return new TargetView(job.Steps[step], place, snapshot.Steps[step].Hosts[place], StepStart(step));
    }

    /// <summary>When a step first started.</summary>
    public DateTimeOffset StepStart(int step) => startedAt + snapshot.Steps[step].Origin;

    public double? StepTotalTime(int index)
    {
        var natural = Between(snapshot.Steps[index].StartedAt, snapshot.Steps[index].EndedAt);
        return natural is null ? null : job.Steps[index].TotalTime ?? natural;
    }

    // 99 IDs per job avoid conflicts between the steps of adjacent jobs; steps of a job with a very large ID get small IDs.
    public long StepInstanceId(int index) => job.Steps[index].Id
        ?? (job.Id < (long.MaxValue / 100) - 1 ? (job.Id * 100) + index + 1 : index + 1);

    /// <summary>The index of a step by its ID; -1 if the job has no such step.</summary>
    public int IndexOfStep(long stepInstanceId)
    {
        for (var index = 0; index < job.Steps.Count; index++)
        {
            if (StepInstanceId(index) == stepInstanceId)
            {
                return index;
            }
        }

        return -1;
    }

    /// <summary>Who started a step or decided about it.</summary>
    public string StepOperator(int index) => snapshot.Steps[index].Operator ?? job.Operator;

    public long StepId(int index) => job.PlanId < 0 ? -1 : (job.PlanId * 100) + index + 1;

    private static double? Between(TimeSpan? start, TimeSpan? end) =>
        end is { } to && start is { } from ? Math.Round((to - from).TotalSeconds, 3) : null;
}

/// <summary>A host or container of a step at one moment, with the values of v3 and v4.</summary>
/// <param name="step">The script of its step.</param>
/// <param name="place">Its index in the list; the containers follow the hosts.</param>
/// <param name="state">The state of the host.</param>
/// <param name="stepStart">When its step started.</param>
internal readonly struct TargetView(SimulatedStep step, int place, HostState state, DateTimeOffset stepStart)
{
    public SimulatedStep Step => step;

    public bool IsContainer => place >= step.Hosts;

    /// <summary>Its index among the hosts or the containers.</summary>
    public int Index => IsContainer ? place - step.Hosts : place;

    public bool Ipv6Only => step.Ipv6Only;

    public HostState State => state;

    public int Status => state.Status;

    /// <summary>Only a script has exit codes.</summary>
    public int? ExitCode => (step.Type, state.Status) switch
    {
        (StepKind.File, _) => null,
        (_, HostCode.Succeeded or HostCode.SucceededBefore) => 0,
        (_, HostCode.NonZeroExit) => step.FailureExitCode,
        _ => null,
    };

    public int ErrorCode =>
        state.HasEnded && state.Status is not (HostCode.Succeeded or HostCode.SucceededBefore) ? step.FailureErrorCode : 0;

    public string Tag => state.HasEnded ? step.Tag : "";

    /// <summary>In milliseconds since 1970, as all times here.</summary>
    public long? StartTime => state.HasStarted ? At(state.Start) : null;

    public long? EndTime => state.HasEnded ? At(state.End) : null;

    public long? TotalTime => EndTime - StartTime;

    /// <summary>The bk_host_id of a host of the step; null if there is none.</summary>
    public long? HostId(int host) => step.HostId(host);

    public DateTimeOffset Moment(TimeSpan sinceStepStart) => stepStart + sinceStepStart;

    private long At(TimeSpan sinceStepStart) => Moment(sinceStepStart).ToUnixTimeMilliseconds();
}

/// <summary>An operation that a user can perform on a step.</summary>
/// <param name="Code">The operation_code.</param>
/// <param name="Name">The operation_name.</param>
internal sealed record StepOperation(int Code, string Name)
{
    private static readonly StepOperation RetryFailed = new(2, "Retry failed IPs");
    private static readonly StepOperation Ignore = new(3, "Ignore error");
    private static readonly StepOperation Confirm = new(6, "Confirm and continue");
    private static readonly StepOperation RetryAll = new(8, "Retry all");
    private static readonly StepOperation ConfirmTerminate = new(9, "Confirm and terminate");
    private static readonly StepOperation RestartConfirmation = new(10, "Restart confirmation");
    private static readonly StepOperation NextStep = new(11, "Go to next step");
    private static readonly StepOperation Skip = new(12, "Force skip");

    /// <summary>The operations of a step in its status (protocol.md §1.7).</summary>
    public static IEnumerable<StepOperation> Possible(SimulatedStep step, StepSnapshot snapshot)
    {
        var isConfirmation = step.Type == StepKind.Confirmation;
        return snapshot.Status switch
        {
            StatusCode.Failed or StatusCode.Abnormal => [RetryFailed, Ignore, RetryAll],
            StatusCode.WaitingForUser when isConfirmation => [Confirm, ConfirmTerminate],
            StatusCode.WaitingForUser => [Confirm],
            StatusCode.Terminating => [Skip],
            StatusCode.Terminated => [RetryFailed, RetryAll, NextStep],
            StatusCode.ConfirmTerminated when isConfirmation => [RestartConfirmation],
            _ => [],
        };
    }
}
