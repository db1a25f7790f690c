namespace BkJob.Core.Tests.Waiting.Harness;

/// <summary>Events in few words, so that a table can hold what is told.</summary>
internal static class WaitEventFormatter
{
    public static string? Format(WaitEvent what) => what switch
    {
        JobPolled read => $"reads {(int)read.Job.Status}{(read.HasChanged ? "" : " same")}",
        ConfirmationRequired stopped => $"stops at {string.Join('+', stopped.Steps.Select(step => step.Id))}",
        PollRetrying failed => $"fails {failed.Fault.Kind} {failed.FailuresInRow}",
        JobCompleted { HostsFault: { } fault } arrived => $"arrives {(int)arrived.Job.Status} without hosts for {fault.Kind}",
        JobCompleted arrived => $"arrives {(int)arrived.Job.Status}",
        WaitTimedOut timedOut => $"times out at {Last(timedOut.Last)}",
        PollingFailed gaveUp => $"gives up on {gaveUp.Fault.Kind} at {Last(gaveUp.Last)}",
        WaitCancelled left => $"left at {Last(left.Last)}",
        _ => null,
    };

    /// <summary>Whether nothing may be told of the instance any more.</summary>
    public static bool IsLast(WaitEvent what) => what is JobCompleted or WaitTimedOut or PollingFailed or WaitCancelled;

    private static string Last(JobInstance? job) => job is null ? "nothing" : $"{(int)job.Status}";
}
