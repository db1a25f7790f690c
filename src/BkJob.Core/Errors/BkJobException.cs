using System.Net;
using BkJob.Transport;

namespace BkJob;

/// <summary>The exception of every error of the module. Its message is intended for users and contains no secret.</summary>
public class BkJobException : Exception
{
    internal BkJobException(BkJobErrorKind kind, string message, Exception? inner = null)
        : base(message, inner)
    {
        Kind = kind;
        Delivery = IsFoundBeforeSending(kind) ? Delivery.NotExecuted : Delivery.Unknown;
    }

    /// <summary>The kind of the error.</summary>
    public BkJobErrorKind Kind { get; }

    /// <summary>The server's own code (a number for ESB and Job); null if there is none.</summary>
    public string? Code { get; internal init; }

    /// <summary>The server's own message, unchanged; null if there is none.</summary>
    public string? ServerMessage { get; internal init; }

    /// <summary>The permissions to request, as the server describes them, at most a hundred; empty if it returns none.</summary>
    public IReadOnlyList<string> Permissions { get; internal init; } = [];

    /// <summary>The server's ID of the request, for the administrator; null if there is none.</summary>
    public string? RequestId { get; internal init; }

    /// <summary>The HTTP status; null if no response was received. Most errors of this API have status 200.</summary>
    public HttpStatusCode? HttpStatus { get; internal init; }

    /// <summary>The path of the field that could not be parsed; null for other errors.</summary>
    public string? Field { get; internal init; }

    /// <summary>
    /// The APIs that may succeed where this one failed: for <see cref="BkJobErrorKind.ApiNotFound"/>, and for errors that are specific to
    /// one API. Most likely first; empty if another API would not help.
    /// </summary>
    public IReadOnlyList<BkJobApi> SuggestedApis { get; internal init; } = [];

    /// <summary>Whether a retry of the same request may succeed.</summary>
    public bool IsTransient { get; internal init; }

    /// <summary>
    /// Whether the server has executed what was requested. A start or an action whose error is <see cref="Delivery.NotExecuted"/> had no
    /// effect and can be repeated.
    /// </summary>
    public Delivery Delivery { get; internal init; }

    /// <summary>The job instance that the error is about; for a start, the job that it created. Null if there is none, or none is known.</summary>
    public long? JobInstanceId { get; internal init; }

    /// <summary>The name, with its marker, of the job that a start requested; null for other errors, and for the start of a plan.</summary>
    public string? JobName { get; internal init; }

    /// <summary>For <see cref="BkJobErrorKind.StartUnknown"/>, the jobs that the start may have created; empty for other errors.</summary>
    public IReadOnlyList<JobInstanceSummary> Candidates { get; internal init; } = [];

    /// <summary>The delay before a retry that the server requests; null if it requests none.</summary>
    public TimeSpan? RetryAfter { get; internal init; }

    /// <summary>An error that is found before anything is sent.</summary>
    internal static BkJobException CreateUnsent(BkJobErrorKind kind, string message, Exception? inner = null) =>
        new(kind, message, inner) { Delivery = Delivery.NotExecuted };

    /// <summary>The same error with another message, such as one that identifies the job.</summary>
    /// <param name="message">The message.</param>
    /// <param name="jobInstanceId">The job that the error is about; null if it is known already, or there is none.</param>
    /// <param name="delivery">Whether the server has executed what was requested; null if it is known already.</param>
    /// <param name="jobName">The name of the job that a start requested; null if there is none.</param>
    internal BkJobException WithMessage(string message, long? jobInstanceId = null, Delivery? delivery = null, string? jobName = null) => new(Kind, message, InnerException)
    {
        JobInstanceId = jobInstanceId ?? JobInstanceId,
        JobName = jobName ?? JobName,
        Candidates = Candidates,
        Advice = Advice,
        Code = Code,
        ServerMessage = ServerMessage,
        Permissions = Permissions,
        RequestId = RequestId,
        HttpStatus = HttpStatus,
        Field = Field,
        SuggestedApis = SuggestedApis,
        IsTransient = IsTransient,
        Delivery = delivery ?? Delivery,
        RetryAfter = RetryAfter,
        IsAppUnknown = IsAppUnknown,
        IsSlow = IsSlow,
        Hint = Hint,
    };

    /// <summary>Whether the server does not recognize the app, as opposed to the user: older ESB read only parameters.</summary>
    internal bool IsAppUnknown { get; init; }

    /// <summary>Whether the cause lasts for minutes, such as a quota of running jobs: longer than the transport retries.</summary>
    internal bool IsSlow { get; init; }

    /// <summary>What a user can do, if it is known where the error was found; otherwise it follows from kind and code.</summary>
    internal string? Advice { get; init; }

    /// <summary>What is known about the cause beyond the kind.</summary>
    internal ErrorHint Hint { get; init; }

    // An error of a response sets Delivery by itself.
    private static bool IsFoundBeforeSending(BkJobErrorKind kind) => kind is BkJobErrorKind.NotConnected or BkJobErrorKind.InvalidArgument
        or BkJobErrorKind.NotSupported or BkJobErrorKind.InstanceNotFound or BkJobErrorKind.PlanNotFound or BkJobErrorKind.AmbiguousPlan
        or BkJobErrorKind.OperationNotAllowed or BkJobErrorKind.NothingToRestart or BkJobErrorKind.UnknownVariable
        or BkJobErrorKind.MissingVariable or BkJobErrorKind.InvalidVariable or BkJobErrorKind.EmptyTarget or BkJobErrorKind.InvalidTarget
        or BkJobErrorKind.TooManyTargets;
}
