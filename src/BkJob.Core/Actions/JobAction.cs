namespace BkJob.Actions;

/// <summary>An action on a job: when the server allows it, and how its effect is seen (protocol.md §1.7, protocol-actions.md §3).</summary>
/// <param name="Name">The name that users know, as in <see cref="GetAllowed"/>.</param>
/// <param name="OperationCode">The server's code.</param>
/// <param name="IsAllowed">Whether the state of a job allows it.</param>
/// <param name="HasTakenEffect">Whether a job that was read later shows that it was executed.</param>
internal sealed record JobAction(string Name, int OperationCode, Func<JobInstance, bool> IsAllowed, Func<JobInstance, bool> HasTakenEffect)
{
    /// <summary>Terminates a job that runs or waits for a confirmation. Sent twice, it is executed once.</summary>
    public static readonly JobAction Stop = new(
        nameof(Stop),
        OperationCode: 1,
        job => job.Status is JobStatus.Running or JobStatus.WaitingForUser,
        job => job.IsFinished || job.Status == JobStatus.Terminating);

    private static readonly JobAction[] All = [Stop];

    /// <summary>The actions that the state of a job allows.</summary>
    public static IEnumerable<string> GetAllowed(JobInstance job) => All.Where(action => action.IsAllowed(job)).Select(action => action.Name);
}
