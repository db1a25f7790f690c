namespace BkJob.Actions;

/// <summary>An action on a job: how it is requested, and how its effect is seen (protocol-actions.md §3).</summary>
/// <param name="Name">The name that users know; <see cref="ActionTable"/> defines when it is allowed.</param>
/// <param name="OperationCode">The server's code.</param>
/// <param name="HasTakenEffect">Whether a job that was read later shows that it was executed.</param>
internal sealed record JobAction(AvailableAction Name, int OperationCode, Func<JobInstance, bool> HasTakenEffect)
{
    /// <summary>Terminates a job that runs or waits for a confirmation. Sent twice, it is executed once.</summary>
    public static readonly JobAction Stop = new(
        AvailableAction.Stop,
        OperationCode: 1,
        job => job.IsFinished || job.Status == JobStatus.Terminating);

    /// <summary>Whether the state of a job allows it.</summary>
    public bool IsAllowed(JobInstance job) => job.AvailableActions.Contains(Name);
}
