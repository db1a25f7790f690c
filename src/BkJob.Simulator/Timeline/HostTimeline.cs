namespace BkJob.Simulator.Timeline;

/// <summary>The status of each host of a step at a moment of the step.</summary>
internal static class HostTimeline
{
    /// <summary>When the first run of a step is over: all its batches and the pauses between them.</summary>
    public static TimeSpan Duration(SimulatedStep step) =>
        Seconds.ToTime(step.Seconds) + (Seconds.ToTime(step.BatchPause) * (step.Batches - 1));

    /// <summary>When the first of several batches is over.</summary>
    public static TimeSpan FirstBatch(SimulatedStep step) => Seconds.ToTime(step.Seconds) / step.Batches;

    /// <summary>True in the pause between two batches; gives the end of the batch before it.</summary>
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
    public static int[] FirstRun(SimulatedStep step, TimeSpan elapsed)
    {
        var hosts = new int[step.Hosts];
        var batch = FirstBatch(step);
        var batchAndPause = batch + Seconds.ToTime(step.BatchPause);
        for (var number = 0; number < step.Batches; number++)
        {
            var from = (int)((long)step.Hosts * number / step.Batches);
            var to = (int)((long)step.Hosts * (number + 1) / step.Batches);
            var sinceBatch = elapsed - (batchAndPause * number);
            for (var host = from; host < to; host++)
            {
                var status = OneByOne(host - from, to - from, batch, sinceBatch);
                hosts[host] = status == HostCode.Succeeded ? Result(step, host) : status;
            }
        }

        return hosts;
    }

    /// <summary>The hosts when the first run is over.</summary>
    public static int[] AllDone(SimulatedStep step)
    {
        var hosts = new int[step.Hosts];
        for (var host = 0; host < hosts.Length; host++)
        {
            hosts[host] = Result(step, host);
        }

        return hosts;
    }

    /// <summary>The hosts while those that failed run once more; the others keep what they had.</summary>
    public static int[] Retry(SimulatedStep step, TimeSpan elapsed)
    {
        var hosts = new int[step.Hosts];
        for (var host = 0; host < hosts.Length; host++)
        {
            if (!Fails(step, host))
            {
                hosts[host] = HostCode.Succeeded;
                continue;
            }

            var status = OneByOne(FailuresBefore(step, host), step.FailedHosts, Seconds.ToTime(step.RetrySeconds), elapsed);
            hosts[host] = status == HostCode.Succeeded && step.RetryFails ? Result(step, host) : status;
        }

        return hosts;
    }

    private static int OneByOne(int place, int count, TimeSpan duration, TimeSpan elapsed)
    {
        // A tenth of the hosts runs at a time, as in a real job, but never so few that nothing seems to happen.
        var atOnce = Math.Max(3, count / 10);
        var startsAt = duration * (Math.Max(0, place + 1 - atOnce) / (double)count);
        var endsAt = duration * ((place + 1) / (double)count);
        return elapsed >= endsAt ? HostCode.Succeeded
            : elapsed >= startsAt ? HostCode.Running
            : HostCode.Waiting;
    }

    private static int Result(SimulatedStep step, int host) => Fails(step, host)
        ? step.FailureCodes is { } codes ? codes[FailuresBefore(step, host) % codes.Count] : step.FailureCode
        : HostCode.Succeeded;

    private static bool Fails(SimulatedStep step, int host) =>
        FailuresBefore(step, host + 1) > FailuresBefore(step, host);

    // Spreads the failures evenly over the list, the last host being one of them.
    private static int FailuresBefore(SimulatedStep step, int host) =>
        (int)((long)host * step.FailedHosts / Math.Max(1, step.Hosts));
}
