namespace BkJob;

/// <summary>
/// Status of a job instance or of a step. The numbers are those of the API; a number without a name comes from a newer server and is kept.
/// </summary>
/// <remarks>1 to 12 are those of the API documentation; 13 to 15 are sent by Job 3.x; 12 by Job 2.x only.</remarks>
public enum JobStatus
{
    /// <summary>Not started yet (等待执行).</summary>
    NotStarted = 1,

    /// <summary>Running (正在执行).</summary>
    Running = 2,

    /// <summary>Succeeded (执行成功).</summary>
    Succeeded = 3,

    /// <summary>Failed (执行失败). A user can retry it, which runs it again.</summary>
    Failed = 4,

    /// <summary>Skipped by a user (跳过).</summary>
    Skipped = 5,

    /// <summary>Failed, and the failure was ignored (忽略错误).</summary>
    ErrorIgnored = 6,

    /// <summary>Awaiting manual confirmation (等待用户).</summary>
    WaitingForUser = 7,

    /// <summary>Ended by a user (手动结束).</summary>
    ManuallyEnded = 8,

    /// <summary>The server lost track of it (状态异常).</summary>
    Abnormal = 9,

    /// <summary>Is being terminated (强制终止中).</summary>
    Terminating = 10,

    /// <summary>Terminated by force (强制终止成功).</summary>
    Terminated = 11,

    /// <summary>Could not be terminated (强制终止失败). Job 2.x only.</summary>
    TerminateFailed = 12,

    /// <summary>Terminated at its manual confirmation (确认终止).</summary>
    ConfirmTerminated = 13,

    /// <summary>Dropped by the server (被丢弃).</summary>
    Abandoned = 14,

    /// <summary>Between two batches of a rolling step (滚动等待).</summary>
    RollingWait = 15,
}
