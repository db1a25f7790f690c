namespace BkJob.Simulator.Timeline;

/// <summary>The host statuses that the simulator uses (protocol.md §1.8).</summary>
internal static class HostCode
{
    public const int AgentAbnormal = 1;
    public const int SucceededBefore = 3;
    public const int Waiting = 5;
    public const int Running = 7;
    public const int Succeeded = 9;
    public const int AgentNotInstalled = 18;
    public const int NonZeroExit = 104;
    public const int AgentAbnormalInGse = 310;
    public const int Terminated = 403;

    /// <summary>True if the agent of the host did not respond.</summary>
    public static bool IsWithoutAgent(int status) => status is AgentAbnormal or AgentNotInstalled or AgentAbnormalInGse;
}
