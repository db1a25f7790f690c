namespace BkJob.Simulator.Timeline;

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
