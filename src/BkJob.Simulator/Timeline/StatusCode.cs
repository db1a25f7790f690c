namespace BkJob.Simulator.Timeline;

/// <summary>The statuses of jobs and steps that the simulator uses (protocol.md §1.7).</summary>
internal static class StatusCode
{
    public const int NotStarted = 1;
    public const int Running = 2;
    public const int Succeeded = 3;
    public const int Failed = 4;
    public const int Skipped = 5;
    public const int ErrorIgnored = 6;
    public const int WaitingForUser = 7;
    public const int ManuallyEnded = 8;
    public const int Abnormal = 9;
    public const int Terminating = 10;
    public const int Terminated = 11;
    public const int ConfirmTerminated = 13;
    public const int Abandoned = 14;
    public const int RollingWait = 15;

    /// <summary>True for a code that Job 3.x has.</summary>
    public static bool IsKnown(long status) => status is >= NotStarted and <= RollingWait and not (Terminated + 1);

    /// <summary>True for the final statuses of a job or step; false for an unknown code.</summary>
    public static bool IsEnd(int status) =>
        status is (>= Succeeded and <= ErrorIgnored) or ManuallyEnded or Abnormal or (>= Terminated and <= Abandoned);

    /// <summary>True for the final statuses of a step after which the next step starts.</summary>
    public static bool LetsJobGoOn(int status) => status is Succeeded or Skipped or ErrorIgnored;

    /// <summary>The status of the job for the status of its current step.</summary>
    public static int OfJob(int stepStatus) => stepStatus switch
    {
        WaitingForUser or Terminating => stepStatus,
        _ when IsEnd(stepStatus) && !LetsJobGoOn(stepStatus) => stepStatus,
        _ => Running,
    };
}

/// <summary>The host statuses that the simulator uses (protocol.md §1.8).</summary>
internal static class HostCode
{
    public const int AgentAbnormal = 1;
    public const int SucceededBefore = 3;
    public const int Waiting = 5;
    public const int Running = 7;
    public const int Succeeded = 9;
    public const int DispatchFailed = 12;
    public const int AgentNotInstalled = 18;
    public const int NonZeroExit = 104;
    public const int AgentAbnormalInGse = 310;
    public const int Terminated = 403;
    public const int NotTerminated = 404;

    /// <summary>True for a host that succeeded.</summary>
    public static bool IsSuccess(int status) => status is Succeeded or SucceededBefore;

    /// <summary>True if the agent of the host did not respond.</summary>
    public static bool IsWithoutAgent(int status) => status is AgentAbnormal or AgentNotInstalled or AgentAbnormalInGse;
}

/// <summary>The step types with special behaviour.</summary>
internal static class StepKind
{
    public const int Script = 1;
    public const int File = 2;
    public const int Confirmation = 3;
    public const int Sql = 4;

    /// <summary>True for a step that runs a script; SQL is one.</summary>
    public static bool IsScript(int type) => type is Script or Sql;
}
