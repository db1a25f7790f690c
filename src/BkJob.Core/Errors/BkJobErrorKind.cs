namespace BkJob;

/// <summary>The kind of an error. The names are the error IDs that users see, without the prefix <c>BkJob</c>.</summary>
public enum BkJobErrorKind
{
    /// <summary>The server does not recognize the app or the user.</summary>
    AuthenticationFailed,

    /// <summary>The app or the user is authenticated but not authorized.</summary>
    PermissionDenied,

    /// <summary>The job instance does not exist, belongs to another business, or was deleted from the history.</summary>
    InstanceNotFound,

    /// <summary>The server does not offer this API.</summary>
    ApiNotFound,

    /// <summary>The server rejected a parameter, or the request is not valid in the state of the job.</summary>
    InvalidArgument,

    /// <summary>Too many requests, or a quota is exhausted.</summary>
    Throttled,

    /// <summary>The server, or a system behind it, returned an internal error or is misconfigured.</summary>
    ServerError,

    /// <summary>The connection could not be established, or was closed.</summary>
    ConnectionFailed,

    /// <summary>No response was received before the timeout.</summary>
    RequestTimeout,

    /// <summary>The response could not be parsed.</summary>
    InvalidResponse,

    /// <summary>No context exists, or not the specified one.</summary>
    NotConnected,

    /// <summary>A wait timed out before the job finished.</summary>
    WaitTimeout,

    /// <summary>The job finished with an outcome other than Succeeded.</summary>
    InstanceFailed,

    /// <summary>No API of the server offers what is requested.</summary>
    NotSupported,

    /// <summary>The state of the job does not allow the operation; nothing was changed.</summary>
    OperationNotAllowed,

    /// <summary>The operation may have been executed, and its effect was not observed.</summary>
    OutcomeUnknown,

    /// <summary>The job plan does not exist, or belongs to another business.</summary>
    PlanNotFound,

    /// <summary>A file could not be written, or exists and is not overwritten.</summary>
    FileNotWritten,

    /// <summary>The user is not an approver of the step that waits for confirmation; nothing was changed.</summary>
    NotApprover,

    /// <summary>The job has no failed host and no failed step; nothing was sent.</summary>
    NothingToRestart,

    /// <summary>A start may have been executed, and the job was not found. It is never resent.</summary>
    StartUnknown,

    /// <summary>Several job plans have this name.</summary>
    AmbiguousPlan,

    /// <summary>The job plan has no variable of this name. The server would ignore it and use the defaults of the plan.</summary>
    UnknownVariable,

    /// <summary>A required variable of the job plan has no value.</summary>
    MissingVariable,

    /// <summary>The value does not fit the type of the variable.</summary>
    InvalidVariable,

    /// <summary>The target contains no host.</summary>
    EmptyTarget,

    /// <summary>A host of the target cannot be identified, does not exist, or belongs to another business.</summary>
    InvalidTarget,

    /// <summary>The target has more hosts than allowed.</summary>
    TooManyTargets,
}
