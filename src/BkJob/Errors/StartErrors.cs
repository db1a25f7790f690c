using System.Globalization;
using System.Management.Automation;
using BkJob.Starts;

namespace BkJob;

/// <summary>Creates the errors of starts.</summary>
internal static class StartErrors
{
    /// <summary>The maximum number of jobs in a message.</summary>
    private const int MaxCandidates = 5;

    /// <summary>The request precedes its error by at most a minute, and the clocks can differ.</summary>
    private static readonly TimeSpan SearchedBefore = TimeSpan.FromMinutes(10);

    /// <summary>A start that failed before anything was sent. Reads that failed prove nothing about it otherwise.</summary>
    /// <param name="fault">The error.</param>
    /// <param name="scope">The business.</param>
    /// <param name="subject">What was to be started.</param>
    /// <param name="action">What a user can do, if only the cmdlet knows it; otherwise null.</param>
    public static ErrorRecord Unsent(BkJobException fault, JobScope scope, StartSubject subject, string? action = null) =>
        FromFault(fault.WithMessage(fault.Message, delivery: Delivery.NotExecuted), scope, subject, action);

    /// <summary>A start that failed, or whose outcome is unknown.</summary>
    /// <param name="fault">The error.</param>
    /// <param name="scope">The business.</param>
    /// <param name="subject">What was to be started.</param>
    /// <param name="action">What a user can do, if only the cmdlet knows it; otherwise null.</param>
    public static ErrorRecord FromFault(BkJobException fault, JobScope scope, StartSubject subject, string? action = null)
    {
        string parameters = ErrorRecords.AsParameters(scope);
        string advice =
            action is not null ? action
            : fault.Kind == BkJobErrorKind.StartUnknown ? GetAdvice(fault, parameters, subject)
            : fault is { Kind: BkJobErrorKind.OutcomeUnknown, JobInstanceId: { } unknownId } ? Messages.FormatAdviceStatus(unknownId, parameters)
            : fault.JobInstanceId is { } id ? Messages.FormatAdviceStartCreated($"Start-BkJobInstance {id} {parameters}")
            : fault.Advice is { } known ? known
            : subject.PlanId is { } plan && IsOfVariable(fault) ? Messages.FormatAdviceVariables(plan, parameters)
            : subject.PlanId is { } large && fault is { Code: null, Kind: BkJobErrorKind.TooManyTargets } ? Messages.FormatAdvicePlanTargetLimit(large, parameters)
            : RecommendedActions.GetForStart(fault, scope);
        string message = subject.Text is null || scope == default ? fault.Message : Messages.FormatOfStart(subject.Text, scope, fault.Message);
        return ErrorRecords.Create(
            fault.WithMessage(fault.Candidates.Count > 0 ? message + FormatCandidates(fault) : message, jobName: subject.UniqueName),
            (object?)fault.JobInstanceId ?? subject.Target ?? subject.Text,
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

    private static string GetAdvice(BkJobException fault, string parameters, StartSubject subject)
    {
        string search = GetSearch(subject, parameters);
        return fault.Candidates.Count > 0
            ? Messages.FormatAdviceStartLostFound(search, $"Start-BkJobInstance {fault.Candidates[0].Id} {parameters}")
            : fault is StartUnknownException { IsHistoryRead: false } ? Messages.FormatAdviceStartLostUnread(search)
            : Messages.FormatAdviceStartLost(search);
    }

    /// <summary>A command that lists the jobs that a start can have created, also if it is run tomorrow.</summary>
    /// <param name="subject">What was to be started.</param>
    /// <param name="parameters">The business, as parameters.</param>
    public static string GetSearch(StartSubject subject, string parameters)
    {
        string what = subject.PlanId is { } id ? $"-PlanId {id} "
            : subject.UniqueName is { } name ? $"-Name '*{StartMarker.GetFrom(name)}' "
            : "";
        string after = (subject.Time - SearchedBefore).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
        return $"Find-BkJobInstance {what}-StartWay Api -After {after} {parameters}";
    }

    private static string FormatCandidates(BkJobException fault)
    {
        string jobs = string.Join(", ", fault.Candidates.Take(MaxCandidates).Select(job => $"{job.Id} ({job.Status})"));
        return Messages.FormatStartCandidates(jobs + (fault.Candidates.Count > MaxCandidates ? ", …" : ""));
    }
}

/// <summary>What was to be started.</summary>
/// <param name="Text">Describes it in messages; null for an error of the command line.</param>
/// <param name="Target">The object of the error: a plan, or the input that is not valid; null for the text.</param>
internal sealed record StartSubject(string? Text, object? Target = null)
{
    /// <summary>The plan; null for other jobs.</summary>
    public long? PlanId { get; init; }

    /// <summary>The name of the job with a marker; null for a plan.</summary>
    public string? UniqueName { get; init; }

    /// <summary>When it was sent, or later, by the clock of the server.</summary>
    public DateTimeOffset Time { get; init; }
}
