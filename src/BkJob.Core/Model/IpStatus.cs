namespace BkJob;

/// <summary>
/// Status of a step on one host. The numbers are those of the API; a number without a name comes from a newer server and is kept.
/// </summary>
public enum IpStatus
{
    /// <summary>An error that the server does not classify.</summary>
    UnknownError = 0,

    /// <summary>The agent does not respond.</summary>
    AgentAbnormal = 1,

    /// <summary>The host is not valid for this step.</summary>
    InvalidHost = 2,

    /// <summary>Succeeded in an earlier run, not run again.</summary>
    LastSucceeded = 3,

    /// <summary>Waiting to run.</summary>
    Waiting = 5,

    /// <summary>Running.</summary>
    Running = 7,

    /// <summary>Succeeded.</summary>
    Succeeded = 9,

    /// <summary>Failed.</summary>
    Failed = 11,

    /// <summary>The task could not be sent to the host.</summary>
    DispatchFailed = 12,

    /// <summary>The task timed out.</summary>
    TaskTimeout = 13,

    /// <summary>The log could not be read.</summary>
    LogError = 15,

    /// <summary>The log of the script did not arrive in time.</summary>
    ScriptLogTimeout = 16,

    /// <summary>The log of the file transfer did not arrive in time.</summary>
    FileLogTimeout = 17,

    /// <summary>No agent on the host (Job 3.7 and later).</summary>
    AgentNotInstalled = 18,

    /// <summary>The script failed.</summary>
    ScriptFailed = 101,

    /// <summary>The script timed out.</summary>
    ScriptTimeout = 102,

    /// <summary>The script was terminated.</summary>
    ScriptTerminated = 103,

    /// <summary>The script ended with an exit code other than 0.</summary>
    NonZeroExitCode = 104,

    /// <summary>The file could not be transferred.</summary>
    FileTransferFailed = 202,

    /// <summary>The source file does not exist.</summary>
    SourceFileMissing = 203,

    /// <summary>A file error of no other class.</summary>
    FileError = 301,

    /// <summary>The file task timed out.</summary>
    FileTaskTimeout = 303,

    /// <summary>GSE reports that the agent is abnormal.</summary>
    GseAgentAbnormal = 310,

    /// <summary>The system user does not exist on the host.</summary>
    UserMissing = 311,

    /// <summary>The password of the system user is wrong.</summary>
    PasswordWrong = 312,

    /// <summary>The file could not be fetched.</summary>
    FileFetchFailed = 320,

    /// <summary>The file is too large.</summary>
    FileTooLarge = 321,

    /// <summary>The file transfer was interrupted.</summary>
    FileTransferError = 329,

    /// <summary>The execution was interrupted.</summary>
    ExecutionError = 399,

    /// <summary>Terminated by force.</summary>
    Terminated = 403,

    /// <summary>Could not be terminated.</summary>
    TerminateFailed = 404,

    /// <summary>The server does not know the state of the host.</summary>
    UnknownState = 500,
}
