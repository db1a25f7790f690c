using System.Management.Automation;

namespace BkJob;

/// <summary>Creates the errors of actions. They are found before anything is sent.</summary>
internal static class ActionErrors
{
    /// <summary>The maximum number of steps in a message.</summary>
    private const int MaxSteps = 5;

    /// <summary>The state of a job does not allow an action on the job.</summary>
    public static ErrorRecord NotAllowed(JobInstanceQuery query, JobInstance job, AvailableAction action) => Create(
        BkJobErrorKind.OperationNotAllowed,
        Messages.FormatOperationNotAllowed(query.JobInstanceId, query.Scope, action, job.Status, FormatAllowed(job)),
        query,
        job);

    /// <summary>The state of a step does not allow an action.</summary>
    public static ErrorRecord NotAllowed(JobInstanceQuery query, JobInstance job, StepInstance step, AvailableAction action) => Create(
        BkJobErrorKind.OperationNotAllowed,
        Messages.FormatStepOperationNotAllowed(step.Id, query.JobInstanceId, query.Scope, action, step.Status, FormatAllowed(step.AvailableActions)),
        query,
        job);

    /// <summary>No step of a job is in a state that allows an action.</summary>
    public static ErrorRecord NoStep(JobInstanceQuery query, JobInstance job, AvailableAction action) => Create(
        BkJobErrorKind.OperationNotAllowed,
        Messages.FormatNoStepAllowsAction(query.JobInstanceId, query.Scope, job.Status, action, FormatAllowed(job)),
        query,
        job);

    /// <summary>Several steps are in a state that allows an action, and none was specified.</summary>
    public static ErrorRecord SeveralSteps(
        JobInstanceQuery query, IReadOnlyCollection<StepInstance> steps, AvailableAction action, string cmdlet) => ErrorRecords.InvalidArgument(
        Messages.FormatSeveralSteps(query.JobInstanceId, query.Scope, action, List(steps.Select(step => $"{step.Id} {TerminalText.Sanitize(step.Name)}"))),
        query.JobInstanceId,
        Messages.FormatAdviceSelectStep($"{cmdlet} {query.JobInstanceId} -StepInstanceId {steps.First().Id} {ErrorRecords.AsParameters(query.Scope)}"));

    /// <summary>A step without a failed host.</summary>
    public static ErrorRecord NothingToRestart(JobInstanceQuery query, JobInstance job, StepInstance step) => Create(
        BkJobErrorKind.NothingToRestart,
        Messages.FormatNothingToRestartInStep(step.Id, query.JobInstanceId, query.Scope, step.Status),
        query,
        job);

    /// <summary>A job without a failed step.</summary>
    public static ErrorRecord NothingToRestart(JobInstanceQuery query, JobInstance job) => Create(
        BkJobErrorKind.NothingToRestart,
        Messages.FormatNothingToRestart(query.JobInstanceId, query.Scope, job.Status),
        query,
        job);

    /// <summary>A confirmation is required, and the session can't prompt for it.</summary>
    public static ErrorRecord ConfirmationNotPossible(JobInstanceQuery query, string cmdlet) => ErrorRecords.InvalidArgument(
        Messages.FormatConfirmationNotPossible(query.JobInstanceId, query.Scope, cmdlet),
        query.JobInstanceId,
        Messages.FormatAdviceConfirm($"{cmdlet} {query.JobInstanceId} {ErrorRecords.AsParameters(query.Scope)} -Confirm:$false"));

    private static ErrorRecord Create(BkJobErrorKind kind, string message, JobInstanceQuery query, JobInstance job) => ErrorRecords.Create(
        new BkJobException(kind, message) { Delivery = Delivery.NotExecuted, JobInstanceId = query.JobInstanceId },
        job,
        Messages.FormatAdviceStatus(query.JobInstanceId, ErrorRecords.AsParameters(query.Scope)));

    private static string FormatAllowed(JobInstance job) => FormatAllowed([
        .. job.AvailableActions.Count > 0 ? [string.Join(", ", job.AvailableActions)] : Array.Empty<string>(),
        .. job.Steps.Where(step => step.AvailableActions.Count > 0)
            .Select(step => Messages.FormatAllowedOnStep(string.Join(", ", step.AvailableActions), step.Id)),
    ]);

    private static string FormatAllowed(IEnumerable<AvailableAction> actions) => FormatAllowed([.. actions.Select(action => $"{action}")]);

    private static string FormatAllowed(IReadOnlyCollection<string> allowed) =>
        allowed.Count > 0 ? Messages.FormatAllowedActions(List(allowed)) : Messages.NoAllowedActions;

    private static string List(IEnumerable<string> items)
    {
        string[] all = [.. items];
        return string.Join(", ", all.Take(MaxSteps)) + (all.Length > MaxSteps ? ", …" : "");
    }
}
