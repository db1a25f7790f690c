namespace BkJob;

/// <summary>What went wrong. The names are the error ids that a user sees, less their <c>BkJob</c>.</summary>
public enum BkJobErrorKind
{
    /// <summary>The server does not know the app or the user.</summary>
    AuthenticationFailed,

    /// <summary>The server knows them, and refuses.</summary>
    PermissionDenied,

    /// <summary>No such job instance, or it lives in another business, or its history is gone.</summary>
    InstanceNotFound,

    /// <summary>The server does not offer this API.</summary>
    ApiNotFound,

    /// <summary>The server refuses a parameter, or what is asked for does not fit the state of the job.</summary>
    InvalidArgument,

    /// <summary>Too many requests, or a quota is used up.</summary>
    Throttled,

    /// <summary>The server, or something behind it, is broken or set up wrongly.</summary>
    ServerError,

    /// <summary>No connection could be made, or it broke.</summary>
    ConnectionFailed,

    /// <summary>No answer in time.</summary>
    RequestTimeout,

    /// <summary>The answer can't be read.</summary>
    InvalidResponse,

    /// <summary>There is no context, or not the specified one.</summary>
    NotConnected,

    /// <summary>A wait timed out before the job finished.</summary>
    WaitTimeout,

    /// <summary>The job finished with an outcome other than Succeeded.</summary>
    InstanceFailed,
}
