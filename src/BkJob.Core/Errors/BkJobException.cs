using System.Net;
using BkJob.Transport;

namespace BkJob;

/// <summary>The exception of every error of the module. The message is for people and holds no secret.</summary>
public class BkJobException : Exception
{
    internal BkJobException(BkJobErrorKind kind, string message, Exception? inner = null)
        : base(message, inner)
    {
        Kind = kind;
    }

    /// <summary>What went wrong.</summary>
    public BkJobErrorKind Kind { get; }

    /// <summary>The server's own code (a number for ESB and Job); null where there was none.</summary>
    public string? Code { get; internal init; }

    /// <summary>The server's own words, exactly; null where there were none.</summary>
    public string? ServerMessage { get; internal init; }

    /// <summary>What the user has to apply for, in words, as the server says, at most a hundred; empty where it does not say.</summary>
    public IReadOnlyList<string> Permissions { get; internal init; } = [];

    /// <summary>What to quote to the people who run the server; null where it gave none.</summary>
    public string? RequestId { get; internal init; }

    /// <summary>The HTTP status; null where no answer came. Most faults of this API arrive with 200.</summary>
    public HttpStatusCode? HttpStatus { get; internal init; }

    /// <summary>The field of the body that could not be read, as a path; null where it is about something else.</summary>
    public string? Field { get; internal init; }

    /// <summary>
    /// The APIs that may answer where this one does not: for <see cref="BkJobErrorKind.ApiNotFound"/>, and for a fault that only one of
    /// them has. Most likely first; empty where another would not help.
    /// </summary>
    public IReadOnlyList<BkJobApi> SuggestedApis { get; internal init; } = [];

    /// <summary>Whether the same question may get an answer later.</summary>
    public bool IsTransient { get; internal init; }

    /// <summary>How long the server asks to wait; null where it does not say.</summary>
    public TimeSpan? RetryAfter { get; internal init; }

    /// <summary>The same error with another message, such as one that identifies the job.</summary>
    internal BkJobException WithMessage(string message) => new(Kind, message, InnerException)
    {
        Code = Code,
        ServerMessage = ServerMessage,
        Permissions = Permissions,
        RequestId = RequestId,
        HttpStatus = HttpStatus,
        Field = Field,
        SuggestedApis = SuggestedApis,
        IsTransient = IsTransient,
        RetryAfter = RetryAfter,
        IsAppUnknown = IsAppUnknown,
    };

    /// <summary>Whether it is the app, not the user, that the server does not know: older ESB read only parameters.</summary>
    internal bool IsAppUnknown { get; init; }

    /// <summary>What is known about the cause beyond the kind.</summary>
    internal ErrorHint Hint { get; init; }
}
