namespace BkJob.Simulator.Timeline;

/// <summary>The state of a job at a time after its start: a pure function of the script and the time.</summary>
internal static class JobTimeline
{
    public static JobSnapshot At(SimulatedJob job, TimeSpan elapsed)
    {
        var snapshot = elapsed < TimeSpan.Zero || job.FixedStatus == StatusCode.NotStarted
            ? NotStarted(job)
            : Terminated(job, elapsed) ?? Run(job, elapsed);
        return Pin(job, snapshot);
    }

    private static JobSnapshot NotStarted(SimulatedJob job) => new(
        StatusCode.NotStarted, false, null, null, null, [.. job.Steps.Select(_ => StepSnapshot.NotStarted)]);

    private static JobSnapshot Run(SimulatedJob job, TimeSpan elapsed)
    {
        var steps = new List<StepSnapshot>(job.Steps.Count);
        TimeSpan? nextStart = TimeSpan.Zero;
        var current = 0;
        foreach (var step in job.Steps)
        {
            if (nextStart is not { } start || start > elapsed)
            {
                steps.Add(StepSnapshot.NotStarted);
                continue;
            }

            var progress = StepTimeline.At(step, elapsed - start);
            current = steps.Count;
            steps.Add(progress.Snapshot.Shift(start));
            nextStart = start + progress.NextStepAt;
        }

        var status = nextStart is null ? StatusCode.OfJob(steps[current].Status) : StatusCode.Succeeded;
        var endedAt = StatusCode.IsEnd(status) ? nextStart ?? steps[current].EndedAt : null;
        return new JobSnapshot(status, StatusCode.IsEnd(status), TimeSpan.Zero, endedAt, current, steps);
    }

    // Null if the job is not terminated, not yet terminated, or finished before.
    private static JobSnapshot? Terminated(SimulatedJob job, TimeSpan elapsed)
    {
        if (job.TerminatedAfter is not { } seconds || elapsed < Seconds.ToTime(seconds))
        {
            return null;
        }

        var requestedAt = Seconds.ToTime(seconds);
        var before = Run(job, requestedAt);
        if (before.Status is not (StatusCode.Running or StatusCode.WaitingForUser) || before.CurrentStep is not { } current)
        {
            return null;
        }

        // Nothing runs anywhere that would have to be stopped first.
        var waits = before.Steps[current].Status == StatusCode.WaitingForUser;
        var end = waits ? requestedAt : requestedAt + Seconds.ToTime(job.TerminatingFor);
        var isOver = elapsed >= end;
        var status = isOver ? StatusCode.Terminated : StatusCode.Terminating;
        TimeSpan? endedAt = isOver ? end : null;
        var step = before.Steps[current] with { Status = status, EndedAt = endedAt };
        List<StepSnapshot> steps = [.. before.Steps];
        steps[current] = isOver ? step with { Hosts = step.Hosts.Select(host => Terminated(host, end - step.StartedAt!.Value)) } : step;
        return before with { Status = status, IsFinished = isOver, EndedAt = endedAt, Steps = steps };
    }

    private static HostState Terminated(HostState host, TimeSpan end) =>
        host.HasEnded ? host
        : host.HasStarted ? host with { Status = HostCode.Terminated, End = end, IsCut = true }

        // It never ran.
        : new HostState(HostCode.Terminated, end, end) { IsCut = true };

    private static JobSnapshot Pin(SimulatedJob job, JobSnapshot snapshot)
    {
        var status = job.FixedStatus ?? snapshot.Status;
        var isOver = StatusCode.IsEnd(status);
        return snapshot with
        {
            Status = status,
            IsFinished = job.IsFinishedFlag ?? isOver,
            EndedAt = isOver ? snapshot.EndedAt ?? LastMove(snapshot) : null,
        };
    }

    // A job with a fixed final status that its steps do not reach ended at the last change of a step.
    private static TimeSpan? LastMove(JobSnapshot snapshot) =>
        snapshot.CurrentStep is { } current ? snapshot.Steps[current].EndedAt ?? snapshot.Steps[current].StartedAt : null;
}
