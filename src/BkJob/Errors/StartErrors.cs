using System.Management.Automation;
using BkJob.Starts;

namespace BkJob;

/// <summary>Creates the errors of starts.</summary>
internal static class StartErrors
{
    /// <summary>The maximum number of jobs in a message.</summary>
    private const int MaxCandidates = 5;

    /// <summary>A start that failed, or whose outcome is unknown.</summary>
    /// <param name="fault">The error.</param>
    /// <param name="scope">The business.</param>
    /// <param name="subject">What was to be started; null for an error of the command line.</param>
    /// <param name="planId">The plan; null for other jobs.</param>
    /// <param name="action">What a user can do, if only the cmdlet knows it; otherwise null.</param>
    public static ErrorRecord FromFault(BkJobException fault, JobScope scope, string? subject, long? planId, string? action = null)
    {
        string parameters = ErrorRecords.AsParameters(scope);
        string advice =
            action is not null ? action
            : fault is StartUnknownException unknown ? GetAdvice(unknown, parameters, planId)
            : fault is { Kind: BkJobErrorKind.OutcomeUnknown, CreatedJobId: { } unknownId } ? Messages.FormatAdviceStatus(unknownId, parameters)
            : fault.CreatedJobId is { } id ? Messages.FormatAdviceStartCreated($"Start-BkJobInstance {id} {parameters}")
            : fault.Advice is { } known ? known
            : planId is { } plan && IsOfVariable(fault) ? Messages.FormatAdviceVariables(plan, parameters)
            : planId is { } large && fault is { Code: null, Kind: BkJobErrorKind.TooManyTargets } ? Messages.FormatAdvicePlanTargetLimit(large, parameters)
            : RecommendedActions.GetForStart(fault, scope);
        string message = subject is null || scope == default ? fault.Message : Messages.FormatOfStart(subject, scope, fault.Message);
        return ErrorRecords.Create(
            fault.WithMessage(fault is StartUnknownException { Candidates.Count: > 0 } found ? message + FormatCandidates(found) : message),
            (object?)fault.CreatedJobId ?? (object?)planId ?? subject,
            advice);
    }

    /// <summary>Several plans have the name.</summary>
    public static ErrorRecord AmbiguousPlan(string name, IReadOnlyList<JobPlan> plans, JobScope scope) => ErrorRecords.Create(
        new BkJobException(
            BkJobErrorKind.AmbiguousPlan,
            Messages.FormatAmbiguousPlan(TerminalText.Sanitize(name), scope, string.Join(", ", plans.Select(plan => plan.Id))))
        { Delivery = Delivery.NotExecuted },
        name,
        Messages.FormatAdviceSelectPlan($"Start-BkJobPlan {plans[0].Id} {ErrorRecords.AsParameters(scope)}"));

    // A target without a code was rejected before anything was sent: that of a plan is the value of a variable.
    private static bool IsOfVariable(BkJobException fault) =>
        fault.Kind is BkJobErrorKind.UnknownVariable or BkJobErrorKind.MissingVariable or BkJobErrorKind.InvalidVariable
        || (fault is { Code: null, Kind: BkJobErrorKind.EmptyTarget or BkJobErrorKind.InvalidTarget });

    private static string GetAdvice(StartUnknownException fault, string parameters, long? planId)
    {
        string search = GetSearch(planId, uniqueName: null, parameters);
        return fault.Candidates.Count > 0
            ? Messages.FormatAdviceStartLostFound(search, $"Start-BkJobInstance {fault.Candidates[0].Id} {parameters}")
            : fault.IsHistoryRead ? Messages.FormatAdviceStartLost(search)
            : Messages.FormatAdviceStartLostUnread(search);
    }

    /// <summary>A command that lists the jobs that a start can have created.</summary>
    /// <param name="planId">The plan; null for other jobs.</param>
    /// <param name="uniqueName">The name with a marker; null if it is not known.</param>
    /// <param name="parameters">The business, as parameters.</param>
    public static string GetSearch(long? planId, string? uniqueName, string parameters)
    {
        string what = planId is { } id ? $"-PlanId {id} "
            : uniqueName is not null ? $"-Name '*{StartMarker.GetFrom(uniqueName)}' "
            : "";
        return $"Find-BkJobInstance {what}-StartWay Api -After (Get-Date).AddMinutes(-10) {parameters}";
    }

    private static string FormatCandidates(StartUnknownException fault)
    {
        string jobs = string.Join(", ", fault.Candidates.Take(MaxCandidates).Select(job => $"{job.Id} ({job.Status})"));
        return Messages.FormatStartCandidates(jobs + (fault.Candidates.Count > MaxCandidates ? ", …" : ""));
    }
}
