namespace BkJob.Simulator.Timeline;

/// <summary>The state of a job at a time after its start: a pure function of the script and the time.</summary>
internal static class JobTimeline
{
    /// <summary>The job as the server returns it.</summary>
    public static JobSnapshot At(SimulatedJob job, TimeSpan elapsed)
    {
        var actual = Actual(job, elapsed);
        return job.Phases.IsEmpty ? actual : actual with { Steps = [.. actual.Steps.Select(step => step.AsReturned())] };
    }

    /// <summary>The job as its engine knows it.</summary>
    public static JobSnapshot Actual(SimulatedJob job, TimeSpan elapsed)
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
        int? written = null;
        foreach (var step in job.Steps)
        {
            if (nextStart is not { } start || start > elapsed)
            {
                steps.Add(StepSnapshot.NotStarted);
                continue;
            }

            var progress = StepTimeline.At(step, job.Phases.GetValueOrDefault(steps.Count), elapsed - start);
            written = progress.JobStatus;
            current = steps.Count;
            steps.Add(progress.Snapshot.Shift(start));
            nextStart = start + progress.NextStepAt;
        }

        var status = nextStart is not null ? StatusCode.Succeeded : written ?? StatusCode.OfJob(steps[current].Status);

        // Until the engine acts, a job whose step is retried runs and still has its old end.
        var hasEnd = StatusCode.IsEnd(status) || (written is not null && StatusCode.IsEnd(steps[current].Status));
        var endedAt = hasEnd ? nextStart ?? steps[current].EndedAt : null;
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

        var end = EndOfTermination(job, current, before.Steps[current], requestedAt);
        var isOver = elapsed >= end;
        var status = isOver ? StatusCode.Terminated : StatusCode.Terminating;
        var endedAt = isOver ? end : null;
        var step = before.Steps[current] with { Status = status, EndedAt = endedAt };
        List<StepSnapshot> steps = [.. before.Steps];
        steps[current] = isOver
            ? step with { Hosts = step.Hosts.Select(host => host.Cut(HostCode.Terminated, end!.Value - step.Origin)) }
            : step;
        return before with { Status = status, IsFinished = isOver, EndedAt = endedAt, Steps = steps };
    }

    // The engine stops only a step that runs or waits; otherwise the job hangs. Null for forever.
    private static TimeSpan? EndOfTermination(SimulatedJob job, int index, StepSnapshot step, TimeSpan requestedAt) => step.Status switch
    {
        // Nothing runs anywhere that would have to be stopped first.
        StatusCode.WaitingForUser => requestedAt,
        _ when job.TerminationHangs => null,
        StatusCode.Running => requestedAt + Seconds.ToTime(job.TerminatingFor),
        StatusCode.RollingWait => step.EndedAt + Seconds.ToTime(job.Steps[index].BatchPause + job.TerminatingFor),
        _ => null,
    };

    private static JobSnapshot Pin(SimulatedJob job, JobSnapshot snapshot)
    {
        var status = job.FixedStatus ?? snapshot.Status;
        var isOver = StatusCode.IsEnd(status);
        return snapshot with
        {
            Status = status,
            IsFinished = job.IsFinishedFlag ?? isOver,
            EndedAt = isOver ? snapshot.EndedAt ?? LastMove(snapshot) : job.FixedStatus is null ? snapshot.EndedAt : null,
        };
    }

    // A job with a fixed final status that its steps do not reach ended at the last change of a step.
    private static TimeSpan? LastMove(JobSnapshot snapshot) =>
        snapshot.CurrentStep is { } current ? snapshot.Steps[current].EndedAt ?? snapshot.Steps[current].StartedAt : null;
}
