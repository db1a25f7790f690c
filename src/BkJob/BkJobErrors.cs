using System.Globalization;
using System.Management.Automation;

namespace BkJob;

/// <summary>Makes every error record of the module: id, category, words, and what to do.</summary>
internal static class BkJobErrors
{
    /// <summary>A question that got no usable answer.</summary>
    public static ErrorRecord Of(BkJobException fault, JobInstanceQuery query) =>
        OfFault(fault, query, Messages.FormatOfInstance(query.JobInstanceId, query.Scope, fault.Message));

    /// <summary>A wait that could not read the status. It never says that the job failed: nobody knows.</summary>
    public static ErrorRecord Unreadable(BkJobException fault, JobInstanceQuery query) =>
        OfFault(fault, query, Messages.FormatStatusUnreadable(query.JobInstanceId, query.Scope, fault.Message));

    /// <summary>A wait that saw the end and could not read the hosts after it.</summary>
    public static ErrorRecord HostsUnreadable(BkJobException fault, JobInstanceQuery query) =>
        OfFault(fault, query, Messages.FormatHostsUnreadable(query.JobInstanceId, query.Scope, fault.Message));

    /// <summary>A wait that ran out of time.</summary>
    public static ErrorRecord WaitTimeout(WaitTimedOut what, double seconds)
    {
        string when = seconds > 0 ? Messages.FormatDidNotEndWithin(seconds.ToString(CultureInfo.InvariantCulture)) : Messages.HasNotEnded;
        string last = what.Last is not { } job ? Messages.LastNothing
            : job.Hosts is { Total: > 0 } ? Messages.FormatLastWithHosts(job.Status, job.Hosts)
            : Messages.FormatLastStatus(job.Status);
        return Make(
            new TimeoutException(Messages.FormatWaitTimeout(what.Query.JobInstanceId, what.Query.Scope, when, last)),
            "BkJobWaitTimeout",
            ErrorCategory.OperationTimeout,
            (object?)what.Last ?? what.Query.JobInstanceId,
            what.Last is { Status: JobStatus.WaitingForUser }
                ? Messages.AdviceWaitForPerson
                : Messages.AdviceWaitAgain);
    }

    /// <summary>A job that ended without success.</summary>
    public static ErrorRecord InstanceFailed(JobInstanceQuery query, JobInstance job) => Make(
        new InvalidOperationException(job.Hosts is { Total: > 0 } hosts
            ? Messages.FormatInstanceFailedWithHosts(job.Id, DisplayText.Harmless(job.Name), query.Scope, job.Status, hosts)
            : Messages.FormatInstanceFailed(job.Id, DisplayText.Harmless(job.Name), query.Scope, job.Status)),
        "BkJobInstanceFailed",
        ErrorCategory.InvalidResult,
        job,
        Messages.FormatAdviceFailedHosts(job.Id, AsParameters(query.Scope)));

    private static string AsParameters(JobScope scope) =>
        scope.HasPair && scope.ScopeType != "biz" ? $"-ScopeType {scope.ScopeType} -ScopeId {scope.ScopeId}" : $"-BizId {scope.BizId}";

    /// <summary>No context is there, or not the one that was asked for.</summary>
    /// <param name="message">What is missing, in words.</param>
    /// <param name="advice">What a person can do; how to connect when null.</param>
    public static ErrorRecord NotConnected(string message, string? advice = null) => Make(
        new PSInvalidOperationException(message),
        "BkJobNotConnected",
        ErrorCategory.ConnectionError,
        target: null,
        advice ?? Messages.AdviceConnect);

    /// <summary>What was asked for can't be asked.</summary>
    public static ErrorRecord InvalidArgument(string message, object? target, string advice) => Make(
        new PSArgumentException(message), "BkJobInvalidArgument", ErrorCategory.InvalidArgument, target, advice);

    /// <summary>The job has no such step.</summary>
    public static ErrorRecord StepNotFound(long stepInstanceId) => Make(
        new ItemNotFoundException(Messages.FormatStepNotFound(stepInstanceId)),
        "BkJobInstanceNotFound",
        ErrorCategory.ObjectNotFound,
        stepInstanceId,
        Messages.AdviceSteps);

    private static ErrorRecord OfFault(BkJobException fault, JobInstanceQuery query, string message) =>
        new(fault, $"BkJob{fault.Kind}", ErrorAdvice.CategoryOf(fault.Kind), query.JobInstanceId)
        {
            ErrorDetails = new ErrorDetails(message) { RecommendedAction = ErrorAdvice.For(fault) },
        };

    private static ErrorRecord Make(Exception cause, string id, ErrorCategory category, object? target, string advice) =>
        new(cause, id, category, target) { ErrorDetails = new ErrorDetails(cause.Message) { RecommendedAction = advice } };
}
