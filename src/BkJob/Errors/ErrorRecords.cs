using System.Globalization;
using System.Management.Automation;
using BkJob.Operations;

namespace BkJob;

/// <summary>Creates every error record of the module: ID, category, message, and what to do.</summary>
internal static class ErrorRecords
{
    /// <summary>Overrides <see cref="DisplaysAdvice"/>, so that both cases can be tested with one version of PowerShell.</summary>
    internal const string AdviceSwitch = "BkJob.EngineDisplaysRecommendedAction";

    /// <summary>The timeout of a recommended wait, in seconds, unless the last one was longer.</summary>
    private const int AdvisedTimeout = 3600;

    private static readonly bool EngineDisplaysAdvice = typeof(PSObject).Assembly.GetName().Version >= new Version(7, 5);

    // ConciseView displays the recommended action since PowerShell 7.5. Before, it has to be part of the displayed message.
    private static bool DisplaysAdvice => AppContext.TryGetSwitch(AdviceSwitch, out bool isDisplayed) ? isDisplayed : EngineDisplaysAdvice;

    /// <summary>A request that got no usable response.</summary>
    public static ErrorRecord FromException(BkJobException fault, JobInstanceQuery query) =>
        FromRequestFault(fault, query, Messages.FormatOfInstance(query.JobInstanceId, query.Scope, fault.Message));

    /// <summary>A wait that could not read the status. It never states that the job failed, because that is unknown.</summary>
    public static ErrorRecord Unreadable(PollingFailed what)
    {
        (long id, JobScope scope, string fault) = (what.Query.JobInstanceId, what.Query.Scope, what.Fault.Message);
        string message = what.Outage is { } outage && outage > TimeSpan.Zero
            ? Messages.FormatStatusUnreadableFor(id, scope, outage.TotalSeconds.ToString("0", CultureInfo.InvariantCulture), fault)
            : Messages.FormatStatusUnreadable(id, scope, fault);
        return FromRequestFault(what.Fault, what.Query, message);
    }

    /// <summary>A wait whose job finished, but whose hosts could not be read.</summary>
    public static ErrorRecord HostsUnreadable(BkJobException fault, JobInstanceQuery query) =>
        FromRequestFault(fault, query, Messages.FormatHostsUnreadable(query.JobInstanceId, query.Scope, fault.Message));

    /// <summary>A wait that timed out.</summary>
    public static ErrorRecord WaitTimeout(WaitTimedOut what, double seconds)
    {
        string when = seconds > 0 ? Messages.FormatDidNotEndWithin(seconds.ToString(CultureInfo.InvariantCulture)) : Messages.HasNotEnded;
        string last = what.Last is not { } job ? Messages.LastNothing
            : job.Hosts is { Total: > 0 } ? Messages.FormatLastWithHosts(job.Status, job.Hosts)
            : Messages.FormatLastStatus(job.Status);
        return Create(
            new BkJobException(
                BkJobErrorKind.WaitTimeout, Messages.FormatWaitTimeout(what.Query.JobInstanceId, what.Query.Scope, when, last))
            {
                JobInstanceId = what.Query.JobInstanceId,
            },
            (object?)what.Last ?? what.Query.JobInstanceId,
            UserWait.FindAdvice(what.Last, what.Query.Scope)
                ?? Messages.FormatAdviceWaitAgain(what.Query.JobInstanceId, AsParameters(what.Query.Scope), Math.Max(AdvisedTimeout, 2 * Math.Ceiling(seconds))));
    }

    /// <summary>A job that finished with an outcome other than Succeeded.</summary>
    public static ErrorRecord InstanceFailed(JobInstanceQuery query, JobInstance job) => Create(
        new BkJobException(BkJobErrorKind.InstanceFailed, job.Hosts is { Total: > 0 } hosts
            ? Messages.FormatInstanceFailedWithHosts(job.Id, TerminalText.Sanitize(job.Name), query.Scope, job.Status, hosts)
            : Messages.FormatInstanceFailed(job.Id, TerminalText.Sanitize(job.Name), query.Scope, job.Status))
        {
            JobInstanceId = job.Id,
        },
        job,
        Messages.FormatAdviceFailedHosts(job.Id, AsParameters(query.Scope)));

    /// <summary>A list of a business that could not be read, or not to its end.</summary>
    public static ErrorRecord ListUnreadable(BkJobException fault, JobScope scope, string message) =>
        Create(fault.WithMessage(message), target: null, RecommendedActions.Get(fault, scope));

    /// <summary>A plan that could not be read.</summary>
    public static ErrorRecord FromPlanFault(BkJobException fault, JobPlanRequest request) => Create(
        fault.WithMessage(Messages.FormatOfPlan(request.PlanId, request.Scope, fault.Message)),
        request.PlanId,
        RecommendedActions.Get(fault, request.Scope));

    /// <summary>No plan has this name.</summary>
    public static ErrorRecord PlanNotFound(string name, JobScope scope) => Create(
        BkJobException.CreateUnsent(BkJobErrorKind.PlanNotFound, Messages.FormatNoPlanOfName(TerminalText.Sanitize(name), scope)),
        name,
        Messages.FormatAdvicePlans(AsParameters(scope)));

    internal static string AsParameters(JobScope scope) =>
        scope == default ? ""
        : scope.HasPair && scope.ScopeType != "biz" ? $"-ScopeType {scope.ScopeType} -ScopeId {scope.ScopeId}" : $"-BizId {scope.BizId}";

    /// <summary>No context exists, or the specified one does not.</summary>
    /// <param name="message">What is missing.</param>
    /// <param name="advice">The recommended action; null for how to connect.</param>
    public static ErrorRecord NotConnected(string message, string? advice = null) => Create(
        BkJobException.CreateUnsent(BkJobErrorKind.NotConnected, message), target: null, advice ?? Messages.AdviceConnect);

    /// <summary>What was specified is not valid.</summary>
    public static ErrorRecord InvalidArgument(string message, object? target, string advice) => Create(InvalidValue(message), target, advice);

    /// <summary>
    /// An exception for a value that is not valid. Attributes of parameters throw it directly: inside the engine's own exception a catch
    /// block for BkJobException still finds it.
    /// </summary>
    /// <param name="message">What is not valid.</param>
    /// <param name="advice">The recommended action; null for that of the cmdlet.</param>
    public static BkJobException InvalidValue(string message, string? advice = null) =>
        new(BkJobErrorKind.InvalidArgument, message) { Advice = advice, Delivery = Delivery.NotExecuted };

    /// <summary>An input object that could not be used.</summary>
    /// <param name="fault">The error.</param>
    /// <param name="input">The object.</param>
    /// <param name="advice">The recommended action; null for what identifies a job.</param>
    public static ErrorRecord Rejected(BkJobException fault, object? input, string? advice = null) => Create(
        fault, Unwrap(input), fault.Advice ?? (fault.Kind == BkJobErrorKind.NotConnected ? Messages.AdviceConnect : advice ?? Messages.AdviceInput));

    /// <summary>An input object without its wrapper, unless the wrapper has all its properties, as for a row of a file.</summary>
    public static object? Unwrap(object? input) => input is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : input;

    /// <summary>An input object that is not a log.</summary>
    /// <param name="input">The object.</param>
    /// <param name="command">The cmdlet with its required parameters.</param>
    public static ErrorRecord NotLog(object? input, string command) => Create(
        InvalidValue(input is null ? Messages.InputNull : Messages.FormatInputNotLog(RowKind.GetName(PSObject.AsPSObject(input)))),
        Unwrap(input),
        Messages.FormatAdviceLogInput(command));

    /// <summary>A file that could not be written.</summary>
    public static ErrorRecord FileNotWritten(string path, Exception cause) => Create(
        BkJobException.CreateUnsent(
            BkJobErrorKind.FileNotWritten,
            Messages.FormatFileNotWritten(TerminalText.Sanitize(path), TerminalText.Sanitize(cause.Message)),
            cause),
        path,
        Messages.AdviceFileNotWritten);

    /// <summary>Files that exist were not overwritten.</summary>
    /// <param name="paths">The files, at least one.</param>
    public static ErrorRecord FilesExist(IReadOnlyList<string> paths) => paths.Count == 1
        ? FileNotWritten(paths[0], new IOException(Messages.FileExists))
        : Create(
            new BkJobException(BkJobErrorKind.FileNotWritten, Messages.FormatFilesExist(paths.Count, TerminalText.Sanitize(paths[0]))),
            paths[0],
            Messages.AdviceFileNotWritten);

    /// <summary>No browser could be started.</summary>
    public static ErrorRecord BrowserNotStarted(Uri address, string reason) => Create(
        BkJobException.CreateUnsent(BkJobErrorKind.NotSupported, Messages.FormatBrowserNotStarted(address.AbsoluteUri, reason)),
        address.AbsoluteUri,
        Messages.AdviceBrowser);

    /// <summary>The job has no such step.</summary>
    /// <param name="stepInstanceId">The step.</param>
    /// <param name="jobs">The jobs that were read.</param>
    /// <param name="scope">The business of the first of them.</param>
    public static ErrorRecord StepNotFound(long stepInstanceId, IReadOnlyCollection<long> jobs, JobScope scope) => Create(
        BkJobException.CreateUnsent(BkJobErrorKind.InstanceNotFound, Messages.FormatStepNotFound(List(jobs), stepInstanceId)),
        stepInstanceId,
        Messages.FormatAdviceSteps(jobs.First(), AsParameters(scope)));

    /// <summary>No host has this address.</summary>
    /// <param name="address">The address.</param>
    /// <param name="jobs">The jobs that were read.</param>
    public static ErrorRecord HostNotFound(string address, IReadOnlyCollection<long> jobs) => Create(
        BkJobException.CreateUnsent(BkJobErrorKind.InstanceNotFound, Messages.FormatHostNotFound(List(jobs), TerminalText.Sanitize(address))),
        address,
        Messages.AdviceHosts);

    private static string List(IReadOnlyCollection<long> jobs)
    {
        const int MaxJobs = 5;
        return string.Join(", ", jobs.Take(MaxJobs)) + (jobs.Count > MaxJobs ? ", …" : "");
    }

    // The exception identifies the job by itself: logs contain only its message.
    private static ErrorRecord FromRequestFault(BkJobException fault, JobInstanceQuery query, string message) =>
        Create(fault.WithMessage(message, query.JobInstanceId), query.JobInstanceId, RecommendedActions.Get(fault, query));

    /// <summary>Creates an error record with its recommended action.</summary>
    internal static ErrorRecord Create(BkJobException fault, object? target, string advice)
    {
        string displayed = DisplaysAdvice ? fault.Message : Messages.FormatWithAdvice(fault.Message, advice);
        return new ErrorRecord(fault, $"BkJob{fault.Kind}", RecommendedActions.GetCategory(fault.Kind), target)
        {
            ErrorDetails = new ErrorDetails(displayed) { RecommendedAction = advice },
        };
    }
}
