using BkJob.Simulator.Timeline;

namespace BkJob.Simulator.Job;

/// <summary>A job at one moment, with the values of a body.</summary>
internal sealed class JobView(SimulatedJob job, DateTimeOffset startedAt, JobSnapshot snapshot)
{
    public SimulatedJob Job => job;

    public JobSnapshot Snapshot => snapshot;

    public DateTimeOffset CreateTime => startedAt.AddSeconds(-1);

    public long CurrentStepInstanceId => snapshot.CurrentStep is { } current ? StepInstanceId(current) : 0;

    /// <summary>True if the job lists a container.</summary>
    public bool ListsContainers =>
        job.Steps.Zip(snapshot.Steps).Any(pair => pair.Second.Hosts.Count > pair.First.Hosts);

    public double? TotalTime => Between(snapshot.StartedAt, snapshot.EndedAt);

    public static JobView At(SimulatedJob job, DateTimeOffset now)
    {
        var startedAt = job.StartedAt ?? now;
        return new JobView(job, startedAt, JobTimeline.At(job, now - startedAt));
    }

    public DateTimeOffset? Moment(TimeSpan? sinceStart) => startedAt + sinceStart;

    /// <summary>A host or container of a step that has started.</summary>
    public TargetView Target(int step, int place)
    {
        var now = snapshot.Steps[step];
        return new TargetView(job.Steps[step], place, now.Hosts[place], startedAt + now.StartedAt.GetValueOrDefault());
    }

    public double? StepTotalTime(int index)
    {
        var natural = Between(snapshot.Steps[index].StartedAt, snapshot.Steps[index].EndedAt);
        return natural is null ? null : job.Steps[index].TotalTime ?? natural;
    }

    // 99 IDs per job avoid conflicts between the steps of adjacent jobs; steps of a job with a very large ID get small IDs.
    public long StepInstanceId(int index) => job.Steps[index].Id
        ?? (job.Id < (long.MaxValue / 100) - 1 ? (job.Id * 100) + index + 1 : index + 1);

    public long StepId(int index) => job.PlanId < 0 ? -1 : (job.PlanId * 100) + index + 1;

    private static double? Between(TimeSpan? start, TimeSpan? end) =>
        end is { } to && start is { } from ? Math.Round((to - from).TotalSeconds, 3) : null;
}
