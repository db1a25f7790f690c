namespace BkJob.Simulator.Timeline;

/// <summary>The status and times of each host of a step at a moment of the step. Containers follow the hosts.</summary>
internal static class HostTimeline
{
    /// <summary>The duration of the first run of a step: all its batches and the pauses between them.</summary>
    public static TimeSpan Duration(SimulatedStep step) =>
        Seconds.ToTime(step.Seconds) + (Seconds.ToTime(step.BatchPause) * (step.Batches - 1));

    /// <summary>The duration of the first batch.</summary>
    public static TimeSpan FirstBatch(SimulatedStep step) => Seconds.ToTime(step.Seconds) / step.Batches;

    /// <summary>True in the pause between two batches; returns the end of the previous batch.</summary>
    public static bool IsBetweenBatches(SimulatedStep step, TimeSpan elapsed, out TimeSpan batchEnd)
    {
        var batch = FirstBatch(step);
        var pause = Seconds.ToTime(step.BatchPause);
        for (var before = 1; before < step.Batches; before++)
        {
            batchEnd = (batch * before) + (pause * (before - 1));
            if (elapsed >= batchEnd && elapsed < batchEnd + pause)
            {
                return true;
            }
        }

        batchEnd = default;
        return false;
    }

    /// <summary>The hosts in the first run.</summary>
    public static HostList FirstRun(SimulatedStep step, TimeSpan elapsed) => new(step.Targets, host => InFirstRun(step, host, elapsed));

    /// <summary>The hosts after the first run.</summary>
    public static HostList AllDone(SimulatedStep step) => FirstRun(step, TimeSpan.MaxValue);

    /// <summary>The hosts after the failed ones run again; the others are unchanged.</summary>
    public static HostList Retry(SimulatedStep step, TimeSpan retriedAt, TimeSpan elapsed) =>
        new(step.Targets, host => InRetry(step, host, retriedAt, elapsed));

    /// <summary>The batch of a host, from 0.</summary>
    public static int BatchOf(SimulatedStep step, int host) => (int)((((host + 1L) * step.Batches) - 1) / step.Targets);

    /// <summary>The final status of a host in its first run (0) or in a retry, even if that is in the future.</summary>
    public static int Result(SimulatedStep step, int host, int run) =>
        !Fails(step, host) || FailureIndex(step, host) >= FailuresIn(step, run) ? HostCode.Succeeded
        : step.FailureCodes is { } codes ? codes[FailureIndex(step, host) % codes.Count]
        : step.FailureCode;

    /// <summary>The index of a failed host among the failed hosts.</summary>
    public static int FailureIndex(SimulatedStep step, int host) => Spread.Before(step.FailedHosts, step.Targets, host);

    private static HostState InFirstRun(SimulatedStep step, int host, TimeSpan elapsed)
    {
        var number = BatchOf(step, host);
        var from = FirstHostOf(step, number);
        var batch = FirstBatch(step);
        return OneByOne(
            host - from,
            FirstHostOf(step, number + 1) - from,
            (batch + Seconds.ToTime(step.BatchPause)) * number,
            batch,
            elapsed,
            Result(step, host, run: 0));
    }

    private static HostState InRetry(SimulatedStep step, int host, TimeSpan retriedAt, TimeSpan elapsed)
    {
        if (!Fails(step, host))
        {
            return InFirstRun(step, host, elapsed);
        }

        var state = OneByOne(
            FailureIndex(step, host),
            step.FailedHosts,
            retriedAt,
            Seconds.ToTime(step.RetrySeconds),
            elapsed,
            Result(step, host, run: 1));
        return state with { Attempt = 1 };
    }

    /// <summary>One of several hosts that run one after the other in a period.</summary>
    public static HostState OneByOne(int place, int count, TimeSpan begin, TimeSpan duration, TimeSpan elapsed, int result)
    {
        // A tenth of the hosts runs concurrently, as in a real job, but at least 3, so that progress is visible.
        var atOnce = Math.Max(3, count / 10);
        var startsAt = begin + (duration * (Math.Max(0, place + 1 - atOnce) / (double)count));
        var endsAt = begin + (duration * ((place + 1) / (double)count));
        var status = elapsed >= endsAt ? result
            : elapsed >= startsAt ? HostCode.Running
            : HostCode.Waiting;
        return new HostState(status, startsAt, endsAt) { Result = result };
    }

    private static int FirstHostOf(SimulatedStep step, int batch) => (int)((long)step.Targets * batch / step.Batches);

    // The hosts that fail again are the first ones of those that failed.
    private static int FailuresIn(SimulatedStep step, int run) =>
        run == 0 ? step.FailedHosts
        : step.RetryFailures is { } failures ? (run <= failures.Count ? failures[run - 1] : 0)
        : step.RetryFails ? step.FailedHosts : 0;

    private static bool Fails(SimulatedStep step, int host) => Spread.Contains(step.FailedHosts, step.Targets, host);
}
