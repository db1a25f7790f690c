namespace BkJob.Simulator.Timeline;

/// <summary>The state of a step at a time after its start.</summary>
internal static class StepTimeline
{
    /// <summary>The step at a time after its start.</summary>
    /// <param name="step">The script of the step.</param>
    /// <param name="phase">What the last executed command has made of it; null if there was none.</param>
    /// <param name="elapsed">The time since its start.</param>
    public static StepProgress At(SimulatedStep step, StepPhase? phase, TimeSpan elapsed)
    {
        var progress = phase?.Invoke(elapsed) ?? ByScript(step, elapsed);

        // A fixed status must not let a host end in the future.
        var hosts = progress.Snapshot.Hosts.Select(host => (host with { Status = step.HostStatus ?? host.Status }).Until(elapsed));
        return progress with { Snapshot = progress.Snapshot with { Hosts = hosts } };
    }

    /// <summary>The step without any command.</summary>
    public static StepProgress ByScript(SimulatedStep step, TimeSpan elapsed) => step switch
    {
        { FixedStatus: { } pinned } => PinnedStep.At(step, pinned, elapsed),
        { Type: StepKind.Confirmation } => Confirmation(step, elapsed),
        { ManualBatches: true } => StepRun.OfBatch(step, 0, TimeSpan.Zero, 0).At(Unrun(step), elapsed),
        _ => OnHosts(step, elapsed),
    };

    private static StepSnapshot Unrun(SimulatedStep step) =>
        new(StatusCode.Running, TimeSpan.Zero, null, 0, new HostList(step.Targets, _ => new HostState(HostCode.Waiting, default, default)));

    private static StepProgress Confirmation(SimulatedStep step, TimeSpan elapsed)
    {
        if (step.ConfirmedAfter is not { } seconds || elapsed < Seconds.ToTime(seconds))
        {
            return StepProgress.Holds(StatusCode.WaitingForUser, null, HostList.Empty);
        }

        var confirmedAt = Seconds.ToTime(seconds);
        return step.ConfirmTerminates
            ? StepProgress.Holds(StatusCode.ConfirmTerminated, confirmedAt, HostList.Empty)
            : StepProgress.Passes(StatusCode.Succeeded, confirmedAt, HostList.Empty);
    }

    private static StepProgress OnHosts(SimulatedStep step, TimeSpan elapsed)
    {
        var end = HostTimeline.Duration(step);
        if (elapsed < end)
        {
            // For a step that waits for its next batch, the server returns the end of the previous batch as that of the step.
            var hosts = HostTimeline.FirstRun(step, elapsed);
            return HostTimeline.IsBetweenBatches(step, elapsed, out var batchEnd)
                ? StepProgress.Holds(StatusCode.RollingWait, batchEnd, hosts)
                : StepProgress.Holds(StatusCode.Running, null, hosts);
        }

        if (step.FailedHosts == 0)
        {
            return StepProgress.Passes(StatusCode.Succeeded, end, HostTimeline.AllDone(step));
        }

        return RetriedAt(step, end) is { } retriedAt
            ? Retried(step, end, retriedAt, elapsed)
            : Failed(step, end, HostTimeline.AllDone(step), 0);
    }

    // A step cannot be retried before it has failed.
    private static TimeSpan? RetriedAt(SimulatedStep step, TimeSpan end) =>
        step.RetryAt is { } at ? TimeSpan.FromTicks(Math.Max(Seconds.ToTime(at).Ticks, end.Ticks))
        : step.RetriedAfter is { } wait ? end + Seconds.ToTime(wait)
        : null;

    private static StepProgress Retried(SimulatedStep step, TimeSpan failedAt, TimeSpan retriedAt, TimeSpan elapsed)
    {
        if (elapsed < retriedAt)
        {
            return StepProgress.Holds(StatusCode.Failed, failedAt, HostTimeline.AllDone(step));
        }

        var hosts = HostTimeline.Retry(step, retriedAt, elapsed);
        var end = retriedAt + Seconds.ToTime(step.RetrySeconds);
        if (elapsed < end)
        {
            return StepProgress.Holds(StatusCode.Running, null, hosts, 1);
        }

        return step.RetryFails ? Failed(step, end, hosts, 1) : StepProgress.Passes(StatusCode.Succeeded, end, hosts, 1);
    }

    private static StepProgress Failed(SimulatedStep step, TimeSpan end, HostList hosts, int executeCount) => step.IgnoreError
        ? StepProgress.Passes(StatusCode.ErrorIgnored, end, hosts, executeCount)
        : StepProgress.Holds(StatusCode.Failed, end, hosts, executeCount);
}

/// <summary>A step with a fixed status: its other values match that status.</summary>
internal static class PinnedStep
{
    public static StepProgress At(SimulatedStep step, int pinned, TimeSpan elapsed)
    {
        var end = HostTimeline.Duration(step);

        // No step ends in the future, whatever its script specifies.
        var ended = elapsed < end ? elapsed : end;
        switch (pinned)
        {
            case StatusCode.NotStarted:
                return new StepProgress(StepSnapshot.NotStarted, null);
            case StatusCode.Running or StatusCode.Terminating:
                var half = Seconds.ToTime(step.Seconds / 2);
                return StepProgress.Holds(pinned, null, HostTimeline.FirstRun(step, elapsed < half ? elapsed : half));
            case StatusCode.RollingWait:
                var batchEnd = HostTimeline.FirstBatch(step);
                return StepProgress.Holds(pinned, elapsed < batchEnd ? elapsed : batchEnd, HostTimeline.FirstRun(step, batchEnd));
            case StatusCode.WaitingForUser when step.Type == StepKind.Confirmation:
                return StepProgress.Holds(pinned, null, HostList.Empty);
            case StatusCode.WaitingForUser:
                // The step has finished and the job pauses after it.
                return StepProgress.Holds(pinned, ended, HostTimeline.AllDone(step));
            case StatusCode.Abandoned:
                return StepProgress.Holds(pinned, ended, HostList.Empty);
            default:
                return Ended(step, pinned, ended, elapsed >= end);
        }
    }

    private static StepProgress Ended(SimulatedStep step, int pinned, TimeSpan ended, bool isDue)
    {
        var hosts = step.Type == StepKind.Confirmation ? HostList.Empty : HostTimeline.AllDone(step);
        return StatusCode.LetsJobGoOn(pinned) && isDue
            ? StepProgress.Passes(pinned, ended, hosts)
            : StepProgress.Holds(pinned, StatusCode.IsEnd(pinned) ? ended : null, hosts);
    }
}
