using static BkJob.AvailableAction;

namespace BkJob;

/// <summary>Describes a job that only a user can continue: what it waits for, and the commands that continue it.</summary>
internal static class UserWait
{
    /// <summary>A warning of <c>Wait-BkJobInstance</c>, which can stop there.</summary>
    public static string FormatWait(JobInstance job, JobScope scope) => Messages.FormatWaitContinuesOrStops(FormatState(job), FormatCommands(job, scope));

    /// <summary>A warning of a start or an action with <c>-Wait</c>.</summary>
    public static string FormatStartedWait(JobInstance job, JobScope scope) => Messages.FormatWaitContinues(FormatState(job), FormatCommands(job, scope));

    /// <summary>A warning of <c>Get-BkJobLog -Follow</c>.</summary>
    public static string FormatFollow(JobInstance job, JobScope scope) => Messages.FormatFollowContinues(FormatState(job), FormatCommands(job, scope));

    /// <summary>A warning about a job without logs.</summary>
    public static string FormatNoLogs(JobInstance job, JobScope scope) => Messages.FormatWarnNotStarted(FormatState(job), FormatCommands(job, scope));

    /// <summary>The recommended action if a wait timed out; null if the job needs no user.</summary>
    public static string? FindAdvice(JobInstance? last, JobScope scope) => last?.Status switch
    {
        JobStatus.WaitingForUser => Messages.FormatAdviceWaitForUser(FormatCommands(last, scope)),
        JobStatus.NotStarted => Messages.FormatAdviceWaitForStart(FormatCommands(last, scope)),
        _ => null,
    };

    /// <summary>Whether all waiting steps are rolling steps between two batches.</summary>
    public static bool IsBetweenBatches(JobInstance job) => FindWaiting(job) is { Length: > 0 } waiting && Array.TrueForAll(waiting, Allows(Resume));

    private static string FormatState(JobInstance job)
    {
        string name = TerminalText.Sanitize(job.Name);
        if (job.Status == JobStatus.NotStarted)
        {
            return Messages.FormatStateNotStarted(job.Id, name);
        }

        StepInstance[] waiting = FindWaiting(job);
        string steps = string.Join(", ", waiting.Select(step => $"{step.Id} {TerminalText.Sanitize(step.Name)}"));
        return waiting.Length == 0 ? Messages.FormatStateWaitsForUser(job.Id, name)
            : Array.TrueForAll(waiting, Allows(Resume)) ? Messages.FormatStateWaitsForBatch(job.Id, name, steps)
            : Array.TrueForAll(waiting, Allows(Approve)) ? Messages.FormatStateWaitsForConfirmation(job.Id, name, steps)
            : Messages.FormatStateWaitsForUserAt(job.Id, name, steps);
    }

    // Job does not return the type of every step; the web page can continue any.
    private static string FormatCommands(JobInstance job, JobScope scope)
    {
        string parameters = ErrorRecords.AsParameters(scope);
        if (job.Status == JobStatus.NotStarted)
        {
            return $"Start-BkJobInstance {job.Id} {parameters}";
        }

        StepInstance[] waiting = FindWaiting(job);
        string[] commands =
        [
            .. from step in waiting
               let selected = waiting.Length > 1 ? $" -StepInstanceId {step.Id}" : ""
               from action in step.AvailableActions
               where action is Resume or Approve or Deny
               select $"{action}-BkJobStep {job.Id}{selected} {parameters}",
        ];
        return commands.Length > 0 ? string.Join(Messages.Or, commands) : $"Show-BkJobInstance {job.Id} {parameters}";
    }

    private static StepInstance[] FindWaiting(JobInstance job) => [.. job.Steps.Where(step => step.Status == JobStatus.WaitingForUser)];

    private static Predicate<StepInstance> Allows(AvailableAction action) => step => step.AvailableActions.Contains(action);
}
