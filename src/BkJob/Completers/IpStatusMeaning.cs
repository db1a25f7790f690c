namespace BkJob.Completers;

/// <summary>What the statuses of a host mean, in words for the one who looks for one.</summary>
internal static class IpStatusMeaning
{
    public static string Of(IpStatus status) => status switch
    {
        IpStatus.UnknownError => "an error that the server has no name for",
        IpStatus.AgentAbnormal => "the agent does not answer",
        IpStatus.InvalidHost => "the host is not valid for this step",
        IpStatus.LastSucceeded => "succeeded in an earlier run, not run again",
        IpStatus.Waiting => "waits to run",
        IpStatus.Running => "runs",
        IpStatus.Succeeded => "ended well",
        IpStatus.Failed => "ended badly",
        IpStatus.DispatchFailed => "the task could not be sent to the host",
        IpStatus.TaskTimeout => "the task ran out of time",
        IpStatus.LogError => "the log could not be read",
        IpStatus.ScriptLogTimeout => "the log of the script did not arrive in time",
        IpStatus.FileLogTimeout => "the log of the file transfer did not arrive in time",
        IpStatus.AgentNotInstalled => "no agent on the host",
        IpStatus.ScriptFailed => "the script failed",
        IpStatus.ScriptTimeout => "the script ran out of time",
        IpStatus.ScriptTerminated => "the script was terminated",
        IpStatus.NonZeroExitCode => "the script ended with an exit code other than 0",
        IpStatus.FileTransferFailed => "the file could not be transferred",
        IpStatus.SourceFileMissing => "the source file does not exist",
        IpStatus.FileError => "a file error of no other class",
        IpStatus.FileTaskTimeout => "the file task ran out of time",
        IpStatus.GseAgentAbnormal => "GSE reports that the agent is abnormal",
        IpStatus.UserMissing => "the system user does not exist on the host",
        IpStatus.PasswordWrong => "the password of the system user is wrong",
        IpStatus.FileFetchFailed => "the file could not be fetched",
        IpStatus.FileTooLarge => "the file is too large",
        IpStatus.FileTransferError => "the transfer of the file broke",
        IpStatus.ExecutionError => "the execution broke",
        IpStatus.Terminated => "terminated by force",
        IpStatus.TerminateFailed => "could not be terminated",
        IpStatus.UnknownState => "the server does not know the state of the host",
        _ => "",
    };
}
