using System.Management.Automation;

namespace BkJob;

/// <summary>Makes every error record of the module: id, category, words, and what to do.</summary>
internal static class BkJobErrors
{
    /// <summary>A question that got no usable answer.</summary>
    public static ErrorRecord Of(BkJobException fault, JobInstanceQuery query) =>
        OfFault(fault, query, $"Job instance {query.JobInstanceId} ({query.Scope}): {fault.Message}");

    /// <summary>A wait that could not read the status. It never says that the job failed: nobody knows.</summary>
    public static ErrorRecord Unreadable(BkJobException fault, JobInstanceQuery query) =>
        OfFault(fault, query, $"Could not read the status of job instance {query.JobInstanceId} ({query.Scope}): {fault.Message}");

    /// <summary>A wait that saw the end and could not read the hosts after it.</summary>
    public static ErrorRecord HostsUnreadable(BkJobException fault, JobInstanceQuery query) =>
        OfFault(fault, query, $"Could not read the hosts of job instance {query.JobInstanceId} ({query.Scope}): {fault.Message}");

    /// <summary>A wait that ran out of time.</summary>
    public static ErrorRecord WaitTimeout(WaitTimedOut what, double seconds)
    {
        string when = seconds > 0 ? FormattableString.Invariant($"did not end within {seconds} s") : "has not ended";
        string last = what.Last is not { } job ? "its status was not read in that time"
            : job.Hosts is { Total: > 0 } ? $"it is {job.Status}, with {job.Hosts} hosts succeeded"
            : $"it is {job.Status}";
        return Make(
            new TimeoutException($"Job instance {what.Query.JobInstanceId} ({what.Query.Scope}) {when}: {last}."),
            "BkJobWaitTimeout",
            ErrorCategory.OperationTimeout,
            (object?)what.Last ?? what.Query.JobInstanceId,
            what.Last is { Status: JobStatus.WaitingForUser }
                ? "It waits for a person: confirm the step on the page of BlueKing Job, then wait again."
                : "The job goes on. Wait again, with a longer -Timeout.");
    }

    /// <summary>A job that ended without success.</summary>
    public static ErrorRecord InstanceFailed(JobInstanceQuery query, JobInstance job) => Make(
        new InvalidOperationException(FormattableString.Invariant(
            $"Job instance {job.Id} {DisplayText.Harmless(job.Name)} ({query.Scope}) ended without success: {job.Status}{(job.Hosts is { Total: > 0 } ? $", {job.Hosts} hosts succeeded" : "")}.")),
        "BkJobInstanceFailed",
        ErrorCategory.InvalidResult,
        job,
        $"See the failed hosts with Get-BkJobStepIpStatus -Id {job.Id} {AsParameters(query.Scope)} -Failed.");

    private static string AsParameters(JobScope scope) =>
        scope.HasPair && scope.ScopeType != "biz" ? $"-ScopeType {scope.ScopeType} -ScopeId {scope.ScopeId}" : $"-BizId {scope.BizId}";

    /// <summary>No context is there, or not the one that was asked for.</summary>
    public static ErrorRecord NotConnected(string message) => Make(
        new PSInvalidOperationException(message),
        "BkJobNotConnected",
        ErrorCategory.ConnectionError,
        target: null,
        "Run Connect-BkJob, or set BKJOB_SERVER, BKJOB_APP_CODE, BKJOB_APP_SECRET and BKJOB_USERNAME.");

    /// <summary>What was asked for can't be asked.</summary>
    public static ErrorRecord InvalidArgument(string message, object? target, string advice) => Make(
        new PSArgumentException(message), "BkJobInvalidArgument", ErrorCategory.InvalidArgument, target, advice);

    /// <summary>The job has no such step.</summary>
    public static ErrorRecord StepNotFound(long stepInstanceId) => Make(
        new ItemNotFoundException($"None of the job instances has a step instance {stepInstanceId}."),
        "BkJobInstanceNotFound",
        ErrorCategory.ObjectNotFound,
        stepInstanceId,
        "See the steps of a job with (Get-BkJobInstanceStatus ...).Steps.");

    private static ErrorRecord OfFault(BkJobException fault, JobInstanceQuery query, string message) =>
        new(fault, $"BkJob{fault.Kind}", ErrorAdvice.CategoryOf(fault.Kind), query.JobInstanceId)
        {
            ErrorDetails = new ErrorDetails(message) { RecommendedAction = ErrorAdvice.For(fault) },
        };

    private static ErrorRecord Make(Exception cause, string id, ErrorCategory category, object? target, string advice) =>
        new(cause, id, category, target) { ErrorDetails = new ErrorDetails(cause.Message) { RecommendedAction = advice } };
}
