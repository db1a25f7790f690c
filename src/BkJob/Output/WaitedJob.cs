namespace BkJob;

/// <summary>The state of a job that has not finished.</summary>
/// <param name="query">The job instance.</param>
internal sealed class WaitedJob(JobInstanceQuery query)
{
    /// <summary>The job instance.</summary>
    public JobInstanceQuery Query => query;

    /// <summary>The job as it was last read; null before the first valid response.</summary>
    public JobInstance? Job { get; init; }

    /// <summary>
    /// When the last valid response was received, by the clock of the wait; before the first one, the time at which the wait began.
    /// </summary>
    public required TimeSpan RespondedAt { get; init; }

    /// <summary>The outage, if the last poll failed.</summary>
    public Outage? Outage { get; init; }

    /// <summary>Why a user should look at the job.</summary>
    public Attention Attention =>
        Job?.Status == JobStatus.WaitingForUser ? Attention.Confirmation
        : Job?.Hosts is { Failed: > 0 } ? Attention.FailedHosts
        : Outage is not null ? Attention.Unreadable
        : Attention.None;

    /// <summary>The index of the first step that has not finished; -1 if no steps are known.</summary>
    public int CurrentStep
    {
        get
        {
            IReadOnlyList<StepInstance> steps = Job?.Steps ?? [];
            for (int i = 0; i < steps.Count; i++)
            {
                if (!steps[i].Status.IsFinished(false))
                {
                    return i;
                }
            }

            return steps.Count - 1;
        }
    }

    /// <summary>
    /// The finished part of the job. Each step counts equally, and within a step its hosts if they are known. The hosts of later steps are
    /// not known yet, so counting only the hosts of the job would move a bar back when a step begins.
    /// </summary>
    public int Percent => Job is { Steps: { Count: > 0 } steps } ? (int)(100 * steps.Average(FinishedPart)) : 0;

    private static double FinishedPart(StepInstance step) =>
        step.Status.IsFinished(false) ? 1
        : step.Hosts is { Total: > 0 } hosts ? (double)CountFinished(hosts) / hosts.Total
        : 0;

    /// <summary>The hosts that have finished, with any outcome.</summary>
    public static int CountFinished(HostSummary hosts) => hosts.Total - hosts.Running - hosts.Waiting;
}

/// <summary>A poll that failed.</summary>
/// <param name="RetryAt">When the next poll is due, by the clock of the wait.</param>
/// <param name="IsThrottled">Whether the server responded, and only rejected the rate of requests.</param>
internal sealed record Outage(TimeSpan RetryAt, bool IsThrottled);

/// <summary>Why a user should look at a job that has not finished; the most urgent reason first.</summary>
internal enum Attention
{
    Confirmation,
    FailedHosts,
    Unreadable,
    None,
}
